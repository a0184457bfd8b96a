import { expect } from 'vitest';

import { check, CheckFailure } from '#kit/check.ts';

import { bearer, expectProblem, withGateway } from './gateway.ts';
import type { GatewayUnderTest } from './gateway.ts';
import { audience, confusedTokens, epoch, rsaToken, signer, tampered, token, unsigned } from './tokens.ts';
import type { Json } from './tokens.ts';

async function expectRefused(gateway: GatewayUnderTest, given: string, what: string): Promise<void> {
  const before = gateway.calls.length;
  expectProblem(await gateway.send('/api/orders', { headers: bearer(given) }), 401, what);
  expect(gateway.calls.length - before, `calls that reached orders for ${what}`).toBe(0);
}

async function expectAccepted(gateway: GatewayUnderTest, given: string, what: string): Promise<void> {
  const { status } = await gateway.send('/api/orders', { headers: bearer(given) });
  if (status !== 200) throw new CheckFailure(`answer to ${what}: 200`, String(status));
}

check(
  {
    id: 'signature-is-verified',
    type: 'in-process',
    title: 'A token whose claims, signature or key are not the right ones is refused with 401',
    lesson: 'api-gateway#authentication',
    hint: 2,
  },
  async (lab) => {
    await withGateway(lab, {}, async (gateway) => {
      const good = await token();
      await expectAccepted(gateway, good, 'a good token');
      const [head = '', body = '', signature = ''] = good.split('.');
      await expectRefused(gateway, tampered(good, { sub: 'u-1' }), 'a token whose sub was changed');
      await expectRefused(gateway, `${head}.${body}.`, 'a token whose signature was taken off');
      await expectRefused(gateway, `${head}.${body}`, 'a token of two parts');
      await expectRefused(gateway, `${head}.${body}.${signature.slice(0, 40)}`, 'half a signature');
      await expectRefused(gateway, `${good}.${signature}`, 'a token of four parts');
      const foreign = await token({}, { kid: 'k-1' }, 'somebody-elses');
      await expectRefused(gateway, foreign, 'a token signed with another key, under the name of k-1');
    });
  },
);

check(
  {
    id: 'algorithms-are-fixed',
    type: 'in-process',
    title: 'Only the algorithms of the configuration count: no none, no HS256 with the public key, no RS256',
    lesson: 'api-gateway#algorithms',
    hint: 2,
  },
  async (lab) => {
    await withGateway(lab, {}, async (gateway) => {
      await expectAccepted(gateway, await token(), 'a good token with ES256');
      for (const alg of ['none', 'None', 'NONE', ''])
        await expectRefused(gateway, await unsigned(alg), `a token without a signature and alg ${alg}`);
      for (const [secret, confused] of await confusedTokens())
        await expectRefused(gateway, confused, `HS256 with the public key as secret (${secret})`);
      await expectRefused(gateway, await rsaToken(), 'RS256 by a key of the set, which is not allowed');
    });
  },
);

check(
  {
    id: 'token-brings-no-key',
    type: 'in-process',
    title: 'A token that brings its own key (jwk, jku, x5u, x5c), or a crit that nobody knows, is refused',
    lesson: 'api-gateway#algorithms',
    hint: 2,
  },
  async (lab) => {
    await withGateway(lab, {}, async (gateway) => {
      const { publicJwk } = await signer('mallory');
      const own: readonly (readonly [what: string, header: Json])[] = [
        ['jwk', { jwk: publicJwk }],
        ['jku', { jku: 'https://mallory.example/jwks.json' }],
        ['x5u', { x5u: 'https://mallory.example/chain.pem' }],
        ['x5c', { x5c: ['MIIB'] }],
      ];
      for (const [what, header] of own) {
        await expectRefused(gateway, await token({}, header, 'mallory'), `${what} and Mallory’s signature`);
        const named = await token({}, { ...header, kid: 'k-1' }, 'mallory');
        await expectRefused(gateway, named, `${what}, Mallory’s signature, and the name of k-1`);
        await expectRefused(gateway, await token({}, header), `${what} and a good signature`);
      }
      const critical = await token(
        {},
        { crit: ['https://shop.example/once'], 'https://shop.example/once': true },
      );
      await expectRefused(gateway, critical, 'a good signature and a crit that is not known');
      await expectRefused(gateway, await token({}, { crit: [] }), 'a good signature and an empty crit');
    });
  },
);

check(
  {
    id: 'claims-are-checked',
    type: 'in-process',
    title: 'A token of another issuer, for another audience, expired, not yet valid, or for ever is refused',
    lesson: 'api-gateway#claims',
    hint: 2,
  },
  async (lab) => {
    await withGateway(lab, {}, async (gateway) => {
      const wrong: readonly (readonly [what: string, claims: Json])[] = [
        ['another issuer', { iss: 'https://shop.example.evil.example' }],
        ['no issuer', { iss: undefined }],
        ['another audience', { aud: 'bank' }],
        ['other audiences', { aud: ['bank', `${audience}2`] }],
        ['no audience', { aud: undefined }],
        ['an end that was a second ago', { exp: epoch - 1 }],
        ['an end that is now', { exp: epoch }],
        ['no end', { exp: undefined }],
        ['an end that is no number', { exp: '9999999999' }],
        ['a beginning in a minute', { nbf: epoch + 60 }],
        ['no subject', { sub: undefined }],
      ];
      for (const [what, changes] of wrong)
        await expectRefused(gateway, await token(changes), `a token with ${what}`);
      await expectAccepted(gateway, await token({ aud: ['bank', audience] }), 'a token for two audiences');
      await expectAccepted(gateway, await token({ nbf: epoch }), 'a token that is valid from now on');
      const soon = await token({ exp: epoch + 2 });
      await expectAccepted(gateway, soon, 'a token that ends in 2 s');
      await gateway.clock.advance(2_000);
      await expectRefused(gateway, soon, 'the same token 2 s later');
    });
  },
);

check(
  {
    id: 'scope-is-needed',
    type: 'in-process',
    title: 'A valid token without the scope of the route is 403, not 401, and reaches nobody',
    lesson: 'api-gateway#scopes',
    hint: 2,
  },
  async (lab) => {
    await withGateway(lab, {}, async (gateway) => {
      for (const scope of [
        'users products',
        'preorders orders:archive',
        'ORDERS',
        '',
        undefined,
        ['orders'],
      ]) {
        const headers = bearer(await token({ scope }));
        const what = `GET /api/orders with the scope ${JSON.stringify(scope) ?? 'left out'}`;
        expectProblem(await gateway.send('/api/orders', { headers }), 403, what);
      }
      expect(gateway.calls.length, 'calls that reached a service').toBe(0);
      const headers = bearer(await token({ scope: 'orders' }));
      const own = await gateway.send('/api/orders', { headers });
      expect(own.status, 'status of GET /api/orders with the scope orders').toBe(200);
      const other = await gateway.send('/api/products', { headers });
      expect(other.status, 'status of GET /api/products with the scope orders').toBe(403);
    });
  },
);
