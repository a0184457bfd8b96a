/** How records of the users service are read: in what order things are done, and what becomes of those that fail. */
import type { Clock } from '#kit/clock.ts';
import type { Consumer, ConsumerRecord, Producer } from '#kit/event-log.ts';
import type { Log } from '#kit/log.ts';

import { parseUserEvent } from '../../shared/user-event.ts';
import type { UserEvent } from '../../shared/user-event.ts';

export interface HandleDependencies {
  /** Applies an event in a transaction of its own. Rejects when that fails. */
  readonly apply: (event: UserEvent) => Promise<void>;
  /** For records that cannot be applied. */
  readonly producer: Producer;
  readonly clock: Clock;
  readonly log: Log;
}

/** One round: reads records, waiting a second for the first one, does the work for one after the other, and commits. */
export async function consume(
  consumer: Consumer,
  work: (record: ConsumerRecord) => Promise<void>,
): Promise<void> {
  const records = await consumer.poll({ timeoutMs: 1_000 });
  await consumer.commit();
  for (const record of records) await work(record);
}

/** Applies a record. */
export async function handle(record: ConsumerRecord, { apply }: HandleDependencies): Promise<void> {
  await apply(parseUserEvent(record.value));
}
