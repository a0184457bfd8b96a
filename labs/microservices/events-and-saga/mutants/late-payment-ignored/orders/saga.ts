/** The saga of an order: what becomes of it, and what is undone when it goes wrong. */
import type { Transaction } from '#kit/database.ts';

import type { PaymentEvent } from '../messaging/events.ts';
import type { Outbox } from '../messaging/outbox.ts';
import { findOrder, restock, setStatus } from './orders.ts';
import type { Order } from './orders.ts';

export interface Saga {
  /** The customer takes the order back: from PENDING it becomes CANCELLED, and from any other state nothing happens. */
  cancel(tx: Transaction, order: Order): Promise<void>;
  /** What payments has to tell about an order. */
  onPayment(tx: Transaction, event: PaymentEvent, traceparent: string): Promise<void>;
}

export function createSaga(_dependencies: { readonly outbox: Outbox }): Saga {
  const cancel = async (tx: Transaction, order: Order): Promise<void> => {
    if (order.status !== 'PENDING') return;
    await setStatus(tx, order.id, 'CANCELLED');
    await restock(tx, order.item);
  };
  return {
    cancel,
    onPayment: async (tx, event) => {
      const order = await findOrder(tx, event.orderId);
      if (!order) throw new Error(`There is no order ${event.orderId}.`);
      if (event.type === 'PaymentFailed') await cancel(tx, order);
      if (event.type !== 'PaymentCompleted') return;
      if (order.status === 'PENDING') await setStatus(tx, order.id, 'CONFIRMED');
    },
  };
}
