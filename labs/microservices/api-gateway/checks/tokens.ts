/** Tokens of every kind, made by hand: a library would refuse to make most of them. */
import type { webcrypto } from 'node:crypto';

import { rsaKey } from './rsa-key.ts';

export const issuer = 'https://shop.example';
export const audience = 'shop';
/** What `date` says at the beginning of each check: 2026-01-01. In seconds, as tokens have it. */
export const epoch = 1_767_225_600;

export type Json = Readonly<Record<string, unknown>>;
type Sign = (content: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer>;

const { subtle } = globalThis.crypto;
const ecdsa = { name: 'ECDSA', hash: 'SHA-256' };
const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** A key of the users service, or of somebody who would like to be it. */
export interface Signer {
  readonly kid: string;
  readonly publicJwk: Json;
  readonly privateKey: webcrypto.CryptoKey;
  readonly publicKey: webcrypto.CryptoKey;
}

const made = new Map<string, Promise<Signer>>();

/** An ES256 key of this name: the same one whenever it is asked for. */
export function signer(kid: string): Promise<Signer> {
  const known = made.get(kid) ?? make(kid);
  made.set(kid, known);
  return known;
}

async function make(kid: string): Promise<Signer> {
  const usages = ['sign', 'verify'] as const;
  const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, usages);
  const { kty, crv, x, y } = await subtle.exportKey('jwk', pair.publicKey);
  return { ...pair, kid, publicJwk: { kty, crv, x, y, kid, alg: 'ES256', use: 'sig' } };
}

/** What the users service publishes: these keys, and an RSA key that other software uses. */
export async function keySet(kids: readonly string[] = ['k-1']): Promise<Json> {
  const { kty, n, e } = rsaKey;
  const others = [{ kty, n, e, kid: 'rsa-1', alg: 'RS256', use: 'sig' }];
  return { keys: [...(await Promise.all(kids.map(signer))).map(({ publicJwk }) => publicJwk), ...others] };
}

/** Claims of a good token of Grace’s, with changes; what is changed to undefined is left out. */
export function claims(changes: Json = {}): Json {
  return {
    iss: issuer,
    aud: audience,
    sub: 'u-2',
    scope: 'users products orders',
    iat: epoch - 10,
    exp: epoch + 900,
    ...changes,
  };
}

async function seal(header: Json, payload: Json | string, sign: Sign): Promise<string> {
  const encode = (part: Json | string): string =>
    Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
  const content = `${encode(header)}.${encode(payload)}`;
  return `${content}.${Buffer.from(await sign(bytes(content))).toString('base64url')}`;
}

/** A token signed with ES256 by the key of this name. */
export async function token(changes: Json = {}, header: Json = {}, kid = 'k-1'): Promise<string> {
  const { privateKey } = await signer(kid);
  return seal({ alg: 'ES256', kid, typ: 'JWT', ...header }, claims(changes), (content) =>
    subtle.sign(ecdsa, privateKey, content),
  );
}

/** A token signed with RS256 by the key that is in the set for other software. */
export async function rsaToken(): Promise<string> {
  const key = await subtle.importKey('jwk', { ...rsaKey }, rsa, false, ['sign']);
  return seal({ alg: 'RS256', kid: 'rsa-1', typ: 'JWT' }, claims(), (content) =>
    subtle.sign(rsa, key, content),
  );
}

/** A token signed with HS256, by each text or bytes of the public key that a careless verifier might take as secret. */
export async function confusedTokens(): Promise<readonly (readonly [secret: string, token: string])[]> {
  const { publicKey, publicJwk } = await signer('k-1');
  const der = Buffer.from(await subtle.exportKey('spki', publicKey));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  const pem = `-----BEGIN PUBLIC KEY-----\n${lines.join('\n')}\n-----END PUBLIC KEY-----`;
  const secrets: readonly (readonly [string, Uint8Array<ArrayBuffer>])[] = [
    ['PEM', bytes(pem)],
    ['PEM with a line break at its end', bytes(`${pem}\n`)],
    ['DER', new Uint8Array(der)],
    ['JSON', bytes(JSON.stringify(publicJwk))],
    ['x coordinate', bytes(String(publicJwk['x']))],
  ];
  return Promise.all(
    secrets.map(async ([what, secret]) => {
      const hmac = { name: 'HMAC', hash: 'SHA-256' };
      const key = await subtle.importKey('raw', secret, hmac, false, ['sign']);
      const sign: Sign = (content) => subtle.sign('HMAC', key, content);
      return [what, await seal({ alg: 'HS256', kid: 'k-1', typ: 'JWT' }, claims(), sign)] as const;
    }),
  );
}

/** A token without a signature. */
export function unsigned(alg: string): Promise<string> {
  return seal({ alg, kid: 'k-1', typ: 'JWT' }, claims(), async () => new ArrayBuffer(0));
}

/** The token with other claims under the same signature. */
export function tampered(good: string, changes: Json): string {
  const [head = '', , signature = ''] = good.split('.');
  return [head, Buffer.from(JSON.stringify(claims(changes))).toString('base64url'), signature].join('.');
}
