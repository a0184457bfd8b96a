/** Takes over what is still changed on the monolith’s old admin screen. */
import type { Database } from '#kit/database.ts';
import type { Consumer } from '#kit/event-log.ts';
import type { Log } from '#kit/log.ts';

import { parseUserEvent } from '../shared/user-event.ts';
import { takeOver } from './rows.ts';

/** One round: reads, applies, commits. Nothing is sent on: the monolith has this state already. */
export async function readLegacyChanges(consumer: Consumer, db: Database, log: Log): Promise<void> {
  for (const { value, offset } of await consumer.poll({ timeoutMs: 1_000 })) {
    try {
      const event = parseUserEvent(value);
      if (event.type === 'UserChanged') await takeOver(db, event);
    } catch (error) {
      log.error('a change of the old admin screen was skipped', { offset, reason: String(error) });
    }
  }
  await consumer.commit();
}
