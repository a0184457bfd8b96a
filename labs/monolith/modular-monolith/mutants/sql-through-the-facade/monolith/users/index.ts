/** What the rest of the shop may ask the users module for. */
import type { ModuleDatabase, Value } from '#kit/database.ts';

import { findUser, updateUser } from './repository.ts';
import type { User } from './repository.ts';

export type { User } from './repository.ts';

export interface Users {
  find(id: string): Promise<User | undefined>;
  /** Whatever one wants to know of users, in SQL. */
  query(sql: string, params: readonly Value[]): Promise<User[]>;
  /** @returns the user as it is now, undefined when there is none */
  update(id: string, change: Pick<User, 'name' | 'email'>): Promise<User | undefined>;
}

export function createUsers({ db }: { readonly db: ModuleDatabase }): Users {
  return {
    find: (id) => findUser(db, id),
    query: (sql, params) => db.query<User>(sql, params),
    update: (id, change) => updateUser(db, { id, ...change }),
  };
}
