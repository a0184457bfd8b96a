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
  return { unitId: fieldOf(headers, 'x-user-id') ?? 'anonymous', setCookie: undefined };
}
