/** Users in SQL. */
import type { Queryable } from '#kit/database.ts';
import { placeholders } from '#kit/database.ts';

import type { User } from '../shared/user-event.ts';

const columns = 'id, name, email, version';

export function listUsers(db: Queryable): Promise<User[]> {
  return db.query<User>(`select ${columns} from users where deleted = 0 order by id`);
}

/** Those of the users that there are, in no order. */
export async function findUsers(db: Queryable, ids: readonly string[]): Promise<User[]> {
  if (ids.length === 0) return [];
  return db.query<User>(
    `select ${columns} from users where deleted = 0 and id in (${placeholders(ids)})`,
    ids,
  );
}

/** @returns the user as it is now, undefined when there is none */
export async function updateUser(
  db: Queryable,
  { id, name, email }: Omit<User, 'version'>,
): Promise<User | undefined> {
  const [user] = await db.query<User>(
    `update users set name = $2, email = $3, version = version + 1
     where id = $1 and deleted = 0 returning ${columns}`,
    [id, name, email],
  );
  return user;
}

/** @returns the version of the deletion, undefined when there was nobody to delete */
export async function removeUser(db: Queryable, id: string): Promise<number | undefined> {
  const [row] = await db.query<{ version: number }>(
    `update users set email = null, version = version + 1, deleted = 1
     where id = $1 and deleted = 0 returning version`,
    [id],
  );
  return row?.version;
}

/** Takes over a change of the monolith’s old admin screen, if it is newer. */
export async function takeOver(db: Queryable, { id, name, email, version }: User): Promise<void> {
  await db.execute(
    'update users set name = $2, email = $3, version = $4 where id = $1 and deleted = 0 and version < $4',
    [id, name, email, version],
  );
}

export type StoredUser = Omit<User, 'email'> & { readonly email: string | null; readonly deleted: number };

/** All users, deleted ones too, in the order of their ids. */
export function pageOfUsers(db: Queryable, after: string, limit: number): Promise<StoredUser[]> {
  return db.query<StoredUser>(`select ${columns}, deleted from users where id > $1 order by id limit $2`, [
    after,
    limit,
  ]);
}
