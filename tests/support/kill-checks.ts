/** Checks of our own for the shop of the modular monolith: what its database has acknowledged survives a kill. */
import { expect } from 'vitest';

import { check } from '../../labs/kit/check.ts';

interface Order {
  readonly id: string;
}

check(
  {
    id: 'acknowledged-survives',
    type: 'processes',
    title: 'What was acknowledged before a kill is there after it',
    lesson: 'modular-monolith#transactions',
    hint: 1,
  },
  async (lab) => {
    const shop = await lab.start('monolith');
    const body = { userId: 'u-1', lines: [{ productId: 'p-1', quantity: 1 }] };
    const acknowledged: string[] = [];
    let killed: Promise<void> | undefined;
    const orders = Array.from({ length: 20 }, async () => {
      const response = await lab.request(`${shop.url}/orders`, { method: 'POST', body });
      acknowledged.push(response.json<Order>().id);
      if (acknowledged.length === 5) killed = shop.kill();
    });
    await Promise.allSettled(orders);
    await killed;
    expect(acknowledged.length, 'orders acknowledged before the kill').toBeGreaterThanOrEqual(5);

    const again = await lab.start('monolith');
    const ids = (await lab.request(`${again.url}/orders`)).json<Order[]>().map(({ id }) => id);
    expect(
      acknowledged.filter((id) => !ids.includes(id)),
      'acknowledged orders that are lost',
    ).toEqual([]);
    // Two orders are there from the beginning, and were paid elsewhere.
    const payments = (await lab.request(`${again.url}/payments`)).json<unknown[]>();
    expect(payments.length, 'payments, one for each order that is there').toBe(ids.length - 2);
  },
);

export { setCheckHost } from '../../labs/kit/check.ts';
