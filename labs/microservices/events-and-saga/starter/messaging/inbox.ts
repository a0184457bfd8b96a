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
  const done = new Set<string>();
  return {
    once: async (eventId, work) => {
      if (done.has(eventId)) return;
      done.add(eventId);
      await db.transaction(work);
    },
  };
}
