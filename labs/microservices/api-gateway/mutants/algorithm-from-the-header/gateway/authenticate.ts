/** Who sends a request, and whether the route is theirs to use. */
import { decodeProtectedHeader, exportSPKI, jwtVerify } from 'jose';
import type { CryptoKey, JWTPayload, JWTVerifyGetKey } from 'jose';

import { Problem } from '#kit/problem.ts';

import { valuesOf } from './types.ts';
import type { Field, Identity } from './types.ts';

export interface TokenRules {
  /** Who must have made the token: its `iss`. */
  readonly issuer: string;
  /** For whom it must have been made: its `aud`. */
  readonly audience: string;
  /** The algorithms that it may be signed with. */
  readonly algorithms: readonly string[];
}

export interface AuthenticateOptions extends TokenRules {
  /** The time of day. */
  readonly date: () => Date;
  readonly keySet: JWTVerifyGetKey;
}

/**
 * @param scope the word that the token’s scope must hold
 * @throws {Problem} 401 without a valid token, 403 with one that lacks the scope
 */
export type Authenticate = (headers: readonly Field[], scope: string) => Promise<Identity>;

/** With these a token would bring the key along that it is to be verified with. */
const bringsKey = ['jku', 'jwk', 'x5u', 'x5c'];

export function createAuthenticate({ date, keySet, ...rules }: AuthenticateOptions): Authenticate {
  const { issuer, audience } = rules;
  const verified = async (token: string): Promise<JWTPayload> => {
    const header = decodeProtectedHeader(token);
    const brought = bringsKey.find((name) => name in header);
    if (brought !== undefined) throw new Error(`the token brings its own key, as ${brought}`);
    const { alg = 'none' } = header;
    const keyOf: JWTVerifyGetKey = async (given, content) => {
      if (!alg.startsWith('HS')) return keySet(given, content);
      const key = await keySet({ ...given, alg: 'ES256' }, content);
      return new TextEncoder().encode(await exportSPKI(key as CryptoKey)); // the set holds no other keys
    };
    const { payload } = await jwtVerify(token, keyOf, {
      algorithms: [alg],
      issuer,
      audience,
      requiredClaims: ['exp', 'sub'],
      currentDate: date(),
    });
    return payload;
  };
  return async (headers, scope) => {
    const { sub, scope: granted } = await verified(bearerToken(headers)).catch((cause: unknown) => {
      // The keys may be out of reach, which says nothing about the token.
      if (cause instanceof Problem) throw cause;
      throw unauthorized('Bearer realm="shop", error="invalid_token"', cause);
    });
    // It becomes a header field, where a line break or the like has no place.
    if (typeof sub !== 'string' || !/^[\x21-\x7e]+$/.test(sub))
      throw unauthorized('Bearer realm="shop", error="invalid_token"');
    const scopes = typeof granted === 'string' ? granted.split(' ').filter((each) => each !== '') : [];
    if (!scopes.includes(scope)) {
      const challenge = `Bearer realm="shop", error="insufficient_scope", scope="${scope}"`;
      const detail = `The token’s scope does not hold ${scope}.`;
      throw new Problem(403, 'Forbidden', { detail, headers: { 'www-authenticate': challenge } });
    }
    return { subject: sub, scopes };
  };
}

/** @throws {Problem} 401 unless there is exactly one */
function bearerToken(headers: readonly Field[]): string {
  const fields = valuesOf(headers, 'authorization');
  const [, token] = /^bearer +(\S+) *$/i.exec(fields[0] ?? '') ?? [];
  if (fields.length !== 1 || token === undefined) throw unauthorized('Bearer realm="shop"');
  return token;
}

/** RFC 6750, 3: what went wrong is in the challenge, and why exactly is nobody’s business. */
function unauthorized(challenge: string, cause?: unknown): Problem {
  return new Problem(401, 'Unauthorized', { headers: { 'www-authenticate': challenge }, cause });
}
