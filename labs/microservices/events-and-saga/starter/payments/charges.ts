/** What payments does with the events of orders. */
import type { EventContext } from '../messaging/consumer.ts';
import type { OrderEvent } from '../messaging/events.ts';
import type { Outbox } from '../messaging/outbox.ts';
import type { Bank } from './bank.ts';
import { charge } from './ledger.ts';

export interface ChargesOptions {
  readonly bank: Bank;
  readonly outbox: Outbox;
}

export function createCharges({ bank, outbox }: ChargesOptions) {
  return async (event: OrderEvent, { once, traceparent }: EventContext): Promise<void> => {
    if (event.type !== 'OrderCreated') return;
    const { orderId, amount } = event;
    const answer = await bank.authorise(orderId, amount);
    if (answer === 'declined') throw new Error(`The card for ${orderId} was declined.`);
    await once(async (tx) => {
      await charge(tx, orderId, amount);
      await outbox.add(tx, 'payments', { type: 'PaymentCompleted', orderId, amount }, traceparent);
    });
  };
}
