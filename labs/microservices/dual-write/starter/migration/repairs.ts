/**
 * Notes that a user may differ between the copies, in the database of the monolith: they are still there after a crash.
 *
 * A note is opened before the first of the two writes. It ends in one of two ways: closed, when both copies have the
 * row, or left for the repairs. One that a crash has interrupted is left for the repairs by the next start.
 */
import type { ModuleDatabase } from '#kit/database.ts';

/** A note, as far as its holder has to know it. */
export interface RepairNote {
  readonly id: string;
  readonly userId: string;
}

export interface Repairs {
  /** Opens a note for a write that is about to begin. Resolves when it is kept where a crash does no harm. */
  open(userId: string): Promise<RepairNote>;
  /** The write is over and there is nothing to repair, or it has been repaired. */
  close(note: RepairNote): Promise<void>;
  /** The write is over and the copies may differ: from now on the note waits to be repaired. */
  leave(note: RepairNote): void;
  /** Notes that wait to be repaired, the oldest first. Those of writes under way are not among them. */
  waiting(): Promise<readonly RepairNote[]>;
  /** Whether there is any note for this user: a write is under way, or a repair waits. */
  has(userId: string): Promise<boolean>;
}

export const repairsSchema = `
  create table repairs (
    id text primary key,
    user_id text not null,
    number integer not null
  );
`;

const select = 'select id, user_id as "userId" from repairs';

export function createRepairs(db: ModuleDatabase): Repairs {
  const underWay = new Set<string>();
  return {
    open: async (userId) => {
      const note = { id: crypto.randomUUID(), userId };
      underWay.add(note.id);
      await db.execute(
        'insert into repairs (id, user_id, number) select $1, $2, coalesce(max(number), 0) + 1 from repairs',
        [note.id, userId],
      );
      return note;
    },
    close: async ({ id }) => {
      await db.execute('delete from repairs where id = $1', [id]);
      underWay.delete(id);
    },
    leave: ({ id }) => void underWay.delete(id),
    waiting: async () =>
      (await db.query<RepairNote>(`${select} order by number`)).filter(({ id }) => !underWay.has(id)),
    has: async (userId) => (await db.query(`${select} where user_id = $1`, [userId])).length > 0,
  };
}
