/** How records of the users service are read: in what order things are done, and what becomes of those that fail. */
import type { Clock } from '#kit/clock.ts';
import type { Consumer, ConsumerRecord, Producer } from '#kit/event-log.ts';
import type { Log } from '#kit/log.ts';

import { deadLetterTopic, parseUserEvent } from '../../shared/user-event.ts';
import type { UserEvent } from '../../shared/user-event.ts';

export interface HandleDependencies {
  /** Applies an event in a transaction of its own. Rejects when that fails. */
  readonly apply: (event: UserEvent) => Promise<void>;
  /** For records that cannot be applied. */
  readonly producer: Producer;
  readonly clock: Clock;
  readonly log: Log;
}

const maxTries = 5;
const pauseMs = 100;

/** One round: reads records, waiting a second for the first one, does the work for one after the other, and commits. */
export async function consume(
  consumer: Consumer,
  work: (record: ConsumerRecord) => Promise<void>,
): Promise<void> {
  const records = await consumer.poll({ timeoutMs: 1_000 });
  for (const record of records) await work(record);
  await consumer.commit();
}

/** Applies a record, with five tries; then it goes to the dead-letter topic, and the next one has its turn. */
export async function handle(
  record: ConsumerRecord,
  { apply, producer, clock, log }: HandleDependencies,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await apply(parseUserEvent(record.value));
      return;
    } catch (error) {
      if (attempt < maxTries) {
        await clock.sleep(pauseMs);
        continue;
      }
      const { topic, partition, offset, key, value, headers } = record;
      log.error('an event goes to the dead letters', { partition, offset, reason: String(error) });
      const origin = `${topic}-${partition}@${offset}`;
      await producer.send({ topic: deadLetterTopic, key, value, headers: { ...headers, origin } });
      return;
    }
  }
}
