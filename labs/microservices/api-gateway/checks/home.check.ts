import { expect } from 'vitest';

import { check } from '#kit/check.ts';

import { expectProblem, hangs, refuses, withGateway } from './gateway.ts';
import type { Service, Upstream } from './gateway.ts';

const broken: readonly (readonly [what: string, service: Service])[] = [
  ['refuses', refuses],
  ['answers 500', () => Response.json({ title: 'Out' }, { status: 500 })],
  ['sends no JSON', () => new Response('<html>')],
];

check(
  {
    id: 'home-asks-all-at-once',
    type: 'in-process',
    title: 'Three services that take 100 ms each are asked at once, not one after the other',
    lesson: 'api-gateway#aggregation',
    hint: 2,
  },
  async (lab) => {
    let inFlight = 0;
    let most = 0;
    let later = async (): Promise<void> => {};
    const slow =
      (body: unknown): Service =>
      async () => {
        inFlight += 1;
        most = Math.max(most, inFlight);
        await later();
        inFlight -= 1;
        return Response.json(body);
      };
    const services = {
      users: slow({ id: 'u-2', name: 'Grace' }),
      orders: slow([{ id: 'o-2' }]),
      products: slow([{ id: 'p-1' }]),
    };
    await withGateway(lab, { services }, async (gateway) => {
      later = () => gateway.clock.sleep(100);
      const { status, body } = await gateway.sendInSteps(100, '/api/home');
      expect(most, 'services that were being asked at once').toBe(3);
      expect(status, 'status of GET /api/home').toBe(200);
      expect(JSON.parse(body), 'body of GET /api/home').toEqual({
        user: { id: 'u-2', name: 'Grace' },
        orders: [{ id: 'o-2' }],
        products: [{ id: 'p-1' }],
        degraded: [],
      });
      const asked = gateway.calls.map(({ upstream, target }) => `${upstream} ${target}`).sort();
      expect(asked, 'what was asked').toEqual([
        'orders /api/orders',
        'products /api/products',
        'users /api/users/u-2',
      ]);
    });
  },
);

check(
  {
    id: 'home-without-products',
    type: 'in-process',
    title: 'Without products GET /api/home is 200 with null, and says so in `degraded`',
    lesson: 'api-gateway#aggregation',
    hint: 2,
  },
  async (lab) => {
    for (const [what, products] of [...broken, ['does not answer for 1 s', hangs] as const]) {
      await withGateway(lab, { services: { products } }, async (gateway) => {
        const slow = products === hangs;
        const answer = await (slow ? gateway.sendInSteps(1_000, '/api/home') : gateway.send('/api/home'));
        expect(answer.status, `status of GET /api/home when products ${what}`).toBe(200);
        const home = answer.json<Record<string, unknown>>();
        expect(home['products'], `products of GET /api/home when products ${what}`).toBe(null);
        expect(home['degraded'], `degraded of GET /api/home when products ${what}`).toEqual(['products']);
        expect(home['orders'], `orders of GET /api/home when products ${what}`).toEqual([
          { id: 'o-2', item: 'cup' },
        ]);
      });
    }
  },
);

check(
  {
    id: 'home-needs-the-others',
    type: 'in-process',
    title: 'Without users or orders GET /api/home is 502, and 504 when one of them is too slow',
    lesson: 'api-gateway#aggregation',
    hint: 2,
  },
  async (lab) => {
    for (const needed of ['users', 'orders'] satisfies Upstream[]) {
      for (const [what, service] of broken) {
        await withGateway(lab, { services: { [needed]: service } }, async (gateway) => {
          const answer = await gateway.send('/api/home');
          expectProblem(answer, 502, `GET /api/home when ${needed} ${what}`);
        });
      }
      await withGateway(lab, { services: { [needed]: hangs } }, async (gateway) => {
        const answer = await gateway.sendInSteps(1_000, '/api/home');
        expectProblem(answer, 504, `GET /api/home when ${needed} does not answer for 1 s`);
      });
    }
  },
);
