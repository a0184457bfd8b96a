/** Who is asking, as far as a rollout wants to know. */
import { fieldOf } from './types.ts';
import type { Field } from './types.ts';

export interface Visitor {
  /** What is hashed. */
  readonly unitId: string;
  /** A Set-Cookie for the answer, when the visitor has been given an id just now. */
  readonly setCookie: string | undefined;
}

/** Signed in is who has the header field `x-user-id`. */
export function identify(headers: readonly Field[]): Visitor {
  const userId = fieldOf(headers, 'x-user-id');
  if (userId !== undefined) return { unitId: userId, setCookie: undefined };
  const known = /(?:^|;)\s*visitor=([^;\s]+)/.exec(fieldOf(headers, 'cookie') ?? '')?.[1];
  if (known !== undefined) return { unitId: known, setCookie: undefined };
  // The new id decides at once: else the second request might go elsewhere than the first.
  const unitId = crypto.randomUUID();
  return { unitId, setCookie: `visitor=${unitId}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax` };
}
