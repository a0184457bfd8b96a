/** The two sides as they really are: the users service, and the monolith before anything was taken out of it. */
import { CheckFailure } from '#kit/check.ts';
import type { LabUnderTest } from '#kit/check.ts';
import { manualClock } from '#kit/clock.ts';
import type * as DatabaseModule from '#kit/database.ts';
import { createService } from '#kit/http.ts';
import type { Service } from '#kit/http.ts';
import { createLog } from '#kit/log.ts';
import { Problem } from '#kit/problem.ts';

import type * as MonolithModule from '#generated/labs/strangler-fig/trees/starter/monolith/app.ts';
import type * as UsersModule from '#generated/labs/strangler-fig/trees/starter/users/app.ts';
import { migrations } from '../../../monolith/modular-monolith/starter/monolith/schemas.ts';
import { parseUserChange } from '../../../monolith/modular-monolith/starter/monolith/requests.ts';
import {
  findUser,
  updateUser,
} from '../../../monolith/modular-monolith/starter/monolith/users/repository.ts';
import type { Upstream } from './gateway.ts';

export const silent = createLog(() => undefined);

/** Runs a service for the time of `body`. */
export async function withService<T>(service: Service, body: (url: string) => Promise<T>): Promise<T> {
  const { url } = await service.listen(0);
  try {
    return await body(url);
  } finally {
    await service.close();
  }
}

/** Sends what is meant for a made-up address to this one. */
export function sentTo(url: string): Upstream {
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const { method } = request;
    const body = method === 'GET' ? null : await request.text();
    return fetch(url + pathname + search, { method, body, headers: { 'content-type': 'application/json' } });
  };
}

export async function withUsersService(
  lab: LabUnderTest,
  body: (users: Upstream, url: string) => Promise<void>,
): Promise<void> {
  const { createApp } = await lab.load<typeof UsersModule>('users/app.ts', 'createApp');
  await withService(createApp({ log: silent }), (url) => body(sentTo(url), url));
}

/**
 * A database of the shop, in memory, with the SQLite of the lab.
 * @param before scripts that it has run already, in an earlier process
 */
export async function withDatabase(
  lab: LabUnderTest,
  scripts: readonly string[],
  body: (db: DatabaseModule.Database) => Promise<void>,
  before: readonly string[] = [],
): Promise<void> {
  const { memoryJournal, openDatabase } = await lab.load<typeof DatabaseModule>(
    'kit/database.ts',
    'memoryJournal',
    'openDatabase',
  );
  const journal = memoryJournal();
  const open = (ran: readonly string[]): Promise<DatabaseModule.Database> =>
    openDatabase({ name: 'shop', migrations: ran, journal, lockTimeoutMs: 500 });
  if (before.length > 0) await (await open(before)).close();
  const db = await open(scripts).catch((error: unknown) => {
    throw new CheckFailure(
      'the migrations can be run on a database that has run those of before',
      error instanceof Error ? error.message : String(error),
      error,
    );
  });
  try {
    await body(db);
  } finally {
    await db.close();
  }
}

/**
 * Users as the monolith has them before the lab begins, whatever the learner has taken out of it since: routes and SQL
 * of the lab that this one starts from.
 */
export async function withFrozenMonolith(
  lab: LabUnderTest,
  body: (monolith: Upstream) => Promise<void>,
): Promise<void> {
  await withDatabase(lab, migrations, async (db) => {
    const routes = {
      'GET /users/:id': async ({ params }: { params: Readonly<Record<string, string>> }) => ({
        status: 200,
        body: required(await findUser(db.as('users'), params['id'] ?? '')),
      }),
      'PUT /users/:id': async (request: { params: Readonly<Record<string, string>>; body: unknown }) => {
        const change = { id: request.params['id'] ?? '', ...parseUserChange(request.body) };
        return { status: 200, body: required(await updateUser(db.as('users'), change)) };
      },
    };
    await withService(createService({ log: silent, routes }), (url) => body(sentTo(url)));
  });
}

function required<T>(found: T | undefined): T {
  if (found === undefined) throw new Problem(404, 'No such user');
  return found;
}

/** The learner's monolith, on a database from before the lab; it asks the users service at this address. */
export async function withMonolith(
  lab: LabUnderTest,
  usersUrl: string,
  body: (url: string, db: DatabaseModule.Database) => Promise<void>,
): Promise<void> {
  const { createApp } = await lab.load<typeof MonolithModule>('monolith/app.ts', 'createApp');
  const schemas = await lab.load<{ migrations: readonly string[] }>('monolith/schemas.ts', 'migrations');
  const run = async (db: DatabaseModule.Database): Promise<void> => {
    const app = createApp({
      clock: manualClock(),
      fetch: (input, init) =>
        String(input).startsWith('http://analytics.test')
          ? Promise.resolve(new Response(null, { status: 202 }))
          : fetch(input, init),
      db,
      log: silent,
      config: { analyticsUrl: 'http://analytics.test', usersUrl },
    });
    await withService(app, (url) => body(url, db));
  };
  await withDatabase(lab, schemas.migrations, run, migrations);
}
