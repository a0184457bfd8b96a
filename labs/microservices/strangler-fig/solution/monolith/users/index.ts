/** What the rest of the shop may ask for about users. They live in a service of their own, which is asked over HTTP. */
import { fetchUsers } from './repository.ts';
import type { User, UsersService } from './repository.ts';

export type { User } from './repository.ts';

export interface Users {
  find(id: string): Promise<User | undefined>;
  /** Those of the users that there are, by id. */
  byIds(ids: readonly string[]): Promise<ReadonlyMap<string, User>>;
}

export function createUsers(service: UsersService): Users {
  return {
    find: async (id) => (await fetchUsers(service, [id]))[0],
    byIds: async (ids) => new Map((await fetchUsers(service, ids)).map((user) => [user.id, user])),
  };
}
