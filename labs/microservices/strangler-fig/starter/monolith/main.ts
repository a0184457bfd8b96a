import { processClock } from '#kit/clock.ts';
import { fileJournal, openDatabase } from '#kit/database.ts';
import { portFromEnv, urlFromEnv } from '#kit/env.ts';
import { createLog } from '#kit/log.ts';

import { createApp } from './app.ts';
import { migrations } from './schemas.ts';

const log = createLog();
const app = createApp({
  clock: processClock(),
  fetch: globalThis.fetch,
  db: await openDatabase({ name: 'shop', migrations, journal: await fileJournal('data/shop.journal'), log }),
  log,
  config: { analyticsUrl: urlFromEnv('ANALYTICS_URL'), usersUrl: urlFromEnv('USERS_URL') },
});
await app.listen(portFromEnv());
