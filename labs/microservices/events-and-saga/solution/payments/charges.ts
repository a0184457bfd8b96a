/** What payments does with the events of orders. */
import type { EventContext } from '../messaging/consumer.ts';
import type { OrderEvent } from '../messaging/events.ts';
import type { Outbox } from '../messaging/outbox.ts';
import type { Bank } from './bank.ts';
import { charge, chargesOf, refund } from './ledger.ts';

export interface ChargesOptions {
  readonly bank: Bank;
  readonly outbox: Outbox;
}

export function createCharges({ bank, outbox }: ChargesOptions) {
  return async (event: OrderEvent, { once, traceparent }: EventContext): Promise<void> => {
    const { orderId, amount } = event;
    if (event.type === 'RefundRequested') {
      await once(async (tx) => {
        const open = (await chargesOf(tx, orderId)).filter(({ status }) => status === 'CHARGED');
        for (const { id, amount: cents } of open) {
          await refund(tx, id);
          await outbox.add(tx, 'payments', { type: 'PaymentRefunded', orderId, amount: cents }, traceparent);
        }
      });
      return;
    }
    const answer = await bank.authorise(orderId, amount);
    await once(async (tx) => {
      if (answer === 'approved') {
        await charge(tx, orderId, amount);
        await outbox.add(tx, 'payments', { type: 'PaymentCompleted', orderId, amount }, traceparent);
      } else {
        const reason = 'The card was declined.';
        await outbox.add(tx, 'payments', { type: 'PaymentFailed', orderId, amount, reason }, traceparent);
      }
    });
  };
}
