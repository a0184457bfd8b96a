import { portFromEnv } from '#kit/env.ts';
import { createLog } from '#kit/log.ts';

import { createApp } from './app.ts';

await createApp({ date: () => new Date(), log: createLog() }).listen(portFromEnv());
