/** The public keys of the users service, with which tokens are verified. */
import { createLocalJWKSet } from 'jose';
import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';

import type { Clock } from '#kit/clock.ts';

import type { Upstreams } from './upstreams.ts';

export interface KeySetOptions {
  readonly clock: Clock;
  readonly upstreams: Upstreams;
}

/** Where the users service publishes them. */
export const keysPath = '/.well-known/jwks.json';

/** @returns what `jwtVerify` asks for the key of a token */
export function createKeySet({ upstreams }: KeySetOptions): JWTVerifyGetKey {
  return async (header, token) => {
    const answer = await upstreams.call('users', { method: 'GET', target: keysPath, headers: [] });
    // The users service is ours, and publishes nothing else there.
    const keys = JSON.parse(new TextDecoder().decode(answer.body)) as JSONWebKeySet;
    return createLocalJWKSet(keys)(header, token);
  };
}
