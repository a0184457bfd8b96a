/** Takes what the users service has changed into the monolith’s table. */
import type { ModuleDatabase } from '#kit/database.ts';

import type { Row } from './row.ts';

/** @returns the row as it stands in the table afterwards */
export async function applyCopy(db: ModuleDatabase, copy: Row): Promise<Row> {
  const { id, name, email, version, deleted } = copy;
  const changed = await db.execute(
    'update users set name = $2, email = $3, deleted = $4, version = version + 1 where id = $1',
    [id, name, email, deleted],
  );
  if (changed === 0) {
    await db.execute('insert into users (id, name, email, version, deleted) values ($1, $2, $3, $4, $5)', [
      id,
      name,
      email,
      version,
      deleted,
    ]);
  }
  return copy;
}
