/** A copy in a database of this process. */
import type { ModuleDatabase, Queryable } from '#kit/database.ts';

import { bucketCount, bucketOf } from './buckets.ts';
import { checksum, putUser } from './rows.ts';
import { inStyle, told } from './schema.ts';
import type { Copy, Side, UserRow } from './types.ts';

const columns = 'id, name, email, phone, joined_at as "joinedAt", version';

export interface LocalCopy extends Copy {
  /** Every row there is. */
  all(): Promise<readonly UserRow[]>;
}

export function createLocalCopy(side: Side, db: ModuleDatabase): LocalCopy {
  const all = async (): Promise<UserRow[]> =>
    (await db.query<UserRow>(`select ${columns} from users order by id`)).map((row) => told(side, row));
  return {
    side,
    all,
    // Of a large table one would keep the bucket as a column, with an index.
    rows: async (bucket) => (await all()).filter(({ id }) => bucketOf(id) === bucket),
    find: async (id) => {
      const row = await findUser(db, id);
      return row && told(side, row);
    },
    change: (id, change) =>
      db.transaction(async (tx) => {
        const before = await findUser(tx, id);
        if (!before) return undefined;
        const row = { ...before, ...change, version: before.version + 1 };
        await tx.execute(
          'update users set name = $2, email = $3, phone = $4, version = $5 where id = $1',
          valuesOf(row),
        );
        return told(side, row);
      }),
    put: (row) => putUser(db, { ...row, joinedAt: inStyle(side, row.joinedAt) }),
    replace: (id, seen, wanted) =>
      db.transaction(async (tx) => {
        const now = await findUser(tx, id);
        if (now?.version !== seen?.version) return false;
        await tx.execute('delete from users where id = $1', [id]);
        if (!wanted) return true;
        await tx.execute(
          'insert into users (id, name, email, phone, version, joined_at) values ($1, $2, $3, $4, $5, $6)',
          [...valuesOf(wanted), inStyle(side, wanted.joinedAt)],
        );
        return true;
      }),
    checksums: async () => {
      const buckets: UserRow[][] = Array.from({ length: bucketCount }, () => []);
      for (const row of await all()) buckets[bucketOf(row.id)]?.push(row);
      return buckets.map(checksum);
    },
  };
}

async function findUser(db: Queryable, id: string): Promise<UserRow | undefined> {
  const [row] = await db.query<UserRow>(`select ${columns} from users where id = $1`, [id]);
  return row;
}

function valuesOf({ id, name, email, phone, version }: UserRow): (string | number | null)[] {
  return [id, name, email, phone ?? null, version];
}
