/** The topics of a log with their partitions, and what retention leaves of them. */
import { EventLogError } from './error.ts';
import { Partition } from './partition.ts';
import { partitionForKey } from './partitioner.ts';
import type { ProducerRecord, TopicDescription, TopicOptions, TopicPartition } from './types.ts';

const week = 7 * 24 * 60 * 60 * 1000;

interface Topic {
  readonly name: string;
  readonly retentionMs: number;
  readonly partitions: Partition[];
  /** Records without a key go to the partitions in turn. */
  turn: number;
}

export class Topics {
  readonly #topics = new Map<string, Topic>();
  readonly #now: () => number;

  /** @param now the time of the log */
  constructor(now: () => number) {
    this.#now = now;
  }

  has(name: string): boolean {
    return this.#topics.has(name);
  }

  create({ name, partitions, retentionMs = week }: TopicOptions): void {
    if (!(Number.isSafeInteger(partitions) && partitions > 0 && retentionMs > 0)) {
      throw new EventLogError(
        'INVALID_REQUEST',
        `The topic ${name} needs one partition or more and a retention above 0.`,
      );
    }
    this.#topics.set(name, { name, retentionMs, partitions: [], turn: 0 });
    this.extend(name, partitions);
  }

  /** Adds partitions until there are so many. */
  extend(name: string, partitions: number): void {
    const topic = this.#required(name);
    for (let number = topic.partitions.length; number < partitions; number += 1)
      topic.partitions.push(new Partition(number));
  }

  /** How many partitions it has. */
  count(name: string): number {
    return this.#required(name).partitions.length;
  }

  /** A partition as it is now. */
  partition({ topic, partition }: TopicPartition): Partition {
    const { partitions, retentionMs } = this.#required(topic);
    const found = partitions[partition];
    if (!found) {
      throw new EventLogError(
        'UNKNOWN_TOPIC_OR_PARTITION',
        `The topic ${topic} has no partition ${partition}; it has ${partitions.length}, counted from 0.`,
      );
    }
    found.expire(this.#now() - retentionMs);
    return found;
  }

  /** The partition that a record goes to. */
  choose({ topic, key, partition }: ProducerRecord): Partition {
    if (partition !== undefined) return this.partition({ topic, partition });
    const found = this.#required(topic);
    const count = found.partitions.length;
    const chosen = key === null ? found.turn++ % count : partitionForKey(key, count);
    return this.partition({ topic, partition: chosen });
  }

  describe(): TopicDescription[] {
    return [...this.#topics.values()].map(({ name, retentionMs, partitions }) => ({
      name,
      retentionMs,
      partitions: partitions.map(
        ({ number }) => this.partition({ topic: name, partition: number }).description,
      ),
    }));
  }

  #required(name: string): Topic {
    const topic = this.#topics.get(name);
    if (topic) return topic;
    const known = [...this.#topics.keys()].join(', ') || 'none';
    throw new EventLogError(
      'UNKNOWN_TOPIC_OR_PARTITION',
      `There is no topic "${name}". There are: ${known}.`,
    );
  }
}
