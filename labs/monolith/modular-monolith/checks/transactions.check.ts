import { expect } from 'vitest';

import { check } from '#kit/check.ts';

import { arrived, withShop } from './shop.ts';
import type { Shop } from './shop.ts';

/** All that an order leaves behind. */
async function traces({ get }: Shop): Promise<Record<string, unknown>> {
  const [orders, products, payments, notifications] = [
    await get('/orders'),
    await get('/products'),
    await get('/payments'),
    await get('/notifications'),
  ];
  return {
    orders: orders.json(),
    products: products.json(),
    payments: payments.json(),
    notifications: notifications.json(),
  };
}

check(
  {
    id: 'declined-payment-leaves-no-trace',
    type: 'in-process',
    title:
      'A declined payment is answered with 402 and leaves no order, no payment, no mail, and the stock as it was',
    lesson: 'modular-monolith#transactions',
    hint: 2,
  },
  async (lab) => {
    await withShop(lab, arrived, async (shop) => {
      const before = await traces(shop);
      const response = await shop.order('p-1', 'p-3');
      // Before anything else is asked: the exchange that a failed check shows is the last one.
      shop.expectStatus(response, 402, 'an order that the card is not good for');
      const after = await traces(shop);
      for (const [what, rows] of Object.entries(before)) {
        expect(after[what], `${what} after a declined payment`).toEqual(rows);
      }
    });
  },
);

check(
  {
    id: 'sold-out-leaves-no-trace',
    type: 'in-process',
    title: 'An order of which one line is sold out takes nothing of the others',
    lesson: 'modular-monolith#transactions',
    hint: 2,
  },
  async (lab) => {
    await withShop(lab, arrived, async (shop) => {
      shop.expectStatus(await shop.order('p-4'), 201, 'an order of the last lamp');
      const before = await traces(shop);
      const response = await shop.order('p-1', 'p-2', 'p-4');
      shop.expectStatus(response, 409, 'an order of a teapot, a cup and a lamp that is gone');
      const after = await traces(shop);
      for (const [what, rows] of Object.entries(before)) {
        expect(after[what], `${what} after an order that was sold out`).toEqual(rows);
      }
    });
  },
);
