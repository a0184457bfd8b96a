import { processClock } from '#kit/clock.ts';
import { portFromEnv, urlFromEnv } from '#kit/env.ts';
import { createLog } from '#kit/log.ts';

import { createSampler } from '../tracing/sampling.ts';
import { collectorFromEnv, createTracer, ratioFromEnv } from '../tracing/telemetry.ts';
import { createApp } from './app.ts';

const clock = processClock();
const tracer = createTracer({
  service: 'gateway',
  clock,
  sampler: createSampler(ratioFromEnv()),
  processor: collectorFromEnv(globalThis.fetch),
});
const app = createApp({
  clock,
  fetch: globalThis.fetch,
  log: createLog(),
  tracer,
  config: { ordersUrl: urlFromEnv('ORDERS_URL') },
});
await app.listen(portFromEnv());
