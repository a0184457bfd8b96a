/** The monolith’s table of users, in SQL. */
import type { Queryable } from '#kit/database.ts';

import { legacyTopic, recordOf } from '../shared/user-event.ts';
import type { User } from '../shared/user-event.ts';

export interface UserRow extends User {
  /** By the clock of whoever made the change. */
  readonly changedAt: number;
}

const columns = 'id, name, email, version, changed_at as "changedAt"';

export async function findRow(db: Queryable, id: string): Promise<UserRow | undefined> {
  const [row] = await db.query<UserRow>(`select ${columns} from users where id = $1`, [id]);
  return row;
}

export function allRows(db: Queryable): Promise<User[]> {
  return db.query<User>('select id, name, email, version from users order by id');
}

/** Puts a row in, or in the place of the one that is there. */
export async function writeRow(
  db: Queryable,
  { id, name, email, version, changedAt }: UserRow,
): Promise<void> {
  await db.execute(
    `insert into users (id, name, email, version, changed_at) values ($1, $2, $3, $4, $5)
     on conflict (id) do update set name = $2, email = $3, version = $4, changed_at = $5`,
    [id, name, email, version, Math.round(changedAt)],
  );
}

export async function removeRow(db: Queryable, id: string): Promise<void> {
  await db.execute('delete from users where id = $1', [id]);
}

/** Version of the deletion that this copy knows of, undefined when it knows of none. */
export async function findTombstone(db: Queryable, id: string): Promise<number | undefined> {
  const [row] = await db.query<{ version: number }>('select version from user_tombstones where id = $1', [
    id,
  ]);
  return row?.version;
}

/** Remembers that a user was deleted with this version. */
export async function writeTombstone(db: Queryable, id: string, version: number): Promise<void> {
  await db.execute(
    `insert into user_tombstones (id, version) values ($1, $2)
     on conflict (id) do update set version = $2`,
    [id, version],
  );
}

/** What the old admin screen does: writes the row, and puts an event for the users service into the outbox. */
export async function saveUser(tx: Queryable, row: UserRow, traceparent?: string): Promise<void> {
  await writeRow(tx, row);
  const record = recordOf(legacyTopic, { type: 'UserChanged', ...row }, traceparent);
  await tx.execute(
    'insert into outbox (number, record) select coalesce(max(number), 0) + 1, $1 from outbox',
    [JSON.stringify(record)],
  );
}
