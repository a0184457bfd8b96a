/**
 * The solution of the lab `api-gateway` against the standards that it follows: tokens (RFC 7515, 7519, 8725), W3C Trace
 * Context after the cases of its own test suite, and structured fields (RFC 9651).
 */
import { base64url, createLocalJWKSet, exportJWK, generateKeyPair, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';

import { createAuthenticate } from '#generated/labs/api-gateway/trees/solution/gateway/authenticate.ts';
import { idsOf } from '#generated/labs/api-gateway/trees/solution/gateway/ids.ts';
import {
  createRateLimit,
  rateLimitFields,
} from '#generated/labs/api-gateway/trees/solution/gateway/rate-limit.ts';
import { manualClock } from '#kit/clock.ts';

type Field = readonly [string, string];
type Json = Record<string, unknown>;

const now = new Date('2026-06-01T12:00:00Z');
const seconds = now.getTime() / 1_000;
const rules = { issuer: 'https://shop.example', audience: 'shop', algorithms: ['ES256'] };
const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
const jwk = { ...(await exportJWK(publicKey)), kid: 'k-1', alg: 'ES256', use: 'sig' };
const keySet = createLocalJWKSet({ keys: [jwk] });
const authenticate = createAuthenticate({ ...rules, keySet, date: () => now });

const claims = { iss: rules.issuer, aud: rules.audience, sub: 'u-2', scope: 'orders', exp: seconds + 60 };
const header = { alg: 'ES256', kid: 'k-1', typ: 'JWT' };
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

async function sign(content: string): Promise<Uint8Array> {
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  return new Uint8Array(await crypto.subtle.sign(algorithm, privateKey, bytes(content)));
}

/** Signs these very texts as header and claims, whatever they are. */
async function signed(head: string, body: string): Promise<string> {
  const content = `${base64url.encode(head)}.${base64url.encode(body)}`;
  return `${content}.${base64url.encode(await sign(content))}`;
}

const token = (changes: Json = {}, headerChanges: Json = {}): Promise<string> =>
  signed(JSON.stringify({ ...header, ...headerChanges }), JSON.stringify({ ...claims, ...changes }));

const accepts = (value: string): Promise<boolean> =>
  authenticate([['authorization', `Bearer ${value}`]], 'orders').then(
    () => true,
    () => false,
  );

/** What the library says under the same rules, with no code of the lab's. */
const libraryAccepts = (value: string): Promise<boolean> =>
  jwtVerify(value, keySet, { ...rules, requiredClaims: ['exp', 'sub'], currentDate: now }).then(
    () => true,
    () => false,
  );

describe('tokens', () => {
  it.each<[string, Json, Json]>([
    ['as they should be', {}, {}],
    ['with more members than are needed', { name: 'Grace', admin: true }, { cty: 'x', typ: 'at+jwt' }],
    ['for several audiences', { aud: ['bank', 'shop'] }, {}],
    ['from now on', { nbf: seconds, iat: seconds }, {}],
    ['without the name of a key, while there is one key', {}, { kid: undefined }],
  ])('are accepted %s', async (_, changes, headerChanges) => {
    const value = await token(changes, headerChanges);
    expect(await libraryAccepts(value)).toBe(true);
    expect(await accepts(value)).toBe(true);
  });

  it('are refused whenever the library refuses them', async () => {
    const good = await token();
    const [head = '', body = '', signature = ''] = good.split('.');
    const raw = base64url.decode(signature);
    const der = new Uint8Array([0x30, 0x44, 0x02, 0x20, ...raw.slice(0, 32), 0x02, 0x20, ...raw.slice(32)]);
    const zeros = base64url.encode(new Uint8Array(64));
    const flipped = raw.map((byte, index) => (index === 63 ? byte ^ 1 : byte));
    const bad = [
      '',
      '.',
      '..',
      '...',
      head,
      `${head}.${body}`,
      `${head}.${body}.`,
      `.${body}.${signature}`,
      `${head}..${signature}`,
      `${good}.`,
      `${good}.${signature}`,
      `${head}.${body}.${zeros}`,
      `${head}.${body}.${base64url.encode(flipped)}`,
      `${head}.${body}.${base64url.encode(der)}`,
      `${head}.${body}.${base64url.encode(raw.slice(0, 63))}`,
      `${head}.${body}.${base64url.encode(new Uint8Array([...raw, 0]))}`,
      `${head}.${body}.!!!!`,
      `${base64url.encode(JSON.stringify({ ...header, alg: 'none' }))}.${body}.`,
      `${base64url.encode(JSON.stringify({ ...header, typ: 'jwt' }))}.${body}.${signature}`,
      `${head}.${base64url.encode(JSON.stringify({ ...claims, sub: 'u-1' }))}.${signature}`,
      await signed('{}', JSON.stringify(claims)),
      await signed('[]', JSON.stringify(claims)),
      await signed('null', JSON.stringify(claims)),
      await signed('{"alg":', JSON.stringify(claims)),
      await signed(JSON.stringify(header), '[]'),
      await signed(JSON.stringify(header), '"text"'),
      await signed(JSON.stringify(header), 'no JSON'),
      await signed(JSON.stringify(header), ''),
      ...(await Promise.all(
        [
          { alg: 'es256' },
          { alg: 'ES384' },
          { alg: ['ES256'] },
          { alg: null },
          { kid: 'k-2' },
          { kid: 7 },
          { crit: ['b64'], b64: false },
          { crit: ['exp'], exp: 1 },
          { crit: [] },
          { crit: 'b64' },
          { crit: ['alg'] },
          { crit: [''] },
        ].map((changes) => token({}, changes)),
      )),
      ...(await Promise.all(
        [
          { iss: undefined },
          { iss: [rules.issuer] },
          { iss: `${rules.issuer}/` },
          { aud: undefined },
          { aud: 'Shop' },
          { aud: [] },
          { aud: { shop: true } },
          { exp: undefined },
          { exp: seconds },
          { exp: String(seconds + 60) },
          { exp: null },
          { nbf: seconds + 1 },
          { nbf: 'soon' },
          { iat: 'then' },
          { sub: undefined },
        ].map((changes) => token(changes)),
      )),
    ];
    for (const value of bad) {
      expect(await libraryAccepts(value), `the library on ${value}`).toBe(false);
      expect(await accepts(value), `the gateway on ${value}`).toBe(false);
    }
  });

  it('are refused where the library is content: keys of their own, and a subject that is no name', async () => {
    for (const own of [
      { jwk },
      { jku: 'https://x.example' },
      { x5u: 'https://x.example' },
      { x5c: ['MIIB'] },
    ])
      expect(await accepts(await token({}, own)), JSON.stringify(own)).toBe(false);
    for (const sub of ['', 'u-2\r\nx-user-role: admin', 'ü', 2, ['u-2']])
      expect(await accepts(await token({ sub })), JSON.stringify(sub)).toBe(false);
  });

  it('come by one field only, whose scheme is Bearer in any case', async () => {
    const good = await token();
    const outcome = (...fields: Field[]): Promise<boolean> =>
      authenticate(fields, 'orders').then(
        () => true,
        () => false,
      );
    expect(await outcome(['authorization', `bearer ${good}`])).toBe(true);
    expect(await outcome(['authorization', `BEARER  ${good}`])).toBe(true);
    expect(await outcome(['authorization', `Bearer ${good}, Bearer ${good}`])).toBe(false);
    expect(await outcome(['authorization', `Bearer ${good}`], ['authorization', `Bearer ${good}`])).toBe(
      false,
    );
  });
});

describe('trace context', () => {
  const trace = '12345678901234567890123456789012';
  const parent = '1234567890123456';
  const good = `00-${trace}-${parent}-01`;
  const of = (...fields: Field[]) => idsOf(fields);
  const traceOf = (...values: string[]): string => {
    const { traceparent } = of(...values.map((value): Field => ['traceparent', value]));
    expect(traceparent).toMatch(/^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-0[01]$/);
    return traceparent.slice(3, 35);
  };

  it.each([
    good,
    `00-${trace}-${parent}-00`,
    `00-${trace}-${parent}-ff`,
    ` ${good}\t`,
    `cc-${trace}-${parent}-01`,
    `cc-${trace}-${parent}-01-what-the-future-will-be-like`,
    `cc-${trace}-${parent}-01-`,
  ])('is continued, with a span of its own: %j', (value) => {
    expect(traceOf(value)).toBe(trace);
    expect(of(['traceparent', value]).traceparent.slice(36, 52)).not.toBe(parent);
  });

  it('keeps the sampled flag, and no other', () => {
    const flags = (given: string): string =>
      of(['traceparent', `00-${trace}-${parent}-${given}`]).traceparent.slice(-2);
    expect(['00', '01', '02', '03', 'ff', 'fe'].map(flags)).toEqual(['00', '01', '00', '01', '01', '00']);
  });

  it.each([
    '',
    'x',
    `${good}-`,
    `${good}-what-the-future-will-not-be-like`,
    `${good}.`,
    `cc-${trace}-${parent}-01.what-the-future-will-be-like`,
    `ff-${trace}-${parent}-01`,
    `.0-${trace}-${parent}-01`,
    `0.-${trace}-${parent}-01`,
    `000-${trace}-${parent}-01`,
    `0-${trace}-${parent}-01`,
    `00-${'0'.repeat(32)}-${parent}-01`,
    `00-.${trace.slice(1)}-${parent}-01`,
    `00-${trace}0-${parent}-01`,
    `00-${trace.slice(1)}-${parent}-01`,
    `00-${trace}-${'0'.repeat(16)}-01`,
    `00-${trace}-.${parent.slice(1)}-01`,
    `00-${trace}-${parent}0-01`,
    `00-${trace}-${parent.slice(1)}-01`,
    `00-${trace}-${parent}-.0`,
    `00-${trace}-${parent}-0.`,
    `00-${trace}-${parent}-001`,
    `00-${trace}-${parent}-1`,
    `00-${'ABCDEF'.padEnd(32, 'A')}-${parent}-01`,
    `00-${trace}-${'ABCDEF'.padEnd(16, 'A')}-01`,
  ])('begins anew, without the old state: %j', (value) => {
    expect(traceOf(value)).not.toBe(trace);
    expect(of(['traceparent', value], ['tracestate', 'foo=1']).tracestate).toBeUndefined();
  });

  it('begins anew with several fields, or with none', () => {
    expect(traceOf(good, good)).not.toBe(trace);
    expect(traceOf(`${good}, ${good}`)).not.toBe(trace);
    expect(traceOf(good, `00-${trace}-1234567890123457-01`)).not.toBe(trace);
    expect(of(['tracestate', 'foo=1']).tracestate).toBeUndefined();
  });

  const state = (...values: string[]): string | undefined =>
    of(['traceparent', good], ...values.map((value): Field => ['tracestate', value])).tracestate;
  const many = (count: number): string =>
    Array.from({ length: count }, (_, index) => `bar${index}=${index}`).join(',');

  it.each<[string[], string]>([
    [['foo=1'], 'foo=1'],
    [['foo=1,bar=2'], 'foo=1,bar=2'],
    [['foo=1,bar=2', 'rojo=1,congo=2', 'baz=3'], 'foo=1,bar=2,rojo=1,congo=2,baz=3'],
    [['foo=1', ''], 'foo=1'],
    [['', 'foo=1'], 'foo=1'],
    [['foo=1 \t , \t bar=2, \t baz=3'], 'foo=1,bar=2,baz=3'],
    [['foo@b=1,bar=2'], 'foo@b=1,bar=2'],
    [['fw529a3039@dt=FfAAAAAA'], 'fw529a3039@dt=FfAAAAAA'],
    [[`${'a'.repeat(241)}@${'v'.repeat(14)}=1`], `${'a'.repeat(241)}@${'v'.repeat(14)}=1`],
    [[`${'z'.repeat(256)}=1`], `${'z'.repeat(256)}=1`],
    [[`foo=${'x'.repeat(256)}`], `foo=${'x'.repeat(256)}`],
    [['foo=a b !~'], 'foo=a b !~'],
    [[many(32)], many(32)],
  ])('keeps the state %j in its order', (values, kept) => {
    expect(state(...values)).toBe(kept);
  });

  it.each([
    ['foo =1'],
    ['FOO=1'],
    ['foo.bar=1'],
    ['foo@=1,bar=2'],
    ['@foo=1,bar=2'],
    ['foo@@bar=1'],
    ['foo@bar@baz=1'],
    [`${'t'.repeat(242)}@v=1`],
    [`t@${'v'.repeat(15)}=1`],
    [`${'z'.repeat(257)}=1`],
    ['foo=bar=baz'],
    ['foo=,bar=3'],
    ['foo'],
    [`foo=${'x'.repeat(257)}`],
    ['foo=ü'],
    [many(33)],
    [''],
  ])('drops the state %j', (value) => {
    expect(state(value)).toBeUndefined();
  });
});

describe('limits as structured fields', () => {
  // RFC 9651, 3: an item is a bare item and parameters; a string is in quotation marks, an integer has up to 15 digits.
  const item = /^"[\x20-\x21\x23-\x5b\x5d-\x7e]*"(; *[a-z*][a-z0-9_.*-]*=-?\d{1,15})*$/;

  it('are strings with integers as parameters, at every level of the bucket', async () => {
    const clock = manualClock();
    const limit = createRateLimit({ clock });
    for (let request = 0; request < 60; request += 1) {
      const fields = new Map(rateLimitFields(limit.take('u-2')));
      for (const name of ['ratelimit', 'ratelimit-policy']) expect(fields.get(name)).toMatch(item);
      const retry = fields.get('retry-after');
      if (retry !== undefined) expect(retry).toMatch(/^[1-9]\d*$/);
      await clock.advance(request % 7 === 0 ? 33.3 : 0);
    }
  });
});
