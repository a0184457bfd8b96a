/** The users service. Puts the parts together, has the routes, and writes back again and again. */
import type { Clock } from '#kit/clock.ts';
import type { Database, Queryable } from '#kit/database.ts';
import { createService } from '#kit/http.ts';
import type { Routes, Service } from '#kit/http.ts';
import type { Log } from '#kit/log.ts';
import { Problem } from '#kit/problem.ts';

import { limits } from './limits.ts';
import { createSend } from './monolith.ts';
import { parseChange, parsePage } from './user.ts';
import type { User } from './user.ts';
import { createUsers } from './users.ts';
import { createWriteBack } from './write-back.ts';

export interface AppDependencies {
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  /** The database of this service. */
  readonly db: Database;
  /** The read replica of the monolith’s database. */
  readonly replica: Queryable;
  readonly log: Log;
  readonly config: { readonly monolithUrl: string };
  /** A new id for a user. */
  readonly newId?: () => string;
  /** Routes beside those for users. */
  readonly routes?: Routes;
}

export function createApp({
  clock,
  fetch,
  db,
  replica,
  log,
  config,
  newId = () => `u-${crypto.randomUUID()}`,
  routes = {},
}: AppDependencies): Service {
  const users = createUsers({ own: db, replica, clock, newId });
  const writeBack = createWriteBack({ own: db, send: createSend(fetch, config.monolithUrl), log });
  const run = (): Promise<void> =>
    writeBack.run().catch((error: unknown) => {
      log.warn('a write-back failed', { reason: String(error) });
    });
  const again = async (): Promise<void> => {
    await run();
    timer = clock.setTimeout(() => void again(), limits.writeBackMs);
  };
  let timer = clock.setTimeout(() => void again(), limits.writeBackMs);

  const service = createService({
    log,
    routes: {
      'GET /users': async ({ query }) => ({ status: 200, body: await users.list(parsePage(query)) }),
      'GET /users/:id': async ({ params }) => ({
        status: 200,
        body: required(await users.find(params['id'] ?? '')),
      }),
      'POST /users': async ({ body, traceparent }) => {
        const user = await users.create(parseChange(body));
        log.info('user created', { id: user.id, traceparent });
        return { status: 201, headers: { location: `/users/${user.id}` }, body: user };
      },
      'PUT /users/:id': async ({ params, body, traceparent }) => {
        const user = required(await users.update(params['id'] ?? '', parseChange(body)));
        log.info('user changed', { id: user.id, version: user.version, traceparent });
        return { status: 200, body: user };
      },
      'DELETE /users/:id': async ({ params }) => {
        if (!(await users.remove(params['id'] ?? ''))) throw new Problem(404, 'No such user');
        return { status: 204 };
      },
      /** Writes back at once; answered when it is done. */
      'POST /write-back': async () => {
        await run();
        return { status: 200, body: { pending: (await pending()).length } };
      },
      // For you: what this service answers, and what is in its own table.
      'GET /rows/users': async () => ({ status: 200, body: await everybody() }),
      'GET /rows/own': async () => ({
        status: 200,
        body: await db.query('select * from own_users order by id'),
      }),
      ...routes,
    },
  });
  const pending = (): Promise<unknown[]> => db.query('select id from own_users where version > written');
  const everybody = async (): Promise<User[]> => {
    const all: User[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page = await users.list({ limit: 50, after });
      all.push(...page.users.map(({ id, name, email, version }) => ({ id, name, email, version })));
      after = page.next;
    }
    return all;
  };
  return {
    listen: service.listen,
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
