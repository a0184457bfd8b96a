/** How an event becomes a record of the log. */
import type { ConsumerRecord, ProducerRecord } from '#kit/event-log.ts';

import type { ShopEvent } from './events.ts';

/** @param traceparent of the request that the event comes from */
export function toRecord(topic: string, event: ShopEvent, traceparent: string): ProducerRecord {
  const partition = Math.floor(Math.random() * 3);
  return { topic, partition, key: event.orderId, value: JSON.stringify(event), headers: { traceparent } };
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
export function toDeadLetter(record: ConsumerRecord, { group, error, tries }: Failure): ProducerRecord {
  return {
    topic: 'dead-letters',
    key: record.key,
    value: record.value,
    headers: {
      ...record.headers,
      'origin-topic': record.topic,
      'origin-partition': String(record.partition),
      'origin-offset': String(record.offset),
      group,
      error: String(error),
      tries: String(tries),
    },
  };
}
