import { processClock } from '#kit/clock.ts';
import { fileJournal, openDatabase } from '#kit/database.ts';
import { portFromEnv, urlFromEnv } from '#kit/env.ts';
import { connectEventLog } from '#kit/event-log.ts';
import type { EventLog } from '#kit/event-log.ts';
import { createLog } from '#kit/log.ts';

import { createApp } from './app.ts';
import { migrations } from './schema.ts';

const log = createLog();
const clock = processClock();
const events = connectEventLog({ url: urlFromEnv('LOG_URL'), fetch: globalThis.fetch, clock });
let crashWanted = false;

/** The log, but the process ends before the next record is sent if a request asked for that. */
const crashable: EventLog = {
  ...events,
  producer: () => {
    const producer = events.producer();
    const crash = (): void => {
      if (!crashWanted) return;
      log.error('crash: the process ends before it sends');
      process.exit(1);
    };
    return {
      send: async (record) => {
        crash();
        return producer.send(record);
      },
      sendBatch: async (records) => {
        crash();
        return producer.sendBatch(records);
      },
    };
  },
};

const app = createApp({
  clock,
  db: await openDatabase({
    name: 'users',
    migrations,
    journal: await fileJournal('data/users.journal'),
    log,
  }),
  events: crashable,
  log,
  onCrashWanted: () => {
    crashWanted = true;
  },
});
await app.listen(portFromEnv());
