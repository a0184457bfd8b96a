/** What the journal of the log keeps, one line each. */
import { EventLogError } from './error.ts';
import type { ConsumerRecord, TopicPartitionOffset } from './types.ts';

export type Entry =
  | {
      readonly type: 'topic';
      readonly name: string;
      readonly partitions: number;
      /** Null for ever. */
      readonly retentionMs: number | null;
    }
  | { readonly type: 'partitions'; readonly topic: string; readonly partitions: number }
  | { readonly type: 'records'; readonly records: readonly ConsumerRecord[] }
  | { readonly type: 'delete-records'; readonly before: TopicPartitionOffset }
  | { readonly type: 'commit'; readonly groupId: string; readonly offsets: readonly TopicPartitionOffset[] }
  | {
      readonly type: 'group';
      readonly groupId: string;
      readonly generationId: number;
      readonly membersSoFar: number;
    };

export function writeEntry(entry: Entry): string {
  return JSON.stringify(entry);
}

/** @throws {EventLogError} when it is no line of ours */
export function readEntry(line: string, index: number): Entry {
  try {
    // Only `writeEntry` writes journals.
    return JSON.parse(line) as Entry;
  } catch (cause) {
    throw new EventLogError(
      'INVALID_REQUEST',
      `Line ${index + 1} of the log's journal is damaged. Remove the journal to begin with an empty log.`,
      cause,
    );
  }
}
