/** What the checks share: the shop in this process, on a database of its own, with the analytics company made up. */
import { CheckFailure } from '#kit/check.ts';
import type { CheckResponse, LabUnderTest } from '#kit/check.ts';
import { manualClock } from '#kit/clock.ts';
import type * as DatabaseModule from '#kit/database.ts';
import { createLog } from '#kit/log.ts';

import type * as AppModule from '../starter/monolith/app.ts';
import type * as SchemasModule from '../starter/monolith/schemas.ts';

/** What the analytics company does with an event. */
export type Collector = () => Promise<Response>;

export interface Shop {
  readonly db: DatabaseModule.Database;
  /** The module that a table belongs to, by table. */
  readonly tableOwners: Readonly<Record<string, string>>;
  /** Calls from one module to another since the start, as `users.find`. */
  readonly calls: readonly string[];
  /** Resolves with the next call of a module to analytics. */
  tracked(): Promise<void>;
  get(path: string): Promise<CheckResponse>;
  put(path: string, body: unknown): Promise<CheckResponse>;
  /** Orders one each of these products for Ada. */
  order(...productIds: string[]): Promise<CheckResponse>;
  post(path: string, body: unknown): Promise<CheckResponse>;
  /** Asks the shop whether it lives, unrecorded. */
  live(): Promise<void>;
  /** The answer in words: with what the shop has logged of it, if it is an error of the shop's own. */
  inWords(response: CheckResponse): string;
  /** Fails the check with the answer in words unless it has this status. */
  expectStatus(response: CheckResponse, status: number, what: string): void;
}

export const arrived: Collector = () => Promise.resolve(new Response(null, { status: 202 }));

/** Runs the shop for the time of a check. */
export async function withShop(
  lab: LabUnderTest,
  collector: Collector,
  body: (shop: Shop) => Promise<void>,
): Promise<void> {
  // From the learner's tree: the very module that the shop uses, with one SQLite for both.
  const { memoryJournal, openDatabase } = await lab.load<typeof DatabaseModule>(
    'kit/database.ts',
    'memoryJournal',
    'openDatabase',
  );
  const { migrations, tableOwners } = await lab.load<typeof SchemasModule>(
    'monolith/schemas.ts',
    'migrations',
    'tableOwners',
  );
  const { createApp } = await lab.load<typeof AppModule>('monolith/app.ts', 'createApp');
  // A shop that is stuck in its own transaction is to say so soon.
  const db = await openDatabase({ name: 'shop', migrations, journal: memoryJournal(), lockTimeoutMs: 500 });
  const calls: string[] = [];
  let tracking = Promise.withResolvers<void>();
  const errors: string[] = [];
  const inWords = ({ status, body: text }: CheckResponse): string => {
    const logged = status === 500 && errors.length > 0 ? `; the shop has logged: ${errors.at(-1)}` : '';
    return `${status}, ${text}${logged}`;
  };
  const app = createApp({
    clock: manualClock(),
    fetch: collector,
    db,
    log: createLog((line) => {
      if (line.startsWith('error')) errors.push(line.slice('error'.length).trim());
    }),
    config: { analyticsUrl: 'http://analytics.test' },
    onCall: (module, method) => {
      calls.push(`${module}.${method}`);
      if (module !== 'analytics') return;
      tracking.resolve();
      tracking = Promise.withResolvers();
    },
  });
  const { url } = await app.listen(0);
  const post: Shop['post'] = (path, given) => lab.request(`${url}${path}`, { method: 'POST', body: given });
  try {
    await body({
      db,
      tableOwners,
      calls,
      tracked: () => tracking.promise,
      get: (path) => lab.request(`${url}${path}`),
      put: (path, given) => lab.request(`${url}${path}`, { method: 'PUT', body: given }),
      order: (...productIds) =>
        post('/orders', {
          userId: 'u-1',
          lines: productIds.map((productId) => ({ productId, quantity: 1 })),
        }),
      post,
      inWords,
      expectStatus: (response, status, what) => {
        if (response.status === status) return;
        throw new CheckFailure(`status of ${what}: ${status}`, inWords(response));
      },
      live: async () => void (await (await fetch(`${url}/health/live`)).text()),
    });
  } finally {
    await app.close();
    await db.close();
  }
}
