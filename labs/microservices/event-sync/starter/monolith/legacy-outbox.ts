/** Sends what the old admin screen has put into the monolith’s own outbox. */
import type { Database } from '#kit/database.ts';
import type { Producer, ProducerRecord } from '#kit/event-log.ts';

export async function relayLegacyChanges(db: Database, producer: Producer): Promise<void> {
  const rows = await db.query<{ number: number; record: string }>(
    'select number, record from outbox order by number',
  );
  // Only `saveUser` writes there.
  await producer.sendBatch(rows.map(({ record }) => JSON.parse(record) as ProducerRecord));
  const last = rows.at(-1);
  if (last) await db.execute('delete from outbox where number <= $1', [last.number]);
}
