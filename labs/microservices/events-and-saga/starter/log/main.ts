import { processClock } from '#kit/clock.ts';
import { fileJournal } from '#kit/database.ts';
import { portFromEnv } from '#kit/env.ts';
import { createEventLogService, openEventLog } from '#kit/event-log.ts';
import { createLog } from '#kit/log.ts';

import { topics } from '../messaging/topics.ts';
import { watchLag } from './lag.ts';

const clock = processClock();
const log = createLog();
const journal = await fileJournal('data/log.journal');
const eventLog = await openEventLog({ clock, journal, topics, log });
watchLag({ admin: eventLog.admin, clock, groups: ['orders', 'payments', 'notifications'] });
await createEventLogService({ eventLog, log }).listen(portFromEnv());
