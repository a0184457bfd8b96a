import { expect } from 'vitest';

import { check } from '#kit/check.ts';
import type { LabUnderTest } from '#kit/check.ts';

import type * as RoutesModule from '#generated/labs/api-gateway/trees/starter/gateway/routes.ts';
import type * as TableModule from '#generated/labs/api-gateway/trees/starter/gateway/table.ts';
import { expectProblem, withGateway } from './gateway.ts';
import type { Field } from './gateway.ts';
import { token } from './tokens.ts';

const findRoute = async (lab: LabUnderTest): Promise<typeof RoutesModule.findRoute> =>
  (await lab.load<typeof RoutesModule>('gateway/routes.ts', 'findRoute')).findRoute;

check(
  {
    id: 'segments-not-letters',
    type: 'in-process',
    title: 'A prefix fits whole segments: /api/orders/o-1, and not /api/ordersX, which is a 404',
    lesson: 'api-gateway#routing',
    hint: 1,
  },
  async (lab) => {
    await withGateway(lab, {}, async (gateway) => {
      for (const path of ['/api/ordersX', '/api/orders-archive/1', '/api', '/', '/API/orders', '/orders'])
        expectProblem(await gateway.send(path), 404, `GET ${path}`);
      expect(gateway.calls.length, 'calls that reached a service').toBe(0);
      for (const path of ['/api/orders', '/api/orders/', '/api/orders/o-1', '/api/orders?limit=2&q=a%20b']) {
        expect((await gateway.send(path)).status, `status of GET ${path}`).toBe(200);
        expect(gateway.calls.at(-1)?.upstream, `service that got ${path}`).toBe('orders');
        expect(gateway.calls.at(-1)?.target, `path and query of ${path}, as they were sent on`).toBe(path);
      }
    });
  },
);

check(
  {
    id: 'longest-prefix-wins',
    type: 'in-process',
    title: 'Of several prefixes that fit the longest is taken, wherever it stands in the table',
    lesson: 'api-gateway#routing',
    hint: 1,
  },
  async (lab) => {
    const find = await findRoute(lab);
    const table: TableModule.Route[] = [
      { prefix: '/api', to: 'home' },
      { prefix: '/api/orders/returns', to: 'products', scope: 'returns' },
      { prefix: '/api/orders', to: 'orders', scope: 'orders' },
      { prefix: '/api/orders/returns/labels', to: 'users', scope: 'labels' },
    ];
    const cases = {
      '/api/orders': '/api/orders',
      '/api/orders/o-1': '/api/orders',
      '/api/orders/returns': '/api/orders/returns',
      '/api/orders/returns/r-1?full=1': '/api/orders/returns',
      '/api/orders/returnsX': '/api/orders',
      '/api/orders/returns/labels/l-1': '/api/orders/returns/labels',
      '/api/anything': '/api',
    };
    for (const each of [table, table.toReversed()]) {
      for (const [target, prefix] of Object.entries(cases))
        expect(find(each, target)?.route.prefix, `prefix that is taken for ${target}`).toBe(prefix);
    }
  },
);

check(
  {
    id: 'dots-are-resolved-first',
    type: 'in-process',
    title: '/api/auth/../users/u-1 is /api/users/u-1, and needs a token like it',
    lesson: 'api-gateway#dots',
    hint: 1,
  },
  async (lab) => {
    await withGateway(lab, {}, async (gateway) => {
      for (const target of [
        '/api/auth/../users/u-1',
        '/api/auth/%2e%2e/users/u-1',
        '/api/auth/.%2E/users/u-1',
        '/api/auth/x/../../users/u-1',
        '/api/auth/..\\users/u-1',
      ]) {
        const { status } = await gateway.handle(target, []);
        const sent = gateway.calls.map((call) => `${call.upstream} ${call.target}`);
        expect(sent, `what reached a service of ${target} without a token`).toEqual([]);
        expect(status, `status of ${target} without a token`).toBeGreaterThanOrEqual(400);
      }
      // And what is harmless goes on, resolved.
      const find = await findRoute(lab);
      const table: TableModule.Route[] = [{ prefix: '/api/auth', to: 'users' }];
      const { target } = find(table, '/api/auth/x/../login?next=%2F..%2F') ?? {};
      expect(target, '/api/auth/x/../login?next=%2F..%2F, as findRoute has it sent on').toBe(
        '/api/auth/login?next=%2F..%2F',
      );
      await gateway.handle('/api/auth/x/../login', []);
      expect(gateway.calls.at(-1)?.target, '/api/auth/x/../login, as it was sent on').toBe('/api/auth/login');
    });
  },
);

check(
  {
    id: 'only-auth-is-open',
    type: 'in-process',
    title: 'Without a token /api/auth/* is open; all else is 401 with WWW-Authenticate',
    lesson: 'api-gateway#authentication',
    hint: 1,
  },
  async (lab) => {
    await withGateway(lab, {}, async (gateway) => {
      const login = await gateway.send('/api/auth/login', {
        method: 'POST',
        headers: {},
        body: { user: 'u-2' },
      });
      expect(login.status, 'status of POST /api/auth/login without a token').toBe(200);
      expect(gateway.calls[0]?.upstream, 'service that got /api/auth/login').toBe('users');
      expect(gateway.calls[0]?.body, 'body of /api/auth/login, as it was sent on').toBe('{"user":"u-2"}');
      const good = await token();
      const strange: Record<string, string>[] = [
        {},
        { authorization: '' },
        { authorization: 'Bearer' },
        { authorization: 'Bearer not.a.token' },
        { authorization: 'Basic Z3JhY2U6dGVhcG90' },
        { authorization: `Basic ${good}` },
        { authorization: good },
      ];
      for (const path of ['/api/users/u-2', '/api/orders', '/api/products', '/api/home']) {
        for (const headers of strange) {
          const given = headers['authorization'] ?? 'no Authorization';
          const what = `GET ${path} with ${JSON.stringify(given).slice(0, 40)}`;
          const answer = await gateway.send(path, { headers });
          expectProblem(answer, 401, what);
          expect(answer.headers['www-authenticate'] ?? '', `WWW-Authenticate of ${what}`).toMatch(/^Bearer/);
        }
      }
      const twice: Field[] = [
        ['authorization', `Bearer ${good}`],
        ['authorization', `Bearer ${await token({ sub: 'u-1' })}`],
      ];
      const two = await gateway.handle('/api/orders', twice);
      expect(two.status, 'status of GET /api/orders with two Authorization fields').toBe(401);
      expect(gateway.calls.length, 'calls that reached a service').toBe(1);
    });
  },
);
