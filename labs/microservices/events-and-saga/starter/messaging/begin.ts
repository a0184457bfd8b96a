import type { Consumer } from '#kit/event-log.ts';

/** Lets a group that has committed nothing yet begin with the very first record of its partitions. */
export function seekToBeginning(consumer: Consumer): void {
  for (const partition of consumer.assignment()) {
    if (consumer.position(partition) === undefined) consumer.seek({ ...partition, offset: 0 });
  }
}
