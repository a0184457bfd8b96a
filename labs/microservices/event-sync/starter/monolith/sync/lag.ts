/** How far the copy is behind. */
import type { Consumer, EventLog } from '#kit/event-log.ts';

/** @returns how many records of the users service the group of this consumer has not committed */
export async function lagOf(events: EventLog, consumer: Consumer): Promise<number> {
  const topics = await events.admin.topics();
  const behind = consumer.assignment().map((own) => {
    const end = topics.find(({ name }) => name === own.topic)?.partitions[own.partition]?.logEndOffset ?? 0;
    return end - (consumer.position(own) ?? 0);
  });
  return behind.reduce((sum, each) => sum + each, 0);
}
