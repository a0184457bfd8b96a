import { portFromEnv, urlFromEnv } from '#kit/env.ts';
import { createLog } from '#kit/log.ts';

import { createApp } from './app.ts';

const config = { paymentsUrl: urlFromEnv('PAYMENTS_URL') };
await createApp({ fetch: globalThis.fetch, log: createLog(), config }).listen(portFromEnv());
