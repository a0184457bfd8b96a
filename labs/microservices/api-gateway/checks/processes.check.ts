import { expect } from 'vitest';

import { check } from '#kit/check.ts';

import { bearer, expectProblem } from './gateway.ts';

check(
  {
    id: 'all-the-way',
    type: 'processes',
    title: 'With all services as processes: log in, order, read one’s own order and nobody else’s',
    lesson: 'api-gateway#objects',
    hint: 1,
  },
  async (lab) => {
    await Promise.all(['users', 'orders', 'payments'].map((service) => lab.start(service)));
    const { url } = await lab.start('gateway');
    const login = async (user: string): Promise<Record<string, string>> => {
      const answer = await lab.request(`${url}/api/auth/login`, {
        method: 'POST',
        body: { user, password: 'teapot' },
      });
      expect(answer.status, `status of the login of ${user}`).toBe(200);
      return bearer(answer.json<{ access_token: string }>().access_token);
    };
    const grace = await login('u-2');
    const ada = await login('u-1');
    const placed = await lab.request(`${url}/api/orders`, {
      method: 'POST',
      headers: grace,
      body: { item: 'teapot', amount: 2_500 },
    });
    expect(placed.status, 'status of an order of Grace').toBe(201);
    const path = `${url}${placed.headers['location'] ?? '/api/orders/o-2'}`;
    expect((await lab.request(path, { headers: grace })).status, 'status of her order for Grace').toBe(200);
    expectProblem(await lab.request(path, { headers: ada }), 404, 'her order for Ada');
    expectProblem(
      await lab.request(path, { headers: { ...ada, 'x-user-id': 'u-2' } }),
      404,
      'her order for Ada, who says that she is Grace',
    );
    const home = await lab.request(`${url}/api/home`, { headers: grace });
    expect(home.status, 'status of GET /api/home without a process for products').toBe(200);
    expect(home.json<{ degraded: unknown }>().degraded, 'degraded of GET /api/home').toEqual(['products']);
  },
);
