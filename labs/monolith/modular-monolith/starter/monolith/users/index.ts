/** What the rest of the shop may ask the users module for. */
import type { ModuleDatabase } from '#kit/database.ts';

import { findUser, updateUser } from './repository.ts';
import type { User } from './repository.ts';

export type { User } from './repository.ts';

export interface Users {
  find(id: string): Promise<User | undefined>;
  /** @returns the user as it is now, undefined when there is none */
  update(id: string, change: Pick<User, 'name' | 'email'>): Promise<User | undefined>;
}

export function createUsers({ db }: { readonly db: ModuleDatabase }): Users {
  return {
    find: (id) => findUser(db, id),
    update: (id, change) => updateUser(db, { id, ...change }),
  };
}
