/** The public keys of the users service, with which tokens are verified. */
import { createLocalJWKSet, errors } from 'jose';
import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';

import type { Clock } from '#kit/clock.ts';
import { Problem } from '#kit/problem.ts';

import { limits } from './limits.ts';
import type { Upstreams } from './upstreams.ts';

export interface KeySetOptions {
  readonly clock: Clock;
  readonly upstreams: Upstreams;
}

/** Where the users service publishes them. */
export const keysPath = '/.well-known/jwks.json';

/** @returns what `jwtVerify` asks for the key of a token */
export function createKeySet({ clock, upstreams }: KeySetOptions): JWTVerifyGetKey {
  let keys: JWTVerifyGetKey | undefined;
  let askedAt = -Infinity;
  let asking: Promise<void> | undefined;

  const ask = async (): Promise<void> => {
    askedAt = clock.now();
    keys = undefined;
    const answer = await upstreams.call('users', { method: 'GET', target: keysPath, headers: [] });
    if (answer.status !== 200) throw new Error(`users answered ${answer.status} when asked for its keys`);
    // The users service is ours; what is no key set is refused by jose.
    keys = createLocalJWKSet(JSON.parse(new TextDecoder().decode(answer.body)) as JSONWebKeySet);
  };
  /** Whoever comes while the question is under way waits for the same answer. */
  const askOnce = (): Promise<void> => {
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };

  return async (header, token) => {
    if (!keys) await askOnce().catch(unavailable);
    if (!keys) return unavailable();
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      // Anybody can make up the name of a key. Without a limit, they would have us call users for each request.
      if (!asking && clock.now() - askedAt < limits.keysCooldownMs) throw error;
      await askOnce().catch(unavailable);
      if (!keys) return unavailable();
      return keys(header, token);
    }
  };
}

/** Nobody knows whether the token is good: that is no 401. */
function unavailable(cause?: unknown): never {
  throw new Problem(503, 'Keys unavailable', {
    detail: 'Tokens cannot be verified at the moment.',
    headers: { 'retry-after': '1' },
    cause,
  });
}
