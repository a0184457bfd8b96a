/**
 * The monolith, as far as users go: the support desk still changes them here, the read replica is fed from here, and
 * what the users service changes comes back here.
 */
import type { Database } from '#kit/database.ts';
import { createService } from '#kit/http.ts';
import type { Service } from '#kit/http.ts';
import type { Log } from '#kit/log.ts';
import { Problem } from '#kit/problem.ts';

import { applyCopy } from './copies.ts';
import { parseChange, parseRow } from './row.ts';
import type { Row } from './row.ts';

export interface AppDependencies {
  readonly db: Database;
  readonly log: Log;
}

export function createApp({ db, log }: AppDependencies): Service {
  const shown = 'select id, name, email, version from users where deleted = 0';
  return createService({
    log,
    routes: {
      'GET /users/:id': async ({ params }) => {
        const [user] = await db.query(`${shown} and id = $1`, [params['id'] ?? '']);
        if (user === undefined) throw new Problem(404, 'No such user');
        return { status: 200, body: user };
      },
      /** What the support desk does. It knows nothing of a users service. */
      'PUT /users/:id': async ({ params, body }) => {
        const { name, email } = parseChange(body);
        const changed = await db.execute(
          'update users set name = $2, email = $3, version = version + 1 where id = $1 and deleted = 0',
          [params['id'] ?? '', name, email],
        );
        if (changed === 0) throw new Problem(404, 'No such user');
        const [user] = await db.query(`${shown} and id = $1`, [params['id'] ?? '']);
        return { status: 200, body: user };
      },
      /** What the users service sends back; answered with the row that is there afterwards. */
      'PUT /copies/users/:id': async ({ params, body }) => ({
        status: 200,
        body: await applyCopy(db, parseRow(params['id'] ?? '', body)),
      }),
      /** For the replica: the whole table, whatever its columns are. */
      'GET /replication/users': async () => ({
        status: 200,
        body: await db.query<Row>('select * from users order by id'),
      }),
      // For you: the rows as they stand here.
      'GET /rows/users': async () => ({ status: 200, body: await db.query(`${shown} order by id`) }),
    },
  });
}
