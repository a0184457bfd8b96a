import { expect } from 'vitest';

import { check } from '#kit/check.ts';
import { createLog } from '#kit/log.ts';

import type * as OrdersModule from '#generated/labs/api-gateway/trees/starter/orders/app.ts';
import { expectProblem } from './gateway.ts';

check(
  {
    id: 'orders-knows-whose',
    type: 'in-process',
    title: 'Somebody else’s order is refused by orders itself, as if it were not there',
    lesson: 'api-gateway#objects',
    hint: 1,
  },
  async (lab) => {
    const { createApp } = await lab.load<typeof OrdersModule>('orders/app.ts', 'createApp');
    const app = createApp({
      fetch: async () => Response.json({}, { status: 201 }),
      log: createLog(() => undefined),
      config: { paymentsUrl: 'http://payments.test' },
    });
    const { url } = await app.listen(0);
    try {
      const get = (id: string, user: string) =>
        lab.request(`${url}/api/orders/${id}`, { headers: { 'x-user-id': user } });
      expect((await get('o-1', 'u-1')).status, 'status of o-1 for u-1, whose it is').toBe(200);
      const missing = await get('o-99', 'u-2');
      const others = await get('o-1', 'u-2');
      expectProblem(others, 404, 'o-1 for u-2, whose it is not');
      expect(others.body, 'body for an order of somebody else, compared with one that is not there').toBe(
        missing.body,
      );
      const placed = await lab.request(`${url}/api/orders`, {
        method: 'POST',
        headers: { 'x-user-id': 'u-3' },
        body: { item: 'teapot', amount: 2_500, userId: 'u-1' },
      });
      expect(placed.status, 'status of POST /api/orders for u-3').toBe(201);
      const { id } = placed.json<{ id: string }>();
      expect((await get(id, 'u-3')).status, 'status of the new order for u-3, who placed it').toBe(200);
      expect((await get(id, 'u-1')).status, 'status of the new order for u-1, whom its body named').toBe(404);
      const nobody = await lab.request(`${url}/api/orders/o-1`);
      expect(nobody.status, 'status of o-1 without X-User-Id').toBeGreaterThanOrEqual(400);
    } finally {
      await app.close();
    }
  },
);
