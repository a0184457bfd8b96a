import { expect } from 'vitest';

import { check } from '#kit/check.ts';

import { bearer, sentField, withGateway } from './gateway.ts';
import type { Answer } from './gateway.ts';
import { token } from './tokens.ts';

const fieldOf = ({ headers }: Answer, name: string): string | undefined =>
  headers.find(([each]) => each.toLowerCase() === name)?.[1];

check(
  {
    id: 'http-moves-to-https',
    type: 'in-process',
    title: 'The http listener answers 308 to the same path over https, without HSTS, and calls nobody',
    lesson: 'api-gateway#tls',
    hint: 2,
  },
  async (lab) => {
    await withGateway(lab, { scheme: 'http' }, async (gateway) => {
      const headers = Object.entries(bearer(await token()));
      for (const target of ['/api/orders?limit=2&q=a%20b', '/api/auth/login', '/nowhere', '/']) {
        const answer = await gateway.handle(target, [...headers, ['host', 'mallory.example']]);
        expect(answer.status, `status of ${target} over http`).toBe(308);
        expect(fieldOf(answer, 'location'), `Location of ${target} over http`).toBe(
          `https://shop.example${target}`,
        );
        expect(fieldOf(answer, 'strict-transport-security'), 'HSTS over http').toBe(undefined);
        expect((fieldOf(answer, 'x-request-id') ?? '') === '', 'X-Request-ID is missing over http').toBe(
          false,
        );
      }
      expect(gateway.calls.length, 'calls that reached a service').toBe(0);
    });
  },
);

check(
  {
    id: 'https-says-so',
    type: 'in-process',
    title: 'The https listener sends HSTS on each answer, and X-Forwarded-Proto and -For that are true',
    lesson: 'api-gateway#tls',
    hint: 2,
  },
  async (lab) => {
    await withGateway(lab, { scheme: 'https' }, async (gateway) => {
      const good = bearer(await token());
      for (const path of ['/api/orders', '/nowhere', '/api/auth/login']) {
        const answer = await gateway.send(path, { headers: path === '/api/orders' ? good : {} });
        const hsts = answer.headers['strict-transport-security'] ?? 'none';
        expect(hsts, `Strict-Transport-Security of ${path}, a ${answer.status}`).toMatch(
          /^max-age=31536000\b/,
        );
      }
      const bare = await gateway.handle('/api/orders', []);
      expect(bare.status, 'status without a token').toBe(401);
      expect(fieldOf(bare, 'strict-transport-security'), 'HSTS of a 401').toMatch(/^max-age=31536000\b/);
      await gateway.handle('/api/orders', [
        ...Object.entries(good),
        ['x-forwarded-proto', 'http'],
        ['x-forwarded-for', '192.0.2.1'],
      ]);
      expect(sentField(gateway, 'x-forwarded-proto'), 'X-Forwarded-Proto that orders got').toBe('https');
      const last = sentField(gateway, 'x-forwarded-for')?.split(',').at(-1)?.trim();
      expect(last, 'last address in X-Forwarded-For that orders got').toBe('203.0.113.7');
    });
  },
);
