/** How a row is stored in either copy, and when two rows are the same. */
import { createHash } from 'node:crypto';

import type { Queryable } from '#kit/database.ts';

import type { UserRow } from './types.ts';

/** Stores a row that the other copy has given out, unless there is a newer one: rows may arrive in any order. */
export async function putUser(db: Queryable, row: UserRow): Promise<void> {
  await db.execute(
    `insert into users (id, name, email, phone, joined_at, version) values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do update set name = excluded.name, email = excluded.email, phone = excluded.phone,
       joined_at = excluded.joined_at, version = excluded.version
     where users.version < excluded.version`,
    [row.id, row.name, row.email, row.phone ?? null, row.joinedAt, row.version],
  );
}

/** Whether two rows say the same, whichever copy they come from. Undefined means that there is no row. */
export function sameUser(one: UserRow | undefined, other: UserRow | undefined): boolean {
  return (one && normalised(one)) === (other && normalised(other));
}

/** A text that is the same for the same rows, in whatever order they come. */
export function checksum(rows: readonly UserRow[]): string {
  return createHash('sha256')
    .update(
      rows
        .map((row) => normalised({ ...row, phone: null }))
        .sort()
        .join('\n'),
    )
    .digest('hex');
}

/** What a row says, without the way in which its side writes it. */
function normalised({ id, name, email, phone, joinedAt, version }: UserRow): string {
  return JSON.stringify([id, name, email, phone ?? null, Date.parse(joinedAt), version]);
}
