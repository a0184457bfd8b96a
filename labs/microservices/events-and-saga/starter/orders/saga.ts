/** The saga of an order: what becomes of it, and what is undone when it goes wrong. */
import type { Transaction } from '#kit/database.ts';

import type { PaymentEvent } from '../messaging/events.ts';
import type { Outbox } from '../messaging/outbox.ts';
import { setStatus } from './orders.ts';
import type { Order } from './orders.ts';

export interface Saga {
  /** The customer takes the order back: from PENDING it becomes CANCELLED, and from any other state nothing happens. */
  cancel(tx: Transaction, order: Order): Promise<void>;
  /** What payments has to tell about an order. */
  onPayment(tx: Transaction, event: PaymentEvent, traceparent: string): Promise<void>;
}

export function createSaga({ outbox }: { readonly outbox: Outbox }): Saga {
  void outbox;
  return {
    cancel: async (tx, order) => {
      if (order.status === 'PENDING') await setStatus(tx, order.id, 'CANCELLED');
    },
    onPayment: async (tx, event) => {
      if (event.type === 'PaymentCompleted') await setStatus(tx, event.orderId, 'CONFIRMED');
    },
  };
}
