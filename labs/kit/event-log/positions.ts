/** How far a consumer has come in each of its partitions. */
import type { TopicPartition, TopicPartitionOffset } from './types.ts';

export class Positions {
  #positions = new Map<string, TopicPartitionOffset>();
  readonly #paused = new Set<string>();
  /** Which partition is read first, so that none of them starves. */
  #turn = 0;

  get partitions(): readonly TopicPartition[] {
    return this.all().map(({ topic, partition }) => ({ topic, partition }));
  }

  /** By topic and number. */
  all(): TopicPartitionOffset[] {
    return [...this.#positions.values()].sort((a, b) =>
      a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1,
    );
  }

  /** What is to be read next, without what is paused. */
  next(): TopicPartitionOffset[] {
    const active = this.all().filter((each) => !this.#paused.has(keyOf(each)));
    const first = this.#turn++ % Math.max(1, active.length);
    return [...active.slice(first), ...active.slice(0, first)];
  }

  of(partition: TopicPartition): number | undefined {
    return this.#positions.get(keyOf(partition))?.offset;
  }

  /** Takes the place of all positions before. What was paused no longer is. */
  assign(positions: readonly TopicPartitionOffset[]): void {
    this.#paused.clear();
    this.#positions = new Map(
      positions.map(({ topic, partition, offset }) => [
        keyOf({ topic, partition }),
        { topic, partition, offset },
      ]),
    );
  }

  /** Does nothing for a partition that is not there. */
  seek({ topic, partition, offset }: TopicPartitionOffset): void {
    const key = keyOf({ topic, partition });
    if (this.#positions.has(key)) this.#positions.set(key, { topic, partition, offset });
  }

  pause(partitions: readonly TopicPartition[]): void {
    for (const each of partitions) this.#paused.add(keyOf(each));
  }

  resume(partitions: readonly TopicPartition[]): void {
    for (const each of partitions) this.#paused.delete(keyOf(each));
  }
}

function keyOf({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}
