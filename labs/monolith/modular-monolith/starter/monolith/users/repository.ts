/** Users in SQL. Inside the module only: what others may ask for is in index.ts. */
import { placeholders } from '#kit/database.ts';
import type { Queryable } from '#kit/database.ts';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly version: number;
}

const columns = 'id, name, email, version';

export async function findUser(db: Queryable, id: string): Promise<User | undefined> {
  const [user] = await db.query<User>(`select ${columns} from users where id = $1`, [id]);
  return user;
}

/** Those of the users that there are, in no order. */
export async function findUsers(db: Queryable, ids: readonly string[]): Promise<User[]> {
  if (ids.length === 0) return [];
  return db.query<User>(`select ${columns} from users where id in (${placeholders(ids)})`, ids);
}

/** @returns the user as it is now, undefined when there is none */
export async function updateUser(
  db: Queryable,
  { id, name, email }: Pick<User, 'id' | 'name' | 'email'>,
): Promise<User | undefined> {
  const [user] = await db.query<User>(
    `update users set name = $2, email = $3, version = version + 1 where id = $1 returning ${columns}`,
    [id, name, email],
  );
  return user;
}
