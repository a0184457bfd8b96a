/** What producers and consumers ask of the log, in this process or over HTTP. */
import type {
  Admin,
  Assignor,
  ConsumerRecord,
  PartitionDescription,
  ProducerRecord,
  RecordMetadata,
  TopicPartition,
  TopicPartitionOffset,
} from './types.ts';

/** A member of a group, in one generation of it. */
export interface Member {
  readonly groupId: string;
  readonly memberId: string;
  readonly generationId: number;
}

export interface FetchRequest {
  readonly member: Member;
  readonly positions: readonly TopicPartitionOffset[];
  readonly maxRecords: number;
  /** So many milliseconds of the log's clock it waits for a first record. */
  readonly waitMs: number;
}

export interface FetchResponse {
  readonly records: readonly ConsumerRecord[];
  /** Partitions that have no record at the position asked for. */
  readonly outOfRange: readonly PartitionBounds[];
}

export interface PartitionBounds extends TopicPartition, Omit<PartitionDescription, 'partition'> {}

export interface JoinRequest {
  readonly groupId: string;
  /** Undefined for a new member. */
  readonly memberId: string | undefined;
  readonly topics: readonly string[];
  readonly assignor: Assignor;
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
  /** So many milliseconds of the log's clock it waits for the others to join. */
  readonly waitMs: number;
}

export interface JoinResponse {
  readonly memberId: string;
  /** Undefined as long as others have not joined. Then join again. */
  readonly generation:
    { readonly generationId: number; readonly assignment: readonly AssignedPartition[] } | undefined;
}

export interface AssignedPartition extends PartitionBounds {
  readonly committed: number | null;
}

/** Each of these rejects with an {@link EventLogError}. */
export interface Broker extends Admin {
  produce(records: readonly ProducerRecord[]): Promise<RecordMetadata[]>;
  fetch(request: FetchRequest): Promise<FetchResponse>;
  join(request: JoinRequest): Promise<JoinResponse>;
  heartbeat(member: Member): Promise<void>;
  leave(member: Omit<Member, 'generationId'>): Promise<void>;
  commit(member: Member, offsets: readonly TopicPartitionOffset[]): Promise<void>;
}
