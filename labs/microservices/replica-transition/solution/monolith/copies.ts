/** Takes what the users service has changed into the monolith’s table. */
import type { ModuleDatabase } from '#kit/database.ts';

import type { Row } from './row.ts';

/**
 * Takes a copy that is newer than the row, so that one that comes twice or late changes nothing. Who is deleted stays
 * deleted.
 * @returns the row as it stands in the table afterwards
 */
export async function applyCopy(db: ModuleDatabase, copy: Row): Promise<Row> {
  const { id, name, email, version, deleted } = copy;
  return db.transaction(async (tx) => {
    await tx.execute(
      `insert into users (id, name, email, version, deleted) values ($1, $2, $3, $4, $5)
       on conflict (id) do update set
         name = excluded.name, email = excluded.email, version = excluded.version, deleted = excluded.deleted
       where users.deleted = 0 and (users.version < excluded.version or excluded.deleted = 1)`,
      [id, name, email, version, deleted],
    );
    const [row] = await tx.query<Row>('select id, name, email, version, deleted from users where id = $1', [
      id,
    ]);
    return row ?? copy;
  });
}
