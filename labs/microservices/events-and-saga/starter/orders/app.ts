/** The orders service: takes orders, tells of them, and hears from payments what became of them. */
import type { Clock } from '#kit/clock.ts';
import type { Database } from '#kit/database.ts';
import type { EventLog } from '#kit/event-log.ts';
import type { Log } from '#kit/log.ts';
import { Problem } from '#kit/problem.ts';
import { traceparentOf } from '#kit/trace.ts';

import { createMember } from '../messaging/member.ts';
import type { Member } from '../messaging/member.ts';
import {
  countByStatus,
  expectedPayments,
  findOrder,
  latestOrders,
  parseOrderRequest,
  place,
  stock,
} from './orders.ts';
import { createSaga } from './saga.ts';

export interface AppDependencies {
  readonly clock: Clock;
  readonly db: Database;
  readonly eventLog: EventLog;
  readonly log: Log;
}

export function createApp({ clock, db, eventLog, log }: AppDependencies): Member {
  return createMember({
    service: 'orders',
    topics: ['payments'],
    clock,
    db,
    eventLog,
    log,
    handler: (outbox) => {
      const saga = createSaga({ outbox });
      return async (event, { once, traceparent }) => {
        if (event.type === 'OrderCreated' || event.type === 'RefundRequested') return;
        await once((tx) => saga.onPayment(tx, event, traceparent));
        log.info('heard of a payment', { order: event.orderId, event: event.type, traceparent });
      };
    },
    routes: (outbox) => ({
      'POST /orders': async ({ body, traceparent }) => {
        const request = parseOrderRequest(body);
        const order = await db.transaction(async (tx) => {
          const placed = await place(tx, request);
          const { id: orderId, item, amount } = placed;
          await outbox.add(tx, 'orders', { type: 'OrderCreated', orderId, item, amount }, traceparent);
          return placed;
        });
        void outbox.flush();
        log.info('order placed', { order: order.id, traceparent });
        return { status: 202, headers: { location: `/orders/${order.id}` }, body: order };
      },
      'POST /orders/:id/cancel': async ({ params, headers }) => {
        const id = params['id'] ?? '';
        await db.transaction(async (tx) => {
          const order = required(await findOrder(tx, id));
          await createSaga({ outbox }).cancel(tx, order);
        });
        void outbox.flush();
        log.info('order taken back', { order: id, traceparent: traceparentOf(headers) });
        return { status: 200, body: required(await findOrder(db, id)) };
      },
      'GET /orders': async () => ({ status: 200, body: await latestOrders(db, 50) }),
      'GET /orders/:id': async ({ params }) => ({
        status: 200,
        body: required(await findOrder(db, params['id'] ?? '')),
      }),
      'GET /summary': async () => ({ status: 200, body: await countByStatus(db) }),
      'GET /stock': async () => ({ status: 200, body: await stock(db) }),
      'GET /expected-payments': async () => ({ status: 200, body: await expectedPayments(db) }),
    }),
  });
}

function required<T>(order: T | undefined): T {
  if (order === undefined) throw new Problem(404, 'No such order');
  return order;
}
