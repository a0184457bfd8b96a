/** How far a consumer has come in each of its partitions. */
import type { TopicPartition, TopicPartitionOffset } from './types.ts';

/** A partition of a consumer's own; without an offset it is not known where to begin. */
export interface Position extends TopicPartition {
  readonly offset: number | undefined;
}

export class Positions {
  #positions = new Map<string, Position>();
  readonly #paused = new Set<string>();
  /** Which partition is read first, so that none of them starves. */
  #turn = 0;

  get partitions(): readonly TopicPartition[] {
    return this.#sorted().map(({ topic, partition }) => ({ topic, partition }));
  }

  /** A partition of which it is not known where to begin. */
  get unknown(): TopicPartition | undefined {
    return this.#sorted().find(({ offset }) => offset === undefined);
  }

  /** By topic and number. */
  all(): TopicPartitionOffset[] {
    return this.#sorted().flatMap(({ topic, partition, offset }) =>
      offset === undefined ? [] : [{ topic, partition, offset }],
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
  assign(positions: readonly Position[]): void {
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

  #sorted(): Position[] {
    return [...this.#positions.values()].sort((a, b) =>
      a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1,
    );
  }
}

function keyOf({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}
