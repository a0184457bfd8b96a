/** The orders, in a database that takes 2 ms for whatever it is asked. */
import { SpanKind } from '@opentelemetry/api';
import type { Context, Tracer } from '@opentelemetry/api';

import type { Clock } from '#kit/clock.ts';

import { inSpan } from '../tracing/in-span.ts';
import type { Order, OrderRequest } from './order.ts';

export interface Orders {
  /** Keeps a new order, PENDING. */
  insert(context: Context, request: OrderRequest): Promise<Order>;
  find(context: Context, id: string): Promise<Order | undefined>;
  /** Sets the status, without a query of its own: it goes out with the next one. */
  settle(order: Order, status: Order['status']): Order;
}

export function createOrders(clock: Clock, tracer: Tracer): Orders {
  const rows = new Map<string, Order>();
  const query = <T>(context: Context, name: string, work: () => T): Promise<T> => {
    const attributes = { 'db.system.name': 'sqlite', 'db.collection.name': 'orders' };
    return inSpan(tracer, context, name, { kind: SpanKind.CLIENT, attributes }, async () => {
      await clock.sleep(2);
      return work();
    });
  };
  const save = (order: Order): Order => {
    rows.set(order.id, order);
    return order;
  };
  return {
    insert: (context, { item, amount }) =>
      query(context, 'INSERT orders', () =>
        save({ id: `o-${rows.size + 1}`, item, amount, status: 'PENDING', version: 1 }),
      ),
    find: (context, id) => query(context, 'SELECT orders', () => rows.get(id)),
    settle: (order, status) => save({ ...order, status, version: order.version + 1 }),
  };
}
