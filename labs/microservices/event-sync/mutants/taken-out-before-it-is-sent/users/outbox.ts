/** The outbox: records that are to be sent, kept in the same database as the changes that they tell of. */
import type { Database, Queryable } from '#kit/database.ts';
import type { Producer, ProducerRecord } from '#kit/event-log.ts';

/** Puts a record into the table `outbox (number, record)`, as part of a transaction. */
export async function addToOutbox(tx: Queryable, record: ProducerRecord): Promise<void> {
  await tx.execute(
    'insert into outbox (number, record) select coalesce(max(number), 0) + 1, $1 from outbox',
    [JSON.stringify(record)],
  );
}

export interface RelayDependencies {
  readonly db: Database;
  readonly producer: Producer;
}

/**
 * Sends what is in the outbox, in the order in which it came in, and takes out what the log has kept. The service calls
 * it every 200 ms, one call after the other.
 */
export async function relay({ db, producer }: RelayDependencies): Promise<void> {
  const rows = await db.query<{ number: number; record: string }>(
    'select number, record from outbox order by number',
  );
  const last = rows.at(-1);
  if (!last) return;
  await db.execute('delete from outbox where number <= $1', [last.number]);
  // Only `addToOutbox` writes there.
  await producer.sendBatch(rows.map(({ record }) => JSON.parse(record) as ProducerRecord));
}
