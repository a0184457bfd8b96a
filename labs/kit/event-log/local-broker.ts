/** The log itself: topics, groups, and the journal that brings them back. */
import type { Clock } from '../clock.ts';
import type { Journal } from '../database/journal.ts';
import type { Log } from '../log.ts';
import type {
  Broker,
  FetchRequest,
  FetchResponse,
  JoinRequest,
  JoinResponse,
  Member,
  PartitionBounds,
} from './broker.ts';
import { readEntry, writeEntry } from './entry.ts';
import type { Entry } from './entry.ts';
import { EventLogError } from './error.ts';
import { Groups } from './groups.ts';
import { Topics } from './topics.ts';
import type {
  ConsumerRecord,
  GroupDescription,
  ProducerRecord,
  RecordMetadata,
  TopicDescription,
  TopicOptions,
  TopicPartitionOffset,
} from './types.ts';

export interface LocalBrokerOptions {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly log: Log | undefined;
}

export class LocalBroker implements Broker {
  readonly #clock: Clock;
  readonly #journal: Journal;
  readonly #topics = new Topics(() => this.#now());
  readonly #groups: Groups;
  /** Moment of the log at which its clock stood at 0. */
  #epoch = 0;
  /** What is written follows one another. */
  #written: Promise<unknown> = Promise.resolve();
  readonly #waiting = new Set<() => void>();

  /** Opens the log on its journal. */
  static async open(options: LocalBrokerOptions): Promise<LocalBroker> {
    const broker = new LocalBroker(options);
    const entries = (await options.journal.read()).map(readEntry);
    for (const entry of entries) broker.#restore(entry);
    if (entries.length > 0) options.log?.info('event log restored', { entries: entries.length });
    return broker;
  }

  private constructor({ clock, journal }: LocalBrokerOptions) {
    this.#clock = clock;
    this.#journal = journal;
    this.#epoch = -clock.now();
    this.#groups = new Groups({
      clock,
      topics: this.#topics,
      onEntry: (entry) => void this.#keep(entry).catch(() => undefined),
      onChange: () => this.#wake(),
    });
  }

  async produce(records: readonly ProducerRecord[]): Promise<RecordMetadata[]> {
    return this.#alone(async () => {
      const ends = new Map<string, number>();
      const timestamp = this.#now();
      const kept = records.map((record): ConsumerRecord => {
        const chosen = this.#topics.choose(record);
        const place = `${record.topic}-${chosen.number}`;
        const offset = ends.get(place) ?? chosen.end;
        ends.set(place, offset + 1);
        const { topic, key, value, headers = {} } = record;
        return { topic, partition: chosen.number, offset, timestamp, key, value, headers };
      });
      // Kept first, seen after: nobody reads a record that a crash could still take back.
      await this.#journal.append(writeEntry({ type: 'records', records: kept }));
      for (const record of kept) this.#topics.partition(record).append(record);
      this.#wake();
      return kept.map(({ topic, partition, offset }) => ({ topic, partition, offset, timestamp }));
    });
  }

  async fetch({ member, positions, maxRecords, waitMs }: FetchRequest): Promise<FetchResponse> {
    const group = this.#groups.of(member.groupId);
    group.heartbeat(member);
    const found = await this.#until(waitMs, () => {
      group.check(member);
      const response = this.#read(positions, maxRecords);
      return response.records.length + response.outOfRange.length > 0 ? response : undefined;
    });
    return found ?? { records: [], outOfRange: [] };
  }

  async join(request: JoinRequest): Promise<JoinResponse> {
    const { groupId } = request;
    const memberId = this.#groups.of(groupId).join(request);
    const generation = await this.#until(request.waitMs, () =>
      this.#groups.generationOf({ groupId, memberId }),
    );
    // Numbers that were given out must have been kept.
    await this.#written;
    return { memberId, generation };
  }

  async heartbeat(member: Member): Promise<void> {
    this.#groups.of(member.groupId).heartbeat(member);
  }

  async leave({ groupId, memberId }: Omit<Member, 'generationId'>): Promise<void> {
    this.#groups.of(groupId).leave(memberId);
  }

  async commit(member: Member, offsets: readonly TopicPartitionOffset[]): Promise<void> {
    const { groupId } = member;
    this.#groups.of(groupId).fence(member);
    for (const each of offsets) this.#topics.partition(each);
    await this.#keep({ type: 'commit', groupId, offsets });
    this.#groups.commit(groupId, offsets);
  }

  async createTopic(topic: TopicOptions): Promise<void> {
    await this.#alone(async () => {
      if (this.#topics.has(topic.name))
        throw new EventLogError('TOPIC_ALREADY_EXISTS', `There is a topic "${topic.name}" already.`);
      this.#topics.create(topic);
      const { name, retentionMs } = this.#topics.describe().find((each) => each.name === topic.name) ?? topic;
      await this.#journal.append(
        writeEntry({
          type: 'topic',
          name,
          partitions: topic.partitions,
          retentionMs: retentionMs === undefined || retentionMs === Infinity ? null : retentionMs,
        }),
      );
    });
  }

  async createPartitions(topic: string, partitions: number): Promise<void> {
    await this.#alone(async () => {
      if (partitions <= this.#topics.count(topic)) {
        throw new EventLogError(
          'INVALID_REQUEST',
          `The topic ${topic} has ${this.#topics.count(topic)} partitions; partitions can only be added.`,
        );
      }
      await this.#journal.append(writeEntry({ type: 'partitions', topic, partitions }));
      this.#topics.extend(topic, partitions);
      this.#groups.rebalanceReadersOf(topic);
    });
  }

  async topics(): Promise<TopicDescription[]> {
    return this.#topics.describe();
  }

  async deleteRecords(before: TopicPartitionOffset): Promise<void> {
    await this.#alone(async () => {
      if (!this.#topics.partition(before).has(before.offset)) throw this.#outOfRange(before);
      await this.#journal.append(writeEntry({ type: 'delete-records', before }));
      this.#topics.partition(before).removeBefore(before.offset);
    });
  }

  async groups(): Promise<GroupDescription[]> {
    return this.#groups.ids.map((groupId) => this.#groups.describe(groupId));
  }

  async describeGroup(groupId: string): Promise<GroupDescription> {
    return this.#groups.describe(groupId);
  }

  async read(from: TopicPartitionOffset, maxRecords = 500): Promise<ConsumerRecord[]> {
    const partition = this.#topics.partition(from);
    if (!partition.has(from.offset)) throw this.#outOfRange(from);
    return [...partition.read(from.offset, maxRecords)];
  }

  async close(): Promise<void> {
    this.#groups.close();
    await this.#written;
    await this.#journal.close();
  }

  /** The time of the log: it goes on where it stopped. */
  #now(): number {
    return Math.round(this.#epoch + this.#clock.now());
  }

  #read(positions: readonly TopicPartitionOffset[], maxRecords: number): FetchResponse {
    const records: ConsumerRecord[] = [];
    const outOfRange: PartitionBounds[] = [];
    for (const { topic, partition, offset } of positions) {
      const own = this.#topics.partition({ topic, partition });
      if (own.has(offset)) records.push(...own.read(offset, maxRecords - records.length));
      else outOfRange.push({ topic, ...own.description });
    }
    return { records, outOfRange };
  }

  #outOfRange({ topic, partition, offset }: TopicPartitionOffset): EventLogError {
    const { logStartOffset, logEndOffset } = this.#topics.partition({ topic, partition }).description;
    return new EventLogError(
      'OFFSET_OUT_OF_RANGE',
      `${topic}-${partition} has no offset ${offset}: it begins at ${logStartOffset} and ends before ${logEndOffset}.`,
    );
  }

  /** Waits until there is something, or for so long; then undefined. */
  async #until<T>(waitMs: number, look: () => T | undefined): Promise<T | undefined> {
    const until = this.#clock.now() + waitMs;
    for (;;) {
      const found = look();
      const left = until - this.#clock.now();
      if (found !== undefined || left <= 0) return found;
      await new Promise<void>((resolve) => {
        const go = (): void => {
          this.#waiting.delete(go);
          this.#clock.clearTimeout(timer);
          resolve();
        };
        const timer = this.#clock.setTimeout(go, left);
        this.#waiting.add(go);
      });
    }
  }

  #wake(): void {
    for (const go of this.#waiting) go();
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#written.then(work);
    this.#written = result.catch(() => undefined);
    return result;
  }

  #keep(entry: Entry): Promise<void> {
    return this.#alone(() => this.#journal.append(writeEntry(entry)));
  }

  #restore(entry: Entry): void {
    switch (entry.type) {
      case 'topic':
        return this.#topics.create({ ...entry, retentionMs: entry.retentionMs ?? Infinity });
      case 'partitions':
        return this.#topics.extend(entry.topic, entry.partitions);
      case 'records':
        for (const record of entry.records) {
          this.#topics.partition(record).append(record);
          this.#epoch = Math.max(this.#epoch, record.timestamp - this.#clock.now());
        }
        return;
      case 'delete-records':
        return this.#topics.partition(entry.before).removeBefore(entry.before.offset);
      case 'commit':
        return this.#groups.commit(entry.groupId, entry.offsets);
      case 'group':
        return this.#groups.restore(entry.groupId, entry.generationId, entry.membersSoFar);
    }
  }
}
