/** Placing an order: all of it happens, or nothing does. */
import { Problem } from '#kit/problem.ts';

import { PaymentDeclined } from '../payments/index.ts';
import type { OrderRequest } from '../requests.ts';
import type { OrdersDependencies } from './dependencies.ts';
import { insertOrder, nextOrderNumber } from './repository.ts';

/**
 * @returns the id of the order
 * @throws {Problem} that says why there is no order: 402, 409 or 422
 */
export async function checkout(
  { db, users, products, payments, notifications, analytics, clock, log }: OrdersDependencies,
  { userId, lines }: OrderRequest,
  traceparent: string,
): Promise<string> {
  const begun = clock.now();
  const customer = await users.find(userId);
  if (!customer) throw new Problem(422, 'No such customer', { detail: `There is no user ${userId}.` });

  const goods = await products.byIds(lines.map((line) => line.productId));
  const priced = lines.map((line) => {
    const product = goods.get(line.productId);
    if (!product) throw new Problem(422, 'No such product', { detail: `There is no ${line.productId}.` });
    return { ...line, unitPrice: product.price };
  });
  const total = priced.reduce((cents, { quantity, unitPrice }) => cents + quantity * unitPrice, 0);

  // One database still: what several modules do for an order is one transaction, handed from one to the next.
  const id = await db.transaction(async (tx) => {
    for (const { productId, quantity } of priced) {
      if (await products.take(tx, productId, quantity)) continue;
      throw new Problem(409, 'Sold out', { detail: `There are no ${quantity} of ${productId} left.` });
    }
    const order = { number: await nextOrderNumber(tx), userId, total, lines: priced };
    const orderId = await insertOrder(tx, order);
    try {
      await payments.charge(tx, { orderId, amount: total });
    } catch (error) {
      if (!(error instanceof PaymentDeclined)) throw error;
      throw new Problem(402, 'Payment declined', { detail: error.message });
    }
    const subject = `Order ${orderId} is confirmed`;
    await notifications.send(tx, { recipient: customer.email, subject });
    return orderId;
  });

  await analytics.track({ type: 'order-placed', orderId: id, total }, traceparent);
  log.info('order placed', { order: id, total, ms: Math.round(clock.now() - begun), traceparent });
  return id;
}
