/**
 * What the checks share: the users service in this process, with a replica that catches up only when told to, and the
 * monolith beside it.
 */
import { CheckFailure } from '#kit/check.ts';
import type { CheckResponse, LabUnderTest } from '#kit/check.ts';
import { manualClock } from '#kit/clock.ts';
import type { Clock } from '#kit/clock.ts';
import type * as DatabaseModule from '#kit/database.ts';
import type { Service } from '#kit/http.ts';
import { createLog } from '#kit/log.ts';

import type * as MonolithModule from '../starter/monolith/app.ts';
import type * as SchemaModule from '../starter/monolith/schema.ts';
import type { Row } from '../starter/monolith/row.ts';
import type * as UsersModule from '../starter/users/app.ts';
import type * as ReplicaModule from '../starter/users/replica.ts';
import type { OwnRow, Page, User } from '../starter/users/user.ts';

export const silent = createLog(() => undefined);

/** What becomes of a row that the users service sends to the monolith. */
export type Post = 'delivered' | 'refused' | 'answer lost';

export interface Users {
  /** Fails the check when the answer waits for the clock: here the clock stands still. */
  ask(method: string, path: string, body?: unknown): Promise<CheckResponse>;
  get(path: string): Promise<CheckResponse>;
  rename(id: string, name: string): Promise<CheckResponse>;
  /** Has the service write back what is pending. */
  writeBack(): Promise<void>;
  list(path: string): Promise<Page>;
}

export interface Monolith {
  readonly db: DatabaseModule.Database;
  /** What the support desk does. */
  rename(id: string, name: string): Promise<void>;
  row(id: string): Promise<Row | undefined>;
}

export interface Shop {
  readonly users: Users;
  /** Another users service on the same database, as after a restart. */
  readonly restarted: () => Promise<Users>;
  readonly own: DatabaseModule.Database;
  readonly replica: {
    readonly db: DatabaseModule.Database;
    /** What the users service is given of it. */
    readonly read: DatabaseModule.Queryable;
    down: boolean;
    /** Statements that reached it and do not only read. */
    readonly writes: readonly string[];
    /** Lets it show a user like this. */
    shows(row: Pick<Row, 'id' | 'name' | 'version'>): Promise<void>;
  };
  /** Starts the monolith; without it nothing that is sent there arrives. */
  readonly monolith: () => Promise<Monolith>;
  /** What happens to the rows that are sent to the monolith; called for each of them. */
  post: (row: Row) => Post | Promise<Post>;
  /** Rows that were sent to the monolith, in order. */
  readonly sent: readonly Row[];
}

const monolithUrl = 'http://monolith.test';

export async function withShop(lab: LabUnderTest, body: (shop: Shop) => Promise<void>): Promise<void> {
  const ends: (() => Promise<void>)[] = [];
  try {
    await body(await open(lab, ends));
  } finally {
    for (const end of ends.toReversed()) await end();
  }
}

async function open(lab: LabUnderTest, ends: (() => Promise<void>)[]): Promise<Shop> {
  const { createApp } = await lab.load<typeof UsersModule>('users/app.ts', 'createApp');
  const { readOnly } = await lab.load<typeof ReplicaModule>('users/replica.ts', 'readOnly');
  const ownSchema = await lab.load<typeof SchemaModule>('users/schema.ts', 'migrations');
  const shopSchema = await lab.load<typeof SchemaModule>('monolith/schema.ts', 'migrations');

  const database = async (name: string, { migrations }: typeof SchemaModule) => {
    // From the learner's tree: the very module that the services use, with one SQLite for all.
    const kit = await lab.load<typeof DatabaseModule>('kit/database.ts', 'memoryJournal', 'openDatabase');
    const journal = kit.memoryJournal();
    const db = await kit.openDatabase({ name, migrations, journal, lockTimeoutMs: 500 });
    ends.push(() => db.close());
    return db;
  };
  const listening = async (service: Service): Promise<string> => {
    const { url } = await service.listen(0);
    ends.push(() => service.close());
    return url;
  };

  const own = await database('users', ownSchema);
  const copy = await database('replica', shopSchema);
  const writes: string[] = [];
  const sent: Row[] = [];
  const read = readOnly(copy, () => replica.down);
  const noted = <T>(sql: string, run: () => Promise<T>): Promise<T> => {
    if (!/^\s*(select|with)\b/i.test(sql)) writes.push(sql.trim().replaceAll(/\s+/g, ' '));
    return run();
  };
  const recorded: DatabaseModule.Queryable = {
    query: (sql, params) => noted(sql, () => read.query(sql, params)),
    execute: (sql, params) => noted(sql, () => read.execute(sql, params)),
  };

  const replica: Shop['replica'] = {
    db: copy,
    read: recorded,
    down: false,
    writes,
    shows: async ({ id, name, version }) => {
      await copy.execute(
        `insert into users (id, name, email, version, deleted) values ($1, $2, $3, $4, 0)
         on conflict (id) do update set name = excluded.name, version = excluded.version`,
        [id, name, `${id}@example.com`, version],
      );
    },
  };

  let monolithAt: string | undefined;
  const toMonolith: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    const text = await request.text();
    // The client of the lab sends rows; their id is in the path.
    const row = { id: pathname.split('/').at(-1), ...JSON.parse(text) } as Row;
    sent.push(row);
    const fate = await shop.post(row);
    if (monolithAt === undefined || fate === 'refused') throw new TypeError('fetch failed');
    const { method, headers } = request;
    const response = await fetch(monolithAt + pathname, { method, headers, body: text });
    if (fate === 'answer lost') {
      await response.text();
      throw new TypeError('fetch failed');
    }
    return response;
  };

  const start = async (): Promise<Users> => {
    const watched = watchedClock();
    let created = 0;
    const app = createApp({
      clock: watched.clock,
      fetch: toMonolith,
      db: own,
      replica: recorded,
      log: silent,
      config: { monolithUrl },
      // Between those that there are, so that a page has to make room for them.
      newId: () => `u-03-${(created += 1)}`,
    });
    const url = await listening(app);
    const ask: Users['ask'] = (method, path, given) =>
      watched.during(`${method} ${path}`, lab.request(url + path, { method, body: given }));
    return {
      ask,
      get: (path) => ask('GET', path),
      rename: (id, name) => ask('PUT', `/users/${id}`, { name, email: `${id}@example.com` }),
      writeBack: async () => void (await lab.request(`${url}/write-back`, { method: 'POST' })),
      list: async (path) => {
        const response = await ask('GET', path);
        expectStatus(response, 200, `GET ${path}`);
        return response.json<Page>();
      },
    };
  };

  const shop: Shop = {
    users: await start(),
    restarted: start,
    own,
    replica,
    monolith: async () => {
      const { createApp: createMonolith } = await lab.load<typeof MonolithModule>(
        'monolith/app.ts',
        'createApp',
      );
      const db = await database('shop', shopSchema);
      monolithAt = await listening(createMonolith({ db, log: silent }));
      return {
        db,
        rename: async (id, name) => {
          await db.execute('update users set name = $2, version = version + 1 where id = $1', [id, name]);
        },
        row: async (id) => (await db.query<Row>('select * from users where id = $1', [id]))[0],
      };
    },
    post: () => 'delivered',
    sent,
  };
  return shop;
}

/** A clock that stands still, and tells when an answer waits for it to move. */
function watchedClock(): { clock: Clock; during<T>(what: string, answer: Promise<T>): Promise<T> } {
  const clock = manualClock();
  let running: { readonly what: string; readonly fail: (error: Error) => void } | undefined;
  const noted = (ms: number): void => {
    running?.fail(
      new CheckFailure(`an answer to ${running.what} at once`, `it waits: a timer of ${ms} ms was set`),
    );
  };
  return {
    clock: {
      ...clock,
      setTimeout: (callback, ms) => {
        noted(ms);
        return clock.setTimeout(callback, ms);
      },
      sleep: (ms, options) => {
        noted(ms);
        return clock.sleep(ms, options);
      },
    },
    during: async (what, answer) => {
      const { promise, reject } = Promise.withResolvers<never>();
      running = { what, fail: reject };
      try {
        return await Promise.race([answer, promise]);
      } finally {
        running = undefined;
        // An answer that is broken off when the service is closed is nobody's any more.
        answer.catch(() => undefined);
      }
    },
  };
}

/** Fails the check with the whole answer unless it has this status. */
export function expectStatus(response: CheckResponse, status: number, what: string): void {
  if (response.status === status) return;
  throw new CheckFailure(`status of ${what}: ${status}`, `${response.status}, ${response.body}`);
}

/** A user in words: `u-01 Ada v1`. */
export function inWords({ id, name, version }: Pick<User | OwnRow, 'id' | 'name' | 'version'>): string {
  return `${id} ${name} v${version}`;
}

/** The user of an answer in words, or the status when it is no user. */
export function seen(response: CheckResponse): string {
  return response.status === 200 ? inWords(response.json<User>()) : `status ${response.status}`;
}
