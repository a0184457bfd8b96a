import { expect } from 'vitest';

import { check } from '#kit/check.ts';

import { routerBetween, textOf, valuesOf } from './gateway.ts';
import type { Field } from './gateway.ts';

check(
  {
    id: 'request-arrives-whole',
    type: 'in-process',
    title: 'Method, path, query and body arrive as they were sent',
    lesson: 'strangler-fig#headers',
    hint: 1,
  },
  async (lab) => {
    const router = await routerBetween(lab, { monolith: () => Response.json([]) });
    const cases = [
      { percent: 0, method: 'GET', target: '/orders?limit=2&q=a%20b%2Fc' },
      { percent: 100, method: 'GET', target: '/users/u%2F1?fields=name&fields=id' },
      { percent: 100, method: 'PUT', target: '/users/u-1?dry=1', body: '{"displayName":"Zoë"}' },
      { percent: 0, method: 'POST', target: '/orders?x=1', body: '{ "userId": "u-1", "lines": [] }' },
    ];
    for (const { percent, ...asked } of cases) {
      router.setPercent(percent);
      await router.ask({
        ...asked,
        headers: [
          ['x-request-id', 'r-1'],
          ['x-user-id', 'u-1'],
        ],
      });
      const call = router.calls.at(-1);
      const { origin } = new URL(call?.request.url ?? 'http://nobody.test');
      expect(call?.request.url.slice(origin.length), `path and query of ${asked.target}`).toBe(asked.target);
      expect(call?.request.method, `method of ${asked.method} ${asked.target}`).toBe(asked.method);
      expect(call?.body, `body of ${asked.method} ${asked.target}`).toBe(asked.body ?? '');
      expect(call?.request.headers.get('x-request-id'), `x-request-id of ${asked.target}`).toBe('r-1');
    }
  },
);

check(
  {
    id: 'answer-arrives-whole',
    type: 'in-process',
    title: 'Status, header fields, each single Set-Cookie and the body come back as they were sent',
    lesson: 'strangler-fig#headers',
    hint: 3,
  },
  async (lab) => {
    const cookies = ['basket=b-1; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Path=/', 'theme=dark'];
    const headers = new Headers({ location: '/orders/o-9', etag: '"7"', 'content-type': 'application/json' });
    for (const cookie of cookies) headers.append('set-cookie', cookie);
    const router = await routerBetween(lab, {
      monolith: () => new Response('{"id":"o-9"}', { status: 201, headers }),
      users: () => new Response('{"id":"o-9"}', { status: 201, headers }),
    });
    for (const [percent, target] of [[0, '/orders'] as const, [100, '/users'] as const]) {
      router.setPercent(percent);
      const signedIn: Field = ['x-user-id', 'u-1'];
      const answer = await router.ask({ method: 'POST', target, body: '{}', headers: [signedIn] });
      expect(answer.status, `status of POST ${target}`).toBe(201);
      expect(valuesOf(answer.headers, 'set-cookie'), `Set-Cookie of POST ${target}`).toEqual(cookies);
      expect(valuesOf(answer.headers, 'location'), `Location of POST ${target}`).toEqual(['/orders/o-9']);
      expect(valuesOf(answer.headers, 'etag'), `ETag of POST ${target}`).toEqual(['"7"']);
      expect(textOf(answer), `body of POST ${target}`).toBe('{"id":"o-9"}');
    }
    const moved = await routerBetween(lab, {
      monolith: () => new Response(null, { status: 302, headers: { location: '/orders/o-9' } }),
    });
    const { status } = await moved.ask({ target: '/orders/latest' });
    expect(status, 'status of an answer 302 of the monolith').toBe(302);
    expect(moved.calls[0]?.request.redirect, 'what fetch is told to do with a redirect').toBe('manual');
  },
);

check(
  {
    id: 'one-hop-fields-are-dropped',
    type: 'in-process',
    title: 'Header fields that are meant for one hop go no further, in either direction',
    lesson: 'strangler-fig#headers',
    hint: 2,
  },
  async (lab) => {
    const oneHop = ['connection', 'keep-alive', 'proxy-connection', 'te', 'upgrade', 'x-hop'];
    const answers = new Headers({
      connection: 'x-hop',
      'x-hop': '1',
      'keep-alive': 'timeout=5',
      'x-kept': '1',
    });
    const router = await routerBetween(lab, { users: () => new Response('{}', { headers: answers }) });
    router.setPercent(100);
    const answer = await router.ask({
      headers: [
        ['connection', 'keep-alive, X-Hop'],
        ['keep-alive', 'timeout=5'],
        ['proxy-connection', 'keep-alive'],
        ['te', 'trailers'],
        ['upgrade', 'h2c'],
        ['x-hop', '1'],
        ['x-kept', '1'],
        ['x-user-id', 'u-1'],
      ],
    });
    const sent = router.calls[0]?.request.headers ?? new Headers();
    expect(
      oneHop.filter((name) => sent.has(name)),
      'fields of one hop that were sent on',
    ).toEqual([]);
    expect(sent.get('x-kept'), 'x-kept, as it was sent on').toBe('1');
    const back = answer.headers.map(([name]) => name).filter((name) => oneHop.includes(name));
    expect(back, 'fields of one hop that came back').toEqual([]);
    expect(valuesOf(answer.headers, 'x-kept'), 'x-kept, as it came back').toEqual(['1']);
  },
);

check(
  {
    id: 'forwarded-for-is-appended',
    type: 'in-process',
    title: 'X-Forwarded-For grows by the address that called, and -Proto and -Host are there',
    lesson: 'strangler-fig#headers',
    hint: 2,
  },
  async (lab) => {
    const router = await routerBetween(lab);
    for (const [percent, side] of [[0, 'monolith'] as const, [100, 'users'] as const]) {
      router.setPercent(percent);
      const sent = async (...headers: Field[]): Promise<Headers> => {
        await router.ask({ headers: [['x-user-id', 'u-1'], ...headers] });
        return router.calls.at(-1)?.request.headers ?? new Headers();
      };
      const first = await sent();
      expect(first.get('x-forwarded-for'), `X-Forwarded-For to ${side}`).toBe('203.0.113.7');
      expect(first.get('x-forwarded-proto'), `X-Forwarded-Proto to ${side}`).toBe('http');
      expect(first.get('x-forwarded-host'), `X-Forwarded-Host to ${side}`).toBe('shop.example');
      const behind = await sent(['x-forwarded-for', '198.51.100.4, 192.0.2.1']);
      expect(behind.get('x-forwarded-for'), `X-Forwarded-For to ${side}, behind two proxies`).toBe(
        '198.51.100.4, 192.0.2.1, 203.0.113.7',
      );
    }
  },
);
