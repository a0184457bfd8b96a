import { processClock } from '#kit/clock.ts';
import { fileJournal, openDatabase } from '#kit/database.ts';
import { portFromEnv } from '#kit/env.ts';
import { createLog } from '#kit/log.ts';

import { createApp, migrations } from './app.ts';

const log = createLog();
const clock = processClock();
const slowestMs = Number(process.env['SLOWEST_WRITE_MS'] ?? 0);

const app = createApp({
  db: await openDatabase({
    name: 'users-db',
    migrations,
    journal: await fileJournal('data/users.journal'),
    log,
  }),
  log,
  // No two writes take the same time, so that the later one may come first.
  pause: () => (slowestMs === 0 ? Promise.resolve() : clock.sleep(Math.random() * slowestMs)),
});
await app.listen(portFromEnv());
