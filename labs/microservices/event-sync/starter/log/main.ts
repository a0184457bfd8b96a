/** The event log: three partitions for each topic of users, kept for a week. */
import { processClock } from '#kit/clock.ts';
import { fileJournal } from '#kit/database.ts';
import { portFromEnv } from '#kit/env.ts';
import { createEventLogService, openEventLog } from '#kit/event-log.ts';
import { createLog } from '#kit/log.ts';

import { deadLetterTopic, legacyTopic, usersTopic } from '../shared/user-event.ts';

const log = createLog();
const eventLog = await openEventLog({
  clock: processClock(),
  journal: await fileJournal('data/log.journal'),
  topics: [usersTopic, legacyTopic, deadLetterTopic].map((name) => ({ name, partitions: 3 })),
  log,
});
await createEventLogService({ eventLog, log }).listen(portFromEnv());
