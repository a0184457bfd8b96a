/** A member of a consumer group: joins, reads from its partitions, commits. */
import type { Clock, Timer } from '../clock.ts';
import type { AssignedPartition, Broker, Member, PartitionBounds } from './broker.ts';
import { EventLogError, isEventLogError } from './error.ts';
import { Positions } from './positions.ts';
import type {
  Consumer,
  ConsumerOptions,
  ConsumerRecord,
  PollOptions,
  TopicPartition,
  TopicPartitionOffset,
} from './types.ts';

/** Milliseconds until a log that could not be reached is asked again (Kafka: `retry.backoff.ms`). */
const retryBackoffMs = 100;

export class GroupConsumer implements Consumer {
  readonly #broker: Broker;
  readonly #clock: Clock;
  readonly #options: ConsumerOptions;
  readonly #positions = new Positions();
  #topics: readonly string[] = [];
  #memberId: string | undefined;
  #generationId = -1;
  #mustJoin = true;
  #lastPoll = 0;
  #heartbeat: Timer | undefined;
  #closed = false;

  constructor(broker: Broker, clock: Clock, options: ConsumerOptions) {
    this.#broker = broker;
    this.#clock = clock;
    this.#options = options;
  }

  get groupId(): string {
    return this.#options.groupId;
  }

  get memberId(): string | undefined {
    return this.#memberId;
  }

  get generationId(): number {
    return this.#generationId;
  }

  subscribe(topics: readonly string[]): void {
    this.#topics = [...topics];
    this.#mustJoin = true;
  }

  assignment(): readonly TopicPartition[] {
    return this.#positions.partitions;
  }

  async poll({ timeoutMs = 0, maxRecords = 500 }: PollOptions = {}): Promise<ConsumerRecord[]> {
    if (this.#topics.length === 0)
      throw new EventLogError('INVALID_REQUEST', 'Subscribe to topics before the first poll.');
    const until = this.#clock.now() + timeoutMs;
    this.#lastPoll = this.#clock.now();
    while (!this.#closed) {
      const left = Math.max(0, until - this.#clock.now());
      try {
        if (this.#mustJoin && !(await this.#join(left))) return [];
        return await this.#fetch(Math.max(0, until - this.#clock.now()), maxRecords);
      } catch (error) {
        if (this.#closed) return [];
        if (isEventLogError(error, 'NETWORK_EXCEPTION')) {
          if (left <= 0) return [];
          await this.#clock.sleep(Math.min(left, retryBackoffMs));
        } else if (!this.#hasToJoinAfter(error)) throw error;
      } finally {
        this.#lastPoll = this.#clock.now();
      }
    }
    return [];
  }

  async commit(offsets?: readonly TopicPartitionOffset[]): Promise<void> {
    const done = offsets ?? this.#positions.all();
    if (done.length === 0) return;
    try {
      await this.#broker.commit(this.#member(), done);
    } catch (error) {
      this.#hasToJoinAfter(error);
      throw error;
    }
  }

  async committed({ topic, partition }: TopicPartition): Promise<number | undefined> {
    const { offsets } = await this.#broker.describeGroup(this.groupId);
    const found = offsets.find((each) => each.topic === topic && each.partition === partition);
    return found?.committed ?? undefined;
  }

  position(partition: TopicPartition): number | undefined {
    return this.#positions.of(partition);
  }

  seek(position: TopicPartitionOffset): void {
    this.#positions.seek(position);
  }

  pause(partitions: readonly TopicPartition[]): void {
    this.#positions.pause(partitions);
  }

  resume(partitions: readonly TopicPartition[]): void {
    this.#positions.resume(partitions);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#clock.clearTimeout(this.#heartbeat);
    const memberId = this.#memberId;
    this.#memberId = undefined;
    if (memberId !== undefined) await this.#leave(memberId);
  }

  /** @returns whether it has its part; if not, others have still to join */
  async #join(waitMs: number): Promise<boolean> {
    await this.#revoke();
    const { sessionTimeoutMs = 45_000, maxPollIntervalMs = 300_000, assignor = 'range' } = this.#options;
    const { memberId, generation } = await this.#broker.join({
      groupId: this.groupId,
      memberId: this.#memberId,
      topics: this.#topics,
      assignor,
      sessionTimeoutMs,
      rebalanceTimeoutMs: maxPollIntervalMs,
      waitMs,
    });
    if (this.#closed) {
      // Closed in between: nobody else would take this member out.
      await this.#leave(memberId);
      return false;
    }
    if (this.#memberId === undefined) {
      this.#memberId = memberId;
      this.#beat();
    }
    if (!generation) return false;
    this.#generationId = generation.generationId;
    this.#positions.assign(generation.assignment.map((own) => ({ ...own, offset: this.#begin(own) })));
    this.#mustJoin = false;
    await this.#options.onPartitionsAssigned?.(this.assignment());
    return true;
  }

  async #fetch(waitMs: number, maxRecords: number): Promise<ConsumerRecord[]> {
    const { unknown } = this.#positions;
    if (unknown) {
      throw new EventLogError(
        'NO_OFFSET_FOR_PARTITION',
        `The group ${this.groupId} has committed nothing for ${unknown.topic}-${unknown.partition}, and autoOffsetReset is none.`,
      );
    }
    const positions = this.#positions.next();
    const member = this.#member();
    const { records, outOfRange } = await this.#broker.fetch({ member, positions, maxRecords, waitMs });
    if (this.#closed || member.generationId !== this.#generationId) return [];
    for (const bounds of outOfRange) {
      const asked = this.#positions.of(bounds) ?? 0;
      this.#positions.seek({ ...bounds, offset: this.#reset(bounds, asked) });
    }
    for (const { topic, partition, offset } of records)
      this.#positions.seek({ topic, partition, offset: offset + 1 });
    return records.length === 0 && outOfRange.length > 0 ? this.#fetch(waitMs, maxRecords) : [...records];
  }

  /** Where to begin in a partition that it has just got. */
  #begin(own: AssignedPartition): number | undefined {
    if (own.committed !== null) return own.committed;
    const { autoOffsetReset = 'latest' } = this.#options;
    if (autoOffsetReset === 'none') return undefined;
    return autoOffsetReset === 'earliest' ? own.logStartOffset : own.logEndOffset;
  }

  /** Where to go on when the log has no such offset. */
  #reset({ topic, partition, logStartOffset, logEndOffset }: PartitionBounds, asked: number): number {
    const { autoOffsetReset = 'latest' } = this.#options;
    if (autoOffsetReset !== 'none') return autoOffsetReset === 'earliest' ? logStartOffset : logEndOffset;
    throw new EventLogError(
      'OFFSET_OUT_OF_RANGE',
      `${topic}-${partition} has no offset ${asked}: it begins at ${logStartOffset} and ends before ${logEndOffset}, and autoOffsetReset is none.`,
    );
  }

  #member(): Member {
    const { groupId } = this;
    if (this.#memberId === undefined)
      throw new EventLogError(
        'UNKNOWN_MEMBER_ID',
        `This consumer is not in the group ${groupId}: poll first.`,
      );
    return { groupId, memberId: this.#memberId, generationId: this.#generationId };
  }

  /** Whether the error says that it is no longer what it was in its group. */
  #hasToJoinAfter(error: unknown): boolean {
    if (isEventLogError(error, 'UNKNOWN_MEMBER_ID')) {
      this.#memberId = undefined;
      this.#clock.clearTimeout(this.#heartbeat);
    } else if (!isEventLogError(error, 'REBALANCE_IN_PROGRESS', 'ILLEGAL_GENERATION')) return false;
    this.#mustJoin = true;
    return true;
  }

  async #revoke(): Promise<void> {
    const had = this.assignment();
    if (had.length === 0) return;
    try {
      await this.#options.onPartitionsRevoked?.(had);
    } finally {
      this.#positions.assign([]);
    }
  }

  /** Says now and then that it is alive; leaves when nobody polls any more. */
  #beat(): void {
    const { heartbeatIntervalMs = 3_000, maxPollIntervalMs = 300_000 } = this.#options;
    this.#heartbeat = this.#clock.setTimeout(() => {
      const memberId = this.#memberId;
      if (this.#closed || memberId === undefined) return;
      if (this.#clock.now() - this.#lastPoll <= maxPollIntervalMs) {
        void this.#sayAlive(memberId);
        return;
      }
      this.#memberId = undefined;
      this.#mustJoin = true;
      void this.#leave(memberId);
    }, heartbeatIntervalMs);
  }

  async #sayAlive(memberId: string): Promise<void> {
    try {
      await this.#broker.heartbeat(this.#member());
    } catch (error) {
      this.#hasToJoinAfter(error);
    }
    if (this.#memberId === memberId) this.#beat();
  }

  /** Whoever cannot be told finds out when the session ends. */
  async #leave(memberId: string): Promise<void> {
    await this.#broker.leave({ groupId: this.groupId, memberId }).catch(() => undefined);
  }
}
