/** Placing an order: all of it happens, or nothing does. */
import { Problem } from '#kit/problem.ts';

import { chargeCard, PaymentDeclined } from '../payments/charge.ts';
import { findProducts, takeStock } from '../products/repository.ts';
import type { OrderRequest } from '../requests.ts';
import { findUser } from '../users/repository.ts';
import type { OrdersDependencies } from './dependencies.ts';
import { insertOrder, nextOrderNumber } from './repository.ts';

/**
 * @returns the id of the order
 * @throws {Problem} that says why there is no order: 402, 409 or 422
 */
export async function checkout(
  { db, notifications, analytics, clock, log }: OrdersDependencies,
  { userId, lines }: OrderRequest,
  traceparent: string,
): Promise<string> {
  const begun = clock.now();
  const { id, total } = await db.transaction(async (tx) => {
    const customer = await findUser(tx, userId);
    if (!customer) throw new Problem(422, 'No such customer', { detail: `There is no user ${userId}.` });

    const ids = lines.map((line) => line.productId);
    const products = await findProducts(tx, ids);
    const priced = lines.map((line) => {
      const product = products.find((each) => each.id === line.productId);
      if (!product) throw new Problem(422, 'No such product', { detail: `There is no ${line.productId}.` });
      return { ...line, unitPrice: product.price };
    });
    for (const { productId, quantity } of priced) {
      if (await takeStock(tx, productId, quantity)) continue;
      throw new Problem(409, 'Sold out', { detail: `There are no ${quantity} of ${productId} left.` });
    }

    const sum = priced.reduce((cents, { quantity, unitPrice }) => cents + quantity * unitPrice, 0);
    const order = { number: await nextOrderNumber(tx), userId, total: sum, lines: priced };
    const orderId = await insertOrder(tx, order);
    try {
      await chargeCard(tx, { orderId, amount: sum });
    } catch (error) {
      if (!(error instanceof PaymentDeclined)) throw error;
      throw new Problem(402, 'Payment declined', { detail: error.message });
    }
    return { id: orderId, total: sum };
  });

  await notifications.orderConfirmed(id);
  await analytics.track({ type: 'order-placed', orderId: id, total }, traceparent);
  log.info('order placed', { order: id, total, ms: Math.round(clock.now() - begun), traceparent });
  return id;
}
