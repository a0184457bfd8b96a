/**
 * What a service has to tell. An event is a row in the same transaction as the change that it tells of; later it is
 * sent, and the row goes. A crash in between sends it twice, and never loses it.
 */
import type { Clock, Timer } from '#kit/clock.ts';
import type { Database, Transaction } from '#kit/database.ts';
import type { Producer } from '#kit/event-log.ts';
import type { Log } from '#kit/log.ts';

import { parseEvent } from './events.ts';
import type { ShopEvent } from './events.ts';
import { toRecord } from './records.ts';

/** An event that has still to get its id. */
export type NewEvent = ShopEvent extends infer Each
  ? Each extends ShopEvent
    ? Omit<Each, 'id'>
    : never
  : never;

export interface Outbox {
  /** Has an event sent once the transaction is committed. */
  add(tx: Transaction, topic: string, event: NewEvent, traceparent: string): Promise<void>;
  /** Sends what is there, in order. While the log cannot be reached, it tries again every half second. */
  flush(): Promise<void>;
  stop(): void;
}

export interface OutboxOptions {
  readonly db: Database;
  readonly producer: Producer;
  readonly clock: Clock;
  readonly log: Log;
}

interface Row {
  readonly seq: number;
  readonly topic: string;
  readonly event: string;
  readonly traceparent: string;
}

const retryMs = 500;

export function createOutbox({ db, producer, clock, log }: OutboxOptions): Outbox {
  let stopped = false;
  let retry: Timer | undefined;
  let last: Promise<void> = Promise.resolve();

  const send = async (): Promise<void> => {
    clock.clearTimeout(retry);
    if (stopped) return;
    const rows = await db.query<Row>(
      'select seq, topic, event, traceparent from outbox order by seq limit 100',
    );
    if (rows.length === 0) return;
    try {
      await producer.sendBatch(
        rows.map(({ topic, event, traceparent }) => toRecord(topic, parseEvent(event), traceparent)),
      );
    } catch (error) {
      log.warn('events could not be sent', { count: rows.length, reason: String(error) });
      retry = clock.setTimeout(() => void flush(), retryMs);
      return;
    }
    await db.execute('delete from outbox where seq <= $1', [rows.at(-1)?.seq ?? 0]);
    await send();
  };
  /** One after the other, so that no event overtakes another. */
  const flush = (): Promise<void> => {
    last = last
      .then(send)
      .catch((error: unknown) => log.error('the outbox failed', { reason: String(error) }));
    return last;
  };

  return {
    add: async (tx, topic, event, traceparent) => {
      const text = JSON.stringify({ id: crypto.randomUUID(), ...event });
      await tx.execute(
        'insert into outbox (seq, topic, event, traceparent) select coalesce(max(seq), 0) + 1, $1, $2, $3 from outbox',
        [topic, text, traceparent],
      );
    },
    flush,
    stop: () => {
      stopped = true;
      clock.clearTimeout(retry);
    },
  };
}
