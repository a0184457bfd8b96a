/** Errors of the log, under Kafka's names. */

export type EventLogErrorCode =
  /** There is no such topic or partition. Topics are made by whoever starts the log. */
  | 'UNKNOWN_TOPIC_OR_PARTITION'
  | 'TOPIC_ALREADY_EXISTS'
  /** The offset is before the first record that is still kept, or after the last one. */
  | 'OFFSET_OUT_OF_RANGE'
  /** Nothing is committed, and `autoOffsetReset` is `none`. */
  | 'NO_OFFSET_FOR_PARTITION'
  /** Partitions are being shared out anew. */
  | 'REBALANCE_IN_PROGRESS'
  /** The group has shared out its partitions since. */
  | 'ILLEGAL_GENERATION'
  /** The member was silent for too long and is out of its group, or the log was started anew. */
  | 'UNKNOWN_MEMBER_ID'
  /** Members of one group name different assignors. */
  | 'INCONSISTENT_GROUP_PROTOCOL'
  /** What was asked for makes no sense. */
  | 'INVALID_REQUEST'
  /** The log could not be reached, or its answer was lost. What was asked for may have been done all the same. */
  | 'NETWORK_EXCEPTION';

export class EventLogError extends Error {
  override readonly name = 'EventLogError';
  readonly code: EventLogErrorCode;

  constructor(code: EventLogErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** Whether it is an error of the log, of one of these codes if any are given. */
export function isEventLogError(error: unknown, ...codes: EventLogErrorCode[]): error is EventLogError {
  // By name and not by class: checks and lab code each have a copy of this module.
  if (!(error instanceof Error && error.name === 'EventLogError' && 'code' in error)) return false;
  return codes.length === 0 || codes.some((code) => code === error.code);
}
