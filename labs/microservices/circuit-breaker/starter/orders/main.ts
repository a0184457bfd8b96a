import { processClock } from '#kit/clock.ts';
import { portFromEnv, urlFromEnv } from '#kit/env.ts';
import { createLog } from '#kit/log.ts';

import { createApp } from './app.ts';

const app = createApp({
  clock: processClock(),
  fetch: globalThis.fetch,
  log: createLog(),
  config: { paymentsUrl: urlFromEnv('PAYMENTS_URL') },
});
await app.listen(portFromEnv());
