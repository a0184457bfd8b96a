/** The orders service: takes orders and has them paid. */
import type { Clock } from '#kit/clock.ts';
import { createService } from '#kit/http.ts';
import type { Service } from '#kit/http.ts';
import type { Log } from '#kit/log.ts';
import { Problem } from '#kit/problem.ts';

import { CircuitBreaker } from './circuit-breaker.ts';
import { parseOrderRequest } from './order.ts';
import type { Order } from './order.ts';
import { createPayments, isPaymentsFailure, PaymentsError } from './payments.ts';
import { watchBreaker } from './telemetry.ts';

export interface AppDependencies {
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  readonly log: Log;
  readonly config: { readonly paymentsUrl: string };
}

export function createApp({ clock, fetch, log, config }: AppDependencies): Service {
  const orders = new Map<string, Order>();
  const payments = createPayments({ url: config.paymentsUrl, fetch });
  const breaker = new CircuitBreaker(payments.charge, { clock, isFailure: isPaymentsFailure });
  watchBreaker('payments', breaker, log);

  const save = (order: Order): Order => {
    orders.set(order.id, order);
    return order;
  };

  return createService({
    log,
    routes: {
      'POST /orders': async ({ body, traceparent }) => {
        const { item, amount } = parseOrderRequest(body);
        const order = save({ id: `o-${orders.size + 1}`, item, amount, status: 'PENDING', version: 1 });
        const headers = { location: `/orders/${order.id}` };
        try {
          await breaker.call({ orderId: order.id, amount }, traceparent);
        } catch (error) {
          if (error instanceof PaymentsError && error.status === 402) {
            save({ ...order, status: 'CANCELLED', version: 2 });
            throw new Problem(402, 'Payment declined', { detail: 'The card was declined.', headers });
          }
          // Whether payments is out or the breaker spares us the wait: the order is kept, and the shopper is told so.
          const reason = error instanceof Error ? error.message : String(error);
          log.warn('order left pending', { order: order.id, reason, traceparent });
          return { status: 202, headers, body: order };
        }
        log.info('order paid', { order: order.id, traceparent });
        return { status: 201, headers, body: save({ ...order, status: 'CONFIRMED', version: 2 }) };
      },
      'GET /orders': () => ({ status: 200, body: [...orders.values()] }),
      'GET /orders/:id': ({ params }) => {
        const order = orders.get(params['id'] ?? '');
        if (!order) throw new Problem(404, 'No such order');
        return { status: 200, body: order };
      },
      'GET /breakers': () => ({ status: 200, body: { payments: breaker.state } }),
    },
  });
}
