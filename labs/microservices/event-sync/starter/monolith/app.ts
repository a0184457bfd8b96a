/** What is left of the monolith here: orders, an old admin screen, a report, and the copy of the users. */
import type { Clock } from '#kit/clock.ts';
import type { Database } from '#kit/database.ts';
import type { EventLog } from '#kit/event-log.ts';
import { createService } from '#kit/http.ts';
import type { Service } from '#kit/http.ts';
import type { Log } from '#kit/log.ts';
import { Problem } from '#kit/problem.ts';

import { checksums } from '../shared/checksums.ts';
import { repeat } from '../shared/repeat.ts';
import type { User } from '../shared/user-event.ts';
import { createCopy } from './copy.ts';
import { relayLegacyChanges } from './legacy-outbox.ts';
import { listOrders } from './orders.ts';
import { createUsers } from './users.ts';
import { findRow, saveUser } from './users-table.ts';

export interface AppDependencies {
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  readonly db: Database;
  readonly events: EventLog;
  readonly log: Log;
  readonly config: { readonly usersUrl: string };
  /** Told once a second how many records the copy is behind, and how many of its rows differ. */
  readonly onWatch?: (lag: number, divergence: number) => void;
}

export function createApp({ clock, fetch, db, events, log, config, onWatch }: AppDependencies): Service {
  const ask = async <T>(path: string, traceparent?: string): Promise<T> => {
    const response = await fetch(config.usersUrl + path, {
      headers: traceparent === undefined ? {} : { traceparent },
    });
    if (!response.ok)
      throw new Problem(502, 'Users failed', { detail: `Users answered ${response.status}.` });
    // The shape is that of the users service, which the caller names.
    return (await response.json()) as T;
  };
  const users = createUsers({ db, clock, ask });
  const copy = createCopy({ clock, db, events, log, ask, users });
  const producer = events.producer();

  const service = createService({
    log,
    routes: {
      'GET /orders': async ({ traceparent }) => ({
        status: 200,
        body: await listOrders(db, users, traceparent),
      }),
      'GET /reports/customers': async () => ({ status: 200, body: { customers: await users.count() } }),
      /** The old admin screen. */
      'PUT /users/:id': async ({ params, body, traceparent }) => {
        if ((await users.readsFrom()) === 'service')
          throw new Problem(410, 'Gone', { detail: 'Users are changed at the users service now.' });
        const user = await db.transaction(async (tx) => {
          const row = await findRow(tx, params['id'] ?? '');
          if (!row) throw new Problem(404, 'No such user');
          const changed = { ...row, name: nameOf(body), version: row.version + 1, changedAt: clock.now() };
          await saveUser(tx, changed, traceparent);
          return changed;
        });
        return { status: 200, body: user };
      },
      /** The copy, for comparison. */
      'GET /users': async () => ({ status: 200, body: await copy.rows() }),
      'GET /sync': async () => ({
        status: 200,
        body: {
          readsFrom: await users.readsFrom(),
          paused: copy.paused,
          lag: await copy.lag(),
          unreadForMs: Math.round(users.unreadForMs()),
        },
      }),
      'GET /sync/lag': async () => ({ status: 200, body: { lag: await copy.lag() } }),
      'GET /sync/checksums': async () => ({ status: 200, body: checksums(await copy.rows()) }),
      'POST /sync/pause': () => {
        copy.pause(true);
        return { status: 204 };
      },
      'POST /sync/resume': () => {
        copy.pause(false);
        return { status: 204 };
      },
      'POST /sync/backfill': async () => ({ status: 200, body: { seen: await copy.backfill() } }),
      'POST /sync/cutover': async () => {
        await copy.cutOver();
        return { status: 204 };
      },
      'POST /sync/drop-table': async () => {
        await copy.dropTable();
        return { status: 204 };
      },
    },
  });

  const watch = async (): Promise<void> => {
    const [own, theirs] = await Promise.all([copy.rows(), ask<User[]>('/users')]);
    onWatch?.(await copy.lag(), differences(own, theirs));
  };

  let stops: (() => void)[] = [];
  return {
    listen: (port) => {
      copy.start();
      stops = [
        repeat({ clock, log, name: 'legacy relay', everyMs: 200 }, () => relayLegacyChanges(db, producer)),
        ...(onWatch ? [repeat({ clock, log, name: 'watch', everyMs: 1_000 }, watch)] : []),
      ];
      return service.listen(port);
    },
    close: async () => {
      for (const stop of stops) stop();
      await Promise.all([copy.stop(), service.close()]);
    },
  };
}

/** How many users are not the same, or only on one side. */
function differences(own: readonly User[], theirs: readonly User[]): number {
  const text = ({ id, name, email, version }: User): string => JSON.stringify([id, name, email, version]);
  const [left, right] = [new Set(own.map(text)), new Set(theirs.map(text))];
  const different = [...own, ...theirs].filter((user) => !(left.has(text(user)) && right.has(text(user))));
  return new Set(different.map(({ id }) => id)).size;
}

/** @throws {Problem} 400 */
function nameOf(body: unknown): string {
  if (typeof body === 'object' && body !== null && 'name' in body && typeof body.name === 'string')
    return body.name;
  throw new Problem(400, 'Malformed change', { detail: 'The old screen changes the `name`.' });
}
