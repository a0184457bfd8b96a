import { processClock } from '#kit/clock.ts';
import { fileJournal, openDatabase } from '#kit/database.ts';
import { portFromEnv, urlFromEnv } from '#kit/env.ts';
import { connectEventLog } from '#kit/event-log.ts';
import { createLog } from '#kit/log.ts';

import { createApp } from './app.ts';
import { migrations } from './schema.ts';

const clock = processClock();
const log = createLog();
const db = await openDatabase({
  name: 'mails-db',
  migrations,
  journal: await fileJournal('data/notifications.journal'),
  log,
});
const eventLog = connectEventLog({ url: urlFromEnv('LOG_URL'), fetch: globalThis.fetch, clock });
await createApp({ clock, db, eventLog, log }).listen(portFromEnv());
