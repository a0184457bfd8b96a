/** The orders service: takes orders, has them paid, and shows them to whom they belong. */
import { createService } from '#kit/http.ts';
import type { Service, ServiceRequest } from '#kit/http.ts';
import type { Log } from '#kit/log.ts';
import { Problem } from '#kit/problem.ts';

import { parseOrderRequest } from './order.ts';
import type { Order } from './order.ts';

export interface AppDependencies {
  readonly fetch: typeof globalThis.fetch;
  readonly log: Log;
  readonly config: { readonly paymentsUrl: string };
}

/** The orders that are there from the start. */
const earlier: readonly Order[] = [
  { id: 'o-1', userId: 'u-1', item: 'teapot', amount: 2_500, status: 'CONFIRMED', version: 1 },
  { id: 'o-2', userId: 'u-2', item: 'cup', amount: 900, status: 'CONFIRMED', version: 1 },
];

export function createApp({ fetch, log, config }: AppDependencies): Service {
  const orders = new Map(earlier.map((order) => [order.id, order]));
  let last = earlier.length;
  return createService({
    log,
    routes: {
      'GET /api/orders': (request) => {
        const caller = callerOf(request);
        return { status: 200, body: [...orders.values()].filter(({ userId }) => userId === caller) };
      },
      'GET /api/orders/:id': (request) => {
        const order = orders.get(request.params['id'] ?? '');
        // Somebody else’s order is answered like one that is not there, so that nobody learns which ids there are.
        if (!order) throw new Problem(404, 'No such order');
        if (order.userId !== callerOf(request)) throw new Problem(403, 'Not your order');
        return { status: 200, body: order };
      },
      'POST /api/orders': async (request) => {
        const userId = callerOf(request);
        const { item, amount } = parseOrderRequest(request.body);
        last += 1;
        const id = `o-${last}`;
        const { traceparent } = request;
        const paid = await fetch(`${config.paymentsUrl}/payments`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', traceparent },
          body: JSON.stringify({ orderId: id, amount }),
        }).catch((cause: unknown) => {
          throw new Problem(503, 'Payments unavailable', { cause, headers: { 'retry-after': '1' } });
        });
        await paid.body?.cancel();
        if (!paid.ok) throw new Problem(402, 'Payment declined', { detail: 'The card was declined.' });
        const order: Order = { id, userId, item, amount, status: 'CONFIRMED', version: 1 };
        orders.set(id, order);
        log.info('order paid', { order: id, traceparent });
        return { status: 201, headers: { location: `/api/orders/${id}` }, body: order };
      },
    },
  });
}

/** Who asks, as the gateway says. */
function callerOf({ headers }: ServiceRequest): string {
  const caller = headers['x-user-id'];
  if (typeof caller !== 'string') throw new Problem(401, 'Unauthorized');
  return caller;
}
