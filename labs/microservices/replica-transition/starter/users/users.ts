/** Users, from two sources: rows that were changed here, and the read replica of the monolith’s table for all others. */
import type { Clock } from '#kit/clock.ts';
import type { ModuleDatabase, Queryable } from '#kit/database.ts';

import type { Page, PageRequest, User, UserChange } from './user.ts';

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

export function createUsers({ own, replica, newId }: UsersOptions): Users {
  const find = async (id: string): Promise<User | undefined> => {
    const [user] = await replica.query<User>('select * from users where id = $1 and deleted = 0', [id]);
    return user;
  };
  const put = async ({ id, name, email, version }: User, deleted: 0 | 1): Promise<void> => {
    await own.execute('delete from own_users where id = $1', [id]);
    await own.execute(
      'insert into own_users (id, name, email, version, deleted, written) values ($1, $2, $3, $4, $5, 0)',
      [id, name, email, version, deleted],
    );
  };
  return {
    find,
    list: async ({ limit, after }) => {
      const users = await replica.query<User>(
        'select * from users where id > $1 and deleted = 0 order by id limit $2',
        [after, limit],
      );
      return { users, next: users.length === limit ? (users.at(-1)?.id ?? null) : null };
    },
    create: async (change) => {
      const user = { id: newId(), ...change, version: 1 };
      await put(user, 0);
      return user;
    },
    update: async (id, change) => {
      const before = await find(id);
      if (!before) return undefined;
      const user = { id, ...change, version: before.version + 1 };
      await put(user, 0);
      return user;
    },
    remove: async (id) => {
      const before = await find(id);
      if (!before) return false;
      await put({ ...before, version: before.version + 1 }, 1);
      return true;
    },
  };
}
