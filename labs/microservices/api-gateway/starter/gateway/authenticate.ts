/** Who sends a request, and whether the route is theirs to use. */
import { decodeJwt } from 'jose';
import type { JWTVerifyGetKey } from 'jose';

import { Problem } from '#kit/problem.ts';

import { fieldOf } from './types.ts';
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

export function createAuthenticate(_options: AuthenticateOptions): Authenticate {
  return async (headers) => {
    const token = fieldOf(headers, 'authorization')?.replace('Bearer ', '');
    if (token === undefined) throw new Problem(401, 'Unauthorized');
    const { sub, scope } = decodeJwt(token);
    return { subject: String(sub), scopes: String(scope).split(' ') };
  };
}
