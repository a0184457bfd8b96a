/** The topics of the log. It makes them when it starts; records are kept for 7 days. */
import type { TopicOptions } from '#kit/event-log.ts';

export const topics: readonly TopicOptions[] = [
  { name: 'orders', partitions: 3 },
  { name: 'payments', partitions: 3 },
  { name: 'dead-letters', partitions: 1 },
];
