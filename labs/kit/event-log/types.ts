/** The event log as lab code sees it: records, producers, consumers and groups, in Kafka's words. */

import type { Broker } from './broker.ts';

/** One partition of a topic. */
export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** A partition, and the offset of the record that is to be read next. */
export interface TopicPartitionOffset extends TopicPartition {
  readonly offset: number;
}

/** Header fields of a record, such as `traceparent`. Unlike Kafka's they are texts, and each name is there once. */
export type RecordHeaders = Readonly<Record<string, string>>;

/** A record to be sent. */
export interface ProducerRecord {
  readonly topic: string;
  /**
   * Records of one key go to one partition, and keep their order there. Null: the log takes the partitions in turn.
   * An empty text is a key like any other.
   */
  readonly key: string | null;
  /** What happened, as a text; usually JSON. Null is a tombstone: what the key names is no more. */
  readonly value: string | null;
  readonly headers?: RecordHeaders;
  /** Overrides the choice by key. */
  readonly partition?: number;
}

/** Where a record that was sent has its place. */
export interface RecordMetadata extends TopicPartitionOffset {
  /** See {@link ConsumerRecord.timestamp}. */
  readonly timestamp: number;
}

/** A record that was read. */
export interface ConsumerRecord extends RecordMetadata {
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: RecordHeaders;
}

/** Sends records. There is no idempotent producer: a `send` that fails may have happened, and a second one doubles it. */
export interface Producer {
  /**
   * Resolves once the log has kept the record where its own restart does no harm (Kafka: `acks=all`).
   * @throws {EventLogError} UNKNOWN_TOPIC_OR_PARTITION, or NETWORK_EXCEPTION when nobody knows whether it was kept
   */
  send(record: ProducerRecord): Promise<RecordMetadata>;
  /** Sends several, kept in this order, all or none. The metadata are in the same order. */
  sendBatch(records: readonly ProducerRecord[]): Promise<RecordMetadata[]>;
}

/** Where a group begins that has no committed offset, or one that the log no longer has. */
export type AutoOffsetReset = 'earliest' | 'latest' | 'none';

/** How partitions are shared out among the members of a group; see the functions of the same names. */
export type Assignor = 'range' | 'roundrobin';

export interface ConsumerOptions {
  /** Members of one group share the partitions; each group gets every record. */
  readonly groupId: string;
  /** `latest` by default, as in Kafka: a new group sees only what is sent after its first poll. */
  readonly autoOffsetReset?: AutoOffsetReset;
  /** `range` by default. All members of a group must name the same one. */
  readonly assignor?: Assignor;
  /** A member that is silent for so long is taken for dead, and its partitions go to others. 45 000 by default. */
  readonly sessionTimeoutMs?: number;
  /** How often a member says that it is alive, besides its polls. 3 000 by default. */
  readonly heartbeatIntervalMs?: number;
  /**
   * A member that does not poll for so long leaves its group, and others wait so long for it when partitions are
   * shared out anew. 300 000 by default.
   */
  readonly maxPollIntervalMs?: number;
  /** Told of partitions that this member has from now on. Their positions are known by then. */
  readonly onPartitionsAssigned?: (partitions: readonly TopicPartition[]) => void | Promise<void>;
  /**
   * Told, before they are given up, of the partitions that this member had: what was done can still be committed. Also
   * told of those that it has lost already; then `commit` fails.
   */
  readonly onPartitionsRevoked?: (partitions: readonly TopicPartition[]) => void | Promise<void>;
}

export interface PollOptions {
  /** So many milliseconds of the consumer's clock it waits for a first record. 0, the default, does not wait. */
  readonly timeoutMs?: number;
  /** 500 by default. */
  readonly maxRecords?: number;
}

/**
 * Reads records. It has a position in each of its partitions, which moves on with each poll; only what is committed
 * outlives it. Nothing is committed by itself (Kafka: `enable.auto.commit=false`).
 *
 * A consumer does one thing at a time: await each poll before the next one.
 */
export interface Consumer {
  readonly groupId: string;
  /** Given by the log; undefined as long as it is in no group. */
  readonly memberId: string | undefined;
  /** Which generation of the group its assignment is of; -1 as long as there is none. */
  readonly generationId: number;
  /** What to read. It joins its group with the next poll. */
  subscribe(topics: readonly string[]): void;
  /** The partitions that are its own now, by topic and number. */
  assignment(): readonly TopicPartition[];
  /**
   * The next records of its partitions, in order within each partition. While partitions are shared out anew, and while
   * the log cannot be reached, there are none.
   * @throws {EventLogError} OFFSET_OUT_OF_RANGE or NO_OFFSET_FOR_PARTITION, if `autoOffsetReset` is `none`: seek, and
   *   poll again;
   *   UNKNOWN_TOPIC_OR_PARTITION; INCONSISTENT_GROUP_PROTOCOL
   */
  poll(options?: PollOptions): Promise<ConsumerRecord[]>;
  /**
   * Commits the positions: everything up to the last poll counts as done. With offsets, just those: each is that of the
   * NEXT record to read, one more than that of the last one done.
   * @throws {EventLogError} ILLEGAL_GENERATION or UNKNOWN_MEMBER_ID when its partitions are no longer its own: others
   *   may do that work again; NETWORK_EXCEPTION
   */
  commit(offsets?: readonly TopicPartitionOffset[]): Promise<void>;
  /** What the group has committed, undefined when nothing. */
  committed(partition: TopicPartition): Promise<number | undefined>;
  /** Offset of the next record that a poll gives; undefined for a partition that is not its own. */
  position(partition: TopicPartition): number | undefined;
  /** Moves the position of one of its partitions. */
  seek(position: TopicPartitionOffset): void;
  /** Polls leave these partitions out until {@link resume}; they stay its own. */
  pause(partitions: readonly TopicPartition[]): void;
  resume(partitions: readonly TopicPartition[]): void;
  /** Leaves the group, so that others need not wait for the session to end. A poll under way ends. Commits nothing. */
  close(): Promise<void>;
}

export interface TopicOptions {
  readonly name: string;
  readonly partitions: number;
  /** Records are kept for so many milliseconds. By default 7 days; Infinity keeps them for ever. */
  readonly retentionMs?: number;
}

export interface PartitionDescription {
  readonly partition: number;
  /** Offset of the oldest record that is still there. What is before it is past retention. */
  readonly logStartOffset: number;
  /** Offset that the next record will get. */
  readonly logEndOffset: number;
}

export interface TopicDescription {
  readonly name: string;
  readonly retentionMs: number;
  readonly partitions: readonly PartitionDescription[];
}

export interface GroupDescription {
  readonly groupId: string;
  readonly state: 'Empty' | 'PreparingRebalance' | 'Stable';
  readonly generationId: number;
  readonly members: readonly { readonly memberId: string; readonly assignment: readonly TopicPartition[] }[];
  /** One for each partition of the topics that the group reads or has committed to. */
  readonly offsets: readonly GroupOffset[];
}

export interface GroupOffset extends TopicPartition {
  /** Null as long as nothing is committed. */
  readonly committed: number | null;
  readonly logEndOffset: number;
  /** How many records there are that are not committed. */
  readonly lag: number;
}

/** What is there, and what is to be there. */
export interface Admin {
  /** @throws {EventLogError} TOPIC_ALREADY_EXISTS */
  createTopic(topic: TopicOptions): Promise<void>;
  /** Adds partitions. From then on keys may lie in other ones than before, which breaks their order. */
  createPartitions(topic: string, partitions: number): Promise<void>;
  topics(): Promise<TopicDescription[]>;
  /** Removes what is before this offset, as retention does. */
  deleteRecords(before: TopicPartitionOffset): Promise<void>;
  groups(): Promise<GroupDescription[]>;
  /** An unknown group is one without members and commits. */
  describeGroup(groupId: string): Promise<GroupDescription>;
  /** Records of a partition from an offset on, without any group. @throws {EventLogError} OFFSET_OUT_OF_RANGE */
  read(from: TopicPartitionOffset, maxRecords?: number): Promise<ConsumerRecord[]>;
}

/** The log, wherever it is: in this process or behind HTTP. */
export interface EventLog {
  /** Makes a producer. */
  producer(): Producer;
  /** Makes a consumer. It does nothing until it is subscribed and polled. */
  consumer(options: ConsumerOptions): Consumer;
  readonly admin: Admin;
}

/** A process's way to the log. */
export interface EventLogConnection extends EventLog {
  /**
   * Cuts it, as the end of the process would, without a word to the log: no heartbeat is sent any more, what was sent
   * may have been kept, and nothing that is awaited here settles. For checks: the process that crashed is then gone.
   */
  sever(): void;
}

/** The log itself. */
export interface LocalEventLog extends EventLog {
  /** What its HTTP service hands requests to. */
  readonly broker: Broker;
  /** A connection of its own for a part that is to be cut off by itself. */
  connect(): EventLogConnection;
  /** Stops its timers and its journal. */
  close(): Promise<void>;
}
