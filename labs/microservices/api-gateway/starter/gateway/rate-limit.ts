/** How many requests a client may send. */
import type { Clock } from '#kit/clock.ts';

import { fieldOf } from './types.ts';
import type { Field, GatewayRequest, Identity } from './types.ts';

export interface Verdict {
  readonly allowed: boolean;
  /** Whole requests that the bucket holds after this one. */
  readonly remaining: number;
  /** Until the bucket is full again, in whole seconds, rounded up. */
  readonly resetSeconds: number;
  /** Until there is room for one more, in whole seconds, rounded up. */
  readonly retryAfterSeconds: number;
}

export interface RateLimit {
  /** Takes one request of this client out of its bucket, if there is one. */
  take(client: string): Verdict;
}

/** Whose bucket a request is taken from. */
export function clientOf(request: GatewayRequest, identity: Identity | undefined): string {
  return fieldOf(request.headers, 'x-forwarded-for') ?? identity?.subject ?? request.clientAddress;
}

export function createRateLimit(_options: { readonly clock: Clock }): RateLimit {
  return {
    take: () => ({ allowed: true, remaining: 0, resetSeconds: 0, retryAfterSeconds: 0 }),
  };
}

/** Tells a client where it stands, in each answer. */
export function rateLimitFields(_verdict: Verdict): Field[] {
  return [];
}
