/** The lab `api-gateway` against solutions that none of its mutants shows: wrong ones, and right ones. */
import { describe, expect, test } from 'vitest';

import { labUnderTest } from '../support/lab-under-test.ts';

const { solution, changed, failures } = await labUnderTest('api-gateway');

describe('wrong solutions that were held back', () => {
  test.concurrent.each([
    {
      mistake: 'what is sent on still has its dots, though what was matched has none',
      path: 'gateway/routes.ts',
      from: 'target: pathname + search',
      to: 'target',
      caughtBy: 'dots-are-resolved-first',
    },
    {
      mistake: 'the query is lost on the way',
      path: 'gateway/routes.ts',
      from: 'target: pathname + search',
      to: 'target: pathname',
      caughtBy: 'segments-not-letters',
    },
    {
      mistake: 'the time of day is asked of the machine',
      path: 'gateway/authenticate.ts',
      from: 'currentDate: date(),',
      to: '',
      caughtBy: 'claims-are-checked',
    },
    {
      mistake: 'a text of two tokens is taken for its first',
      path: 'gateway/authenticate.ts',
      from: '/^bearer +(\\S+) *$/i.exec(',
      to: '/(\\S+)$/i.exec(',
      caughtBy: 'only-auth-is-open',
    },
    {
      mistake: 'the cooldown of the keys begins anew with each unknown key',
      path: 'gateway/key-set.ts',
      from: 'if (!asking && clock.now() - askedAt < limits.keysCooldownMs) throw error;',
      to: 'const before = askedAt; askedAt = clock.now(); if (!asking && askedAt - before < limits.keysCooldownMs) throw error;',
      caughtBy: 'unknown-key-asks-once',
    },
    {
      mistake: 'services are told the user of the last request that had one',
      path: 'gateway/headers.ts',
      from: 'if (identity) fields.push(',
      to: 'identity = globalThis.lastIdentity = identity ?? globalThis.lastIdentity; if (identity) fields.push(',
      caughtBy: 'identity-comes-from-the-token',
    },
    {
      mistake: 'a refused request empties the bucket further',
      path: 'gateway/rate-limit.ts',
      from: 'const tokens = allowed ? before - 1 : before;',
      to: 'const tokens = before - 1;',
      caughtBy: 'bucket-fills-evenly',
    },
    {
      mistake: 'what is left is rounded up',
      path: 'gateway/rate-limit.ts',
      from: 'remaining: Math.floor(tokens)',
      to: 'remaining: Math.ceil(tokens) + 1',
      caughtBy: 'limit-is-told',
    },
    {
      mistake: 'two are asked at once, and the third when they have answered',
      path: 'gateway/home.ts',
      from: "read('products', '/api/products').catch(() => null),\n  ]);",
      to: "undefined,\n  ]).then(async ([one, two]) => [one, two, await read('products', '/api/products').catch(() => null)]);",
      caughtBy: 'home-asks-all-at-once',
    },
    {
      mistake: 'an error of a service becomes the gateway’s',
      path: 'gateway/upstreams.ts',
      from: 'return { status: response.status,',
      to: "if (!response.ok) throw new Problem(502, 'Bad gateway'); return { status: response.status,",
      caughtBy: 'refused-or-slow',
    },
    {
      mistake: 'a later version of traceparent is passed on as it is',
      path: 'gateway/ids.ts',
      from: 'return `00-${trace}-${span}',
      to: 'return `${version}-${trace}-${span}',
      caughtBy: 'trace-goes-on',
    },
    {
      mistake: 'of several traceparent fields the first is taken',
      path: 'gateway/ids.ts',
      from: "if (fields.length !== 1 || version === undefined || version === 'ff') return undefined;",
      to: "if (version === undefined || version === 'ff') return undefined;",
      caughtBy: 'trace-goes-on',
    },
    {
      mistake: 'the redirect leads to whatever host the path names',
      path: 'gateway/listener.ts',
      from: 'const location = origin + ',
      to: "const location = origin.replace('https', 'http') + ",
      caughtBy: 'http-moves-to-https',
    },
  ])('$mistake', async ({ path, from, to, caughtBy }) => {
    expect(await failures(changed(path, [from, to]), [caughtBy])).toEqual([caughtBy]);
  });
});

describe('right solutions of another shape', () => {
  test.concurrent('routes by their segments', async () => {
    const routes = `
const segments = (path) => path.split('/').filter((each, index) => index > 0);
export function findRoute(table, target) {
  const url = new URL(target, 'http://gateway');
  const path = segments(url.pathname);
  let best;
  for (const route of table) {
    const prefix = segments(route.prefix);
    if (!prefix.every((each, index) => each === path[index])) continue;
    if (!best || prefix.length > segments(best.prefix).length) best = route;
  }
  return best && { route: best, target: url.pathname + url.search };
}
`;
    expect(await failures({ ...solution, 'gateway/routes.ts': routes })).toEqual([]);
  });

  test.concurrent('keys by their names, imported one by one', async () => {
    const keySet = `
import { importJWK } from 'jose';
import { Problem } from '#kit/problem.ts';
export const keysPath = '/.well-known/jwks.json';
export function createKeySet({ clock, upstreams }) {
  let known = null;
  let last = 0;
  let running = null;
  const load = async () => {
    last = clock.now();
    const { status, body } = await upstreams.call('users', { method: 'GET', target: keysPath, headers: [] });
    const { keys } = status === 200 ? JSON.parse(new TextDecoder().decode(body)) : {};
    if (!Array.isArray(keys)) throw new Error('no key set');
    known = new Map(keys.map((jwk) => [jwk.kid, jwk]));
  };
  const refresh = () => (running ??= load().finally(() => { running = null; }));
  return async ({ kid, alg }) => {
    if (!known || (!known.has(kid) && (running || clock.now() - last >= 30_000))) {
      try {
        await refresh();
      } catch {
        if (!known) throw new Problem(503, 'No keys');
      }
    }
    const jwk = known.get(kid);
    if (!jwk || jwk.alg !== alg) throw new Error('unknown key');
    return importJWK(jwk, alg);
  };
}
`;
    expect(await failures({ ...solution, 'gateway/key-set.ts': keySet })).toEqual([]);
  });

  test.concurrent('a bucket that keeps the time at which it will be full', async () => {
    const rateLimit = `
export function clientOf({ clientAddress }, identity) {
  return identity === undefined ? clientAddress + '/' : 'u/' + identity.subject;
}
export function createRateLimit({ clock }) {
  const fullAt = new Map();
  return {
    take(client) {
      const now = clock.now();
      const full = Math.max(now, fullAt.get(client) ?? now);
      const allowed = full + 100 - now <= 2_000;
      const next = allowed ? full + 100 : full;
      fullAt.set(client, next);
      return {
        allowed,
        remaining: Math.floor((2_000 - (next - now)) / 100),
        resetSeconds: Math.ceil((next - now) / 1_000),
        retryAfterSeconds: Math.ceil((next + 100 - 2_000 - now) / 1_000),
      };
    },
  };
}
export const rateLimitFields = ({ allowed, remaining, resetSeconds, retryAfterSeconds }) => [
  ...(allowed ? [] : [['retry-after', String(retryAfterSeconds)]]),
  ['ratelimit', '"default"; r=' + remaining + '; t=' + resetSeconds],
  ['ratelimit-policy', '"default"; w=2; q=20'],
];
`;
    expect(await failures({ ...solution, 'gateway/rate-limit.ts': rateLimit })).toEqual([]);
  });

  test.concurrent('the page by allSettled', async () => {
    const home = `
import { Problem } from '#kit/problem.ts';
export async function readHome(upstreams, subject, headers) {
  const targets = { users: '/api/users/' + subject, orders: '/api/orders', products: '/api/products' };
  const results = await Promise.allSettled(
    Object.entries(targets).map(([upstream, target]) => upstreams.call(upstream, { method: 'GET', target, headers })),
  );
  const [user, orders, products] = results.map((each) => {
    if (each.status === 'rejected') return { error: each.reason };
    try {
      if (each.value.status !== 200) throw new Error('not 200');
      return { value: JSON.parse(new TextDecoder().decode(each.value.body)) };
    } catch {
      return { error: new Problem(502, 'Bad gateway') };
    }
  });
  if (user.error) throw user.error;
  if (orders.error) throw orders.error;
  const degraded = products.error ? ['products'] : [];
  return { user: user.value, orders: orders.value, products: products.value ?? null, degraded };
}
`;
    expect(await failures({ ...solution, 'gateway/home.ts': home })).toEqual([]);
  });

  test.concurrent('traceparent is passed on as it came', async () => {
    const tree = changed('gateway/ids.ts', [
      "const [, , span] = newTraceparent().split('-');",
      'const span = parent;',
    ]);
    expect(await failures(tree)).toEqual([]);
  });
});
