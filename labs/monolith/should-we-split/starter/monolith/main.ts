import { processClock } from '#kit/clock.ts';
import { portFromEnv } from '#kit/env.ts';
import { createLog } from '#kit/log.ts';

import { createApp } from './app.ts';

await createApp({ clock: processClock(), log: createLog() }).listen(portFromEnv());
