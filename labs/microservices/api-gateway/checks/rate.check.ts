import { expect } from 'vitest';

import { check, CheckFailure } from '#kit/check.ts';
import type { CheckResponse } from '#kit/check.ts';

import { bearer, expectProblem, withGateway } from './gateway.ts';
import type { GatewayUnderTest } from './gateway.ts';
import { epoch, token } from './tokens.ts';

/** Sends as many requests as are let through, at most 60, and gives their number. */
async function drain(gateway: GatewayUnderTest, headers?: Record<string, string>): Promise<number> {
  for (let count = 0; count < 60; count += 1) {
    const { status } = await gateway.send('/api/products', headers ? { headers } : {});
    if (status === 429) return count;
  }
  return 60;
}

/** Reads `"default";r=19;t=1`: an item of a structured field, RFC 9651, with whole numbers as parameters. */
function limitField(answer: CheckResponse, field: string): { name: string; [parameter: string]: unknown } {
  const value = answer.headers[field] ?? '';
  const item = /^ *"([^"\\]*)"((?: *; *[a-z*][a-z0-9_.*-]*=-?\d{1,15})*) *$/.exec(value);
  if (!item) throw new CheckFailure(`${field}: such as "default";r=19;t=1`, value === '' ? 'none' : value);
  const parameters = (item[2] ?? '').split(';').slice(1);
  const pairs = parameters.map((each) => each.trim().split('='));
  return { name: item[1] ?? '', ...Object.fromEntries(pairs.map(([key, digits]) => [key, Number(digits)])) };
}

check(
  {
    id: 'twenty-at-once',
    type: 'in-process',
    title: '20 requests at once go through, the 21st is 429 with Retry-After',
    lesson: 'api-gateway#rate-limit',
    hint: 2,
  },
  async (lab) => {
    await withGateway(lab, {}, async (gateway) => {
      expect(await drain(gateway), 'requests at once that went through').toBe(20);
      expect(gateway.calls.length, 'calls that reached products').toBe(20);
      const refused = await gateway.send('/api/products');
      expectProblem(refused, 429, 'one more');
      expect(refused.headers['retry-after'], 'Retry-After of a 429').toBe('1');
    });
  },
);

check(
  {
    id: 'bucket-fills-evenly',
    type: 'in-process',
    title: 'The bucket fills by one each 100 ms up to 20: no window lets 40 through at its edge',
    lesson: 'api-gateway#rate-limit',
    hint: 2,
  },
  async (lab) => {
    for (const start of [0, 1_900]) {
      await withGateway(lab, {}, async (gateway) => {
        await gateway.clock.advance(start);
        const since = `after ${start} ms`;
        expect(await drain(gateway), `requests at once ${since}`).toBe(20);
        await gateway.clock.advance(50);
        expect(await drain(gateway), 'requests 50 ms after the bucket was empty').toBe(0);
        await gateway.clock.advance(50);
        expect(await drain(gateway), 'requests 100 ms after the bucket was empty').toBe(1);
        await gateway.clock.advance(1_000);
        expect(await drain(gateway), 'requests 1 s after that').toBe(10);
        await gateway.clock.advance(3_600_000);
        const headers = bearer(await token({ exp: epoch + 10_000 }));
        expect(await drain(gateway, headers), 'requests after an hour without any').toBe(20);
      });
    }
  },
);

check(
  {
    id: 'limit-is-told',
    type: 'in-process',
    title: 'Each answer says how it stands: RateLimit-Policy with q and w, RateLimit with r and t',
    lesson: 'api-gateway#rate-limit-fields',
    hint: 3,
  },
  async (lab) => {
    await withGateway(lab, {}, async (gateway) => {
      for (let request = 1; request <= 21; request += 1) {
        const answer = await gateway.send('/api/products');
        const policy = { name: 'default', q: 20, w: 2 };
        expect(limitField(answer, 'ratelimit-policy'), `RateLimit-Policy of request ${request}`).toEqual(
          policy,
        );
        const used = Math.min(request, 20);
        const state = { name: 'default', r: 20 - used, t: Math.ceil(used / 10) };
        expect(limitField(answer, 'ratelimit'), `RateLimit of request ${request} at once`).toEqual(state);
        const retry = answer.headers['retry-after'] ?? 'none';
        expect(retry, `Retry-After of request ${request}`).toBe(request === 21 ? '1' : 'none');
      }
    });
  },
);

check(
  {
    id: 'each-client-has-its-own',
    type: 'in-process',
    title:
      'A client is whom the token names: others are not touched, and no field or new token is a way round',
    lesson: 'api-gateway#rate-limit-client',
    hint: 1,
  },
  async (lab) => {
    await withGateway(lab, {}, async (gateway) => {
      expect(await drain(gateway), 'requests of Grace at once').toBe(20);
      for (const field of ['x-forwarded-for', 'x-real-ip', 'forwarded', 'x-client-id', 'user-agent']) {
        const headers = {
          ...bearer(await token()),
          [field]: field === 'forwarded' ? 'for=192.0.2.1' : '192.0.2.1',
        };
        expect(await drain(gateway, headers), `requests of Grace more, with ${field}`).toBe(0);
      }
      const again = bearer(await token({ jti: 'another' }));
      expect(await drain(gateway, again), 'requests of Grace more, with a new token').toBe(0);
      const ada = bearer(await token({ sub: 'u-1' }));
      expect(await drain(gateway, ada), 'requests of Ada, when Grace has none left').toBe(20);
    });
    await withGateway(lab, {}, async (gateway) => {
      const login = (headers: Record<string, string>) => gateway.send('/api/auth/login', { headers });
      for (let request = 1; request <= 20; request += 1) {
        const { status } = await login({ 'x-forwarded-for': `192.0.2.${request}` });
        expect(status, `status of login ${request} from one address`).toBe(200);
      }
      for (const headers of [{}, { 'x-forwarded-for': '198.51.100.9' }, bearer(await token({ sub: 'u-3' }))])
        expect(
          (await login(headers)).status,
          `status of login 21 with ${JSON.stringify(headers).slice(0, 40)}`,
        ).toBe(429);
      expect(
        (await gateway.send('/api/orders')).status,
        'status for Grace, whose address has none left',
      ).toBe(200);
    });
  },
);
