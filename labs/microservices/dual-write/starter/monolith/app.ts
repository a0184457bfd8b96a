/** What the shop does with users, over HTTP. The monolith writes to both copies and knows which one is the primary. */
import type { Clock } from '#kit/clock.ts';
import type { Database } from '#kit/database.ts';
import { createService } from '#kit/http.ts';
import type { Service } from '#kit/http.ts';
import type { Log } from '#kit/log.ts';
import { Problem } from '#kit/problem.ts';

import { createLocalCopy } from '../copies/local.ts';
import { createRemoteCopy } from '../copies/remote.ts';
import { shownRows } from '../copies/routes.ts';
import { createMigration } from '../migration/index.ts';
import { limits } from '../migration/limits.ts';
import { parseSide, parseUserChange } from './requests.ts';

export interface AppDependencies {
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  readonly db: Database;
  readonly log: Log;
  readonly config: { readonly usersUrl: string };
}

export async function createApp({ clock, fetch, db, log, config }: AppDependencies): Promise<Service> {
  const own = createLocalCopy('monolith', db.as('users'));
  const { timeoutMs } = limits;
  const users = createRemoteCopy({ side: 'users', url: config.usersUrl, fetch, clock, timeoutMs });
  const migration = await createMigration({ db, copies: { monolith: own, users }, log });

  let timer = clock.setTimeout(function again() {
    migration
      .repair()
      .catch((error: unknown) => log.error('the repairs failed', { reason: String(error) }))
      .finally(() => {
        timer = clock.setTimeout(again, limits.repairMs);
      });
  }, limits.repairMs);

  const service = createService({
    log,
    routes: {
      'GET /users/:id': async ({ params }) => ({
        status: 200,
        body: required(await orProblem(migration.read(params['id'] ?? ''))),
      }),
      'PATCH /users/:id': async ({ params, body }) => ({
        status: 200,
        body: required(await orProblem(migration.write(params['id'] ?? '', parseUserChange(body)))),
      }),
      'GET /migration': async () => ({ status: 200, body: await migration.status() }),
      'POST /migration/reconciles': async () => ({
        status: 200,
        body: await orProblem(migration.reconcile()),
      }),
      'PUT /migration/primary': async ({ body }) => {
        await migration.switchTo(parseSide(body));
        return { status: 200, body: await migration.status() };
      },
      // For you, and for the table that shows both copies.
      'GET /copy': async () => ({ status: 200, body: await shownRows(own) }),
    },
  });
  return {
    listen: (port) => service.listen(port),
    close: () => {
      clock.clearTimeout(timer);
      return service.close();
    },
  };
}

function required<T>(found: T | undefined): T {
  if (found === undefined) throw new Problem(404, 'No such user');
  return found;
}

/** A copy that cannot be used is no mistake of the one who asks: 503. */
async function orProblem<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Problem) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new Problem(503, 'Users are not available', { detail, cause: error });
  }
}
