import { processClock } from '#kit/clock.ts';
import { fileJournal, openDatabase } from '#kit/database.ts';
import { portFromEnv, urlFromEnv } from '#kit/env.ts';
import { createLog } from '#kit/log.ts';

import { createApp } from './app.ts';
import { watchDivergence } from './divergence.ts';
import { migrations } from './schemas.ts';

const log = createLog();
const clock = processClock();
const usersUrl = urlFromEnv('USERS_URL');
const app = await createApp({
  clock,
  fetch: globalThis.fetch,
  db: await openDatabase({
    name: 'shop-db',
    migrations,
    journal: await fileJournal('data/shop.journal'),
    log,
  }),
  log,
  config: { usersUrl },
});
const { url } = await app.listen(portFromEnv());
await watchDivergence(clock, [url, usersUrl]);
