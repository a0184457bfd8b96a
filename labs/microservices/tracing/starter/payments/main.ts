import { processClock } from '#kit/clock.ts';
import { portFromEnv } from '#kit/env.ts';
import { createLog } from '#kit/log.ts';

import { createSampler } from '../tracing/sampling.ts';
import { collectorFromEnv, createTracer, ratioFromEnv } from '../tracing/telemetry.ts';
import { createApp } from './app.ts';

const clock = processClock();
const tracer = createTracer({
  service: 'payments',
  clock,
  sampler: createSampler(ratioFromEnv()),
  processor: collectorFromEnv(globalThis.fetch),
});
await createApp({ clock, log: createLog(), tracer }).listen(portFromEnv());
