/** Signs tokens, and publishes the public keys to verify them with. */
import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import type { CryptoKey, JSONWebKeySet, JWK } from 'jose';

import { firstKey } from './first-key.ts';

export interface Signer {
  /** A token lasts so many seconds. */
  readonly expiresInSeconds: number;
  /** A token for a user, with ES256. */
  sign(subject: string, scope: string): Promise<string>;
  /** From now on there is a new key. Those before stay in the set, so that their tokens are good until they expire. */
  rotate(): Promise<string>;
  publicKeys(): Promise<JSONWebKeySet>;
}

/** @param date the time of day */
export function createSigner(date: () => Date): Signer {
  const { d: _private, ...publicKey } = firstKey;
  const published: JWK[] = [publicKey];
  let signing: Promise<CryptoKey | Uint8Array> | CryptoKey = importJWK(firstKey, 'ES256');
  let kid: string = firstKey.kid;
  const expiresInSeconds = 900;
  return {
    expiresInSeconds,
    sign: async (subject, scope) => {
      const issued = Math.floor(date().getTime() / 1_000);
      return new SignJWT({ scope })
        .setProtectedHeader({ alg: 'ES256', kid, typ: 'JWT' })
        .setIssuer('https://shop.example')
        .setAudience('shop')
        .setSubject(subject)
        .setIssuedAt(issued)
        .setExpirationTime(issued + expiresInSeconds)
        .sign(await signing);
    },
    rotate: async () => {
      const pair = await generateKeyPair('ES256');
      const next = `shop-${published.length + 1}`;
      published.unshift({ ...(await exportJWK(pair.publicKey)), kid: next, alg: 'ES256', use: 'sig' });
      signing = pair.privateKey;
      kid = next;
      return next;
    },
    publicKeys: async () => ({ keys: published }),
  };
}
