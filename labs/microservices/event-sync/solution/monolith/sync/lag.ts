/** How far the copy is behind. */
import type { Consumer, EventLog } from '#kit/event-log.ts';

import { usersTopic } from '../../shared/user-event.ts';

/** @returns how many records of the users service the group of this consumer has not committed */
export async function lagOf(events: EventLog, consumer: Consumer): Promise<number> {
  const [topics, { offsets }] = await Promise.all([
    events.admin.topics(),
    events.admin.describeGroup(consumer.groupId),
  ]);
  const partitions = topics.find(({ name }) => name === usersTopic)?.partitions ?? [];
  return partitions.reduce((sum, { partition, logStartOffset, logEndOffset }) => {
    const done = offsets.find((each) => each.topic === usersTopic && each.partition === partition);
    return sum + logEndOffset - Math.max(done?.committed ?? 0, logStartOffset);
  }, 0);
}
