/** How far the copy is behind. */
import type { Consumer, EventLog } from '#kit/event-log.ts';

/** @returns how many records of the users service the group of this consumer has not committed */
export async function lagOf(events: EventLog, consumer: Consumer): Promise<number> {
  const { offsets } = await events.admin.describeGroup(consumer.groupId);
  return offsets.reduce((sum, { committed, lag }) => sum + (committed === null ? 0 : lag), 0);
}
