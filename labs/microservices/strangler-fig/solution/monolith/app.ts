/** The shop in one process. Puts the modules together, hands each its own view of the database, and has the routes. */
import type { Clock } from '#kit/clock.ts';
import type { Database } from '#kit/database.ts';
import { createService } from '#kit/http.ts';
import type { Service } from '#kit/http.ts';
import type { Log } from '#kit/log.ts';
import { Problem } from '#kit/problem.ts';

import { createAnalytics } from './analytics/index.ts';
import { createCallCounter } from './calls.ts';
import { createNotifications } from './notifications/index.ts';
import { createOrders } from './orders/index.ts';
import { createPayments } from './payments/index.ts';
import { createProducts } from './products/index.ts';
import { parseLimit, parseOrderRequest } from './requests.ts';
import { tableOwners } from './schemas.ts';
import { createUsers } from './users/index.ts';

export interface AppDependencies {
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  readonly db: Database;
  readonly log: Log;
  readonly config: {
    readonly analyticsUrl: string;
    /** Base URL of the users service. */
    readonly usersUrl: string;
  };
  /** Told of each call that one module makes to another. */
  readonly onCall?: (module: string, method: string) => void;
}

export function createApp({ clock, fetch, db, log, config, onCall = () => {} }: AppDependencies): Service {
  const users = createUsers({ fetch, url: config.usersUrl });
  const products = createProducts({ db: db.as('products') });
  const payments = createPayments({ db: db.as('payments') });
  const notifications = createNotifications({ db: db.as('notifications') });
  const analytics = createAnalytics({ fetch, url: config.analyticsUrl, log });
  const calls = createCallCounter(onCall);
  const orders = createOrders({
    db: db.as('orders'),
    users: calls.watch('users', users),
    products: calls.watch('products', products),
    payments: calls.watch('payments', payments),
    notifications: calls.watch('notifications', notifications),
    analytics: calls.watch('analytics', analytics),
    clock,
    log,
  });
  const foreignTables = () => db.accesses.filter(({ module, table }) => tableOwners[table] !== module);

  return createService({
    log,
    routes: {
      'GET /products': async () => ({ status: 200, body: await products.list() }),
      'POST /orders': async ({ body, traceparent }) => {
        const order = await orders.place(parseOrderRequest(body), traceparent);
        return { status: 201, headers: { location: `/orders/${order.id}` }, body: order };
      },
      'GET /orders': async ({ query }) => ({ status: 200, body: await orders.list(parseLimit(query)) }),
      'GET /orders/:id': async ({ params }) => ({
        status: 200,
        body: required(await orders.find(params['id'] ?? ''), 'order'),
      }),
      'GET /payments': async () => ({ status: 200, body: await payments.list() }),
      'GET /notifications': async () => ({ status: 200, body: await notifications.list() }),
      'GET /analytics': () => ({ status: 200, body: analytics.stats() }),
      // For you: what binds the modules to one another, as measured since the start.
      'GET /modules': () => ({ status: 200, body: { calls: calls.counts, foreignTables: foreignTables() } }),
    },
  });
}

function required<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Problem(404, `No such ${what}`);
  return found;
}
