/** What a service has dealt with already. */
import type { Database, Transaction } from '#kit/database.ts';

export interface Inbox {
  /**
   * Runs `work` in a transaction of the service's database, unless it was done for this event before.
   * @throws what `work` throws; then nothing has happened
   */
  once(eventId: string, work: (tx: Transaction) => Promise<void>): Promise<void>;
}

export function createInbox(db: Database): Inbox {
  return {
    once: async (eventId, work) => {
      const known = await db.query('select event_id from inbox where event_id = $1', [eventId]);
      if (known.length > 0) return;
      await db.transaction(work);
      await db.execute('insert into inbox (event_id) values ($1) on conflict (event_id) do nothing', [
        eventId,
      ]);
    },
  };
}
