import { processClock } from '#kit/clock.ts';
import { portFromEnv, urlFromEnv } from '#kit/env.ts';
import { createGauge } from '#kit/gauge.ts';
import { createLog } from '#kit/log.ts';

import { createApp } from './app.ts';
import { fileStore } from './store.ts';

const report = createGauge('rollout.percentage');
let reported: number | undefined;

const app = createApp({
  clock: processClock(),
  fetch: globalThis.fetch,
  store: fileStore('data/rollout'),
  log: createLog(),
  onPercent: (percent) => {
    if (percent !== reported) report(percent, { to: 'users' });
    reported = percent;
  },
  config: { urls: { monolith: urlFromEnv('MONOLITH_URL'), users: urlFromEnv('USERS_URL') } },
});
await app.listen(portFromEnv());
