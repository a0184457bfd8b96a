/** The orders service: takes orders, has them paid, and tells of those that are confirmed. */
import type { Tracer } from '@opentelemetry/api';

import type { Clock } from '#kit/clock.ts';
import { createService } from '#kit/http.ts';
import type { Service } from '#kit/http.ts';
import type { Log } from '#kit/log.ts';
import { Problem } from '#kit/problem.ts';

import { tracedFetch, tracedRoutes } from '../tracing/http.ts';
import { publish } from '../tracing/messaging.ts';
import { parseOrderRequest } from './order.ts';
import { outgoingEvents } from './outgoing-events.ts';
import { createOrders } from './repository.ts';

export interface AppDependencies {
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  readonly log: Log;
  readonly tracer: Tracer;
  readonly config: { readonly paymentsUrl: string; readonly notificationsUrl: string };
}

export function createApp({ clock, fetch, log: ownLog, tracer, config }: AppDependencies): Service {
  const orders = createOrders(clock, tracer);
  const send = tracedFetch(tracer, fetch);
  const enqueue = outgoingEvents({ url: config.notificationsUrl, fetch, log: ownLog });

  return createService({
    log: ownLog,
    routes: tracedRoutes(tracer, ownLog, {
      'POST /orders': async ({ body }, { context, log }) => {
        const order = await orders.insert(context, parseOrderRequest(body));
        const response = await send(context, {
          method: 'POST',
          service: 'payments',
          url: config.paymentsUrl,
          route: '/payments',
          body: { orderId: order.id, amount: order.amount },
        }).catch((cause: unknown) => {
          throw new Problem(503, 'Payments cannot be reached', { headers: { 'retry-after': '5' }, cause });
        });
        await response.body?.cancel();
        if (response.status === 402) {
          orders.settle(order, 'CANCELLED');
          throw new Problem(402, 'Payment declined', { detail: 'The card was declined.' });
        }
        if (!response.ok) throw new Problem(502, 'Payments failed');
        const confirmed = orders.settle(order, 'CONFIRMED');
        publish(
          tracer,
          context,
          { topic: 'orders', type: 'OrderConfirmed', key: order.id, data: confirmed },
          enqueue,
        );
        log.info('order confirmed', { order: order.id });
        return { status: 201, headers: { location: `/orders/${order.id}` }, body: confirmed };
      },
      'GET /orders/:id': async ({ params }, { context }) => {
        const order = await orders.find(context, params['id'] ?? '');
        if (!order) throw new Problem(404, 'No such order');
        return { status: 200, body: order };
      },
    }),
  });
}
