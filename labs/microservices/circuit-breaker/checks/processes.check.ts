import { expect } from 'vitest';

import { check } from '#kit/check.ts';

import { expectPostponed } from './orders.ts';

check(
  {
    id: 'payments-dies-and-returns',
    type: 'processes',
    title: 'When the payments process dies the breaker opens, and closes after its return',
    lesson: 'circuit-breaker#what-the-user-gets',
    hint: 1,
  },
  async (lab) => {
    const payments = await lab.start('payments');
    const orders = await lab.start('orders');
    const post = () =>
      lab.request(`${orders.url}/orders`, { method: 'POST', body: { item: 'teapot', amount: 2_500 } });
    expect((await post()).status, 'status of an order while payments is there').toBe(201);

    await payments.kill();
    for (let order = 1; order <= 5; order += 1)
      expectPostponed(await post(), `order ${order} since payments died`);

    const returned = await lab.start('payments');
    expectPostponed(await post(), 'payments is back, but the breaker is open');
    const charges = (await lab.request(`${returned.url}/payments`)).json<unknown[]>();
    expect(charges.length, 'charges that reached payments while the breaker was open').toBe(0);

    await orders.advance(30_000);
    expect((await post()).status, 'status of an order 30 s later').toBe(201);
    expect((await post()).status, 'status of the order after it').toBe(201);
  },
);
