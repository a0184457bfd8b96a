/** Users, from two sources: rows that were changed here, and the read replica of the monolith’s table for all others. */
import type { Clock } from '#kit/clock.ts';
import type { ModuleDatabase, Queryable, Value } from '#kit/database.ts';
import { Problem } from '#kit/problem.ts';

import { ReplicaDown } from './replica.ts';
import type { OwnRow, Page, PageRequest, User, UserChange } from './user.ts';

export interface UsersOptions {
  /** The database of this service, with the table `own_users`. */
  readonly own: ModuleDatabase;
  /** The read replica, with the monolith’s table `users`. */
  readonly replica: Queryable;
  readonly clock: Clock;
  readonly newId: () => string;
}

export interface Users {
  /** @throws {Problem} 503 when the replica is down and the answer is not in rows of our own; so do all others */
  find(id: string): Promise<User | undefined>;
  list(request: PageRequest): Promise<Page>;
  create(change: UserChange): Promise<User>;
  /** @returns the user as it is now, undefined when there is none */
  update(id: string, change: UserChange): Promise<User | undefined>;
  /** @returns whether there was such a user */
  remove(id: string): Promise<boolean>;
}

/** All that this service wants to know of the monolith’s table. */
const columns = 'id, name, email, version';

export function createUsers({ own, replica, newId }: UsersOptions): Users {
  /** Rows of our own, by id: faster than to ask the database. */
  const rows = new Map<string, OwnRow>();
  const ask = (sql: string, params: readonly Value[]): Promise<User[]> =>
    replica.query<User>(sql, params).catch((error: unknown) => {
      if (!(error instanceof ReplicaDown)) throw error;
      throw new Problem(503, 'The replica is down', { headers: { 'retry-after': '2' }, cause: error });
    });

  /** The user as both sources have it together. */
  const read = async (id: string): Promise<User | undefined> => {
    const ours = rows.get(id);
    if (ours?.deleted === 1) return undefined;
    try {
      const [copy] = await ask(`select ${columns} from users where id = $1 and deleted = 0`, [id]);
      return newest(ours, copy);
    } catch (error) {
      if (ours && error instanceof Problem) return newest(ours, undefined);
      throw error;
    }
  };
  /** `before` is the version that the change is based on, 0 for a new user. */
  const keep = async (db: Queryable, user: User, before: number, deleted: 0 | 1): Promise<void> => {
    await db.execute(
      `insert into own_users (id, name, email, version, deleted, written) values ($1, $2, $3, $4, $5, $6)
       on conflict (id) do update set
         name = excluded.name, email = excluded.email, version = excluded.version, deleted = excluded.deleted`,
      [user.id, user.name, user.email, user.version, deleted, before],
    );
    rows.set(user.id, { ...user, deleted, written: before });
  };

  return {
    find: (id) => read(id),
    list: async ({ limit, after }) => {
      const ours = await own.query<OwnRow>(
        `select ${columns}, deleted from own_users where id > $1 order by id`,
        [after],
      );
      // Each row of our own can hide one of the replica’s, and one more tells whether there is another page.
      const copies = await ask(
        `select ${columns} from users where id > $1 and deleted = 0 order by id limit $2`,
        [after, limit + ours.length + 1],
      );
      const merged = new Map(copies.map((copy) => [copy.id, copy]));
      for (const row of ours) {
        const user = row.deleted === 1 ? undefined : newest(row, merged.get(row.id));
        if (user) merged.set(row.id, user);
        else merged.delete(row.id);
      }
      const sorted = [...merged.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
      const users = sorted.slice(0, limit);
      return { users, next: sorted.length > limit ? (users.at(-1)?.id ?? null) : null };
    },
    create: async (change) => {
      const user = { id: newId(), ...change, version: 1 };
      await keep(own, user, 0, 0);
      return user;
    },
    update: (id, change) =>
      own.transaction(async (tx) => {
        const before = await read(id);
        if (!before) return undefined;
        const user = { id, ...change, version: before.version + 1 };
        await keep(tx, user, before.version, 0);
        return user;
      }),
    remove: (id) =>
      own.transaction(async (tx) => {
        const before = await read(id);
        if (!before) return false;
        await keep(tx, { ...before, version: before.version + 1 }, before.version, 1);
        return true;
      }),
  };
}

/** The one with the higher version; our own when they are the same. Only the members that a user has. */
function newest(ours: User | undefined, copy: User | undefined): User | undefined {
  const found = ours && (!copy || ours.version >= copy.version) ? ours : copy;
  return found && { id: found.id, name: found.name, email: found.email, version: found.version };
}
