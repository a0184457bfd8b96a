/** How an event becomes a record of the log. */
import type { ConsumerRecord, ProducerRecord } from '#kit/event-log.ts';

import type { ShopEvent } from './events.ts';

/** @param traceparent of the request that the event comes from */
export function toRecord(topic: string, event: ShopEvent, traceparent: string): ProducerRecord {
  void traceparent;
  return { topic, key: null, value: JSON.stringify(event) };
}

/** Why a record was given up. */
export interface Failure {
  /** The group that could not handle it. */
  readonly group: string;
  readonly error: unknown;
  /** How often it was tried. */
  readonly tries: number;
}

/** The record for the topic `dead-letters` that says where this one came from, and why it went there. */
export function toDeadLetter(record: ConsumerRecord, { error }: Failure): ProducerRecord {
  return { topic: 'dead-letters', key: null, value: String(error), headers: record.headers };
}
