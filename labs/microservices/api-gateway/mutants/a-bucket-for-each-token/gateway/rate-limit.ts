/** How many requests a client may send: a token bucket for each of them. */
import type { Clock } from '#kit/clock.ts';

import { limits } from './limits.ts';
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

/** Whose bucket a request is taken from: nothing that the client may write as it likes. */
export function clientOf(request: GatewayRequest, identity: Identity | undefined): string {
  if (!identity) return `address ${request.clientAddress}`;
  return `token ${fieldOf(request.headers, 'authorization') ?? ''}`;
}

interface Bucket {
  readonly tokens: number;
  /** When it held so many, in milliseconds of the clock. */
  readonly at: number;
}

const { perSecond, burst } = limits.rate;
/** With so many buckets, those that are full again are thrown away: a new one is full too. */
const sweepAt = 10_000;

export function createRateLimit({ clock }: { readonly clock: Clock }): RateLimit {
  const buckets = new Map<string, Bucket>();
  const tokensOf = ({ tokens, at }: Bucket, now: number): number =>
    Math.min(burst, tokens + ((now - at) * perSecond) / 1_000);
  const sweep = (now: number): void => {
    for (const [client, bucket] of buckets) if (tokensOf(bucket, now) >= burst) buckets.delete(client);
  };
  return {
    take: (client) => {
      const now = clock.now();
      if (buckets.size >= sweepAt && !buckets.has(client)) sweep(now);
      const before = tokensOf(buckets.get(client) ?? { tokens: burst, at: now }, now);
      const allowed = before >= 1;
      const tokens = allowed ? before - 1 : before;
      buckets.set(client, { tokens, at: now });
      return {
        allowed,
        remaining: Math.floor(tokens),
        resetSeconds: Math.ceil((burst - tokens) / perSecond),
        retryAfterSeconds: Math.ceil(Math.max(0, 1 - tokens) / perSecond),
      };
    },
  };
}

/** Tells a client where it stands, in each answer. The RateLimit fields are structured ones, RFC 9651. */
export function rateLimitFields({ allowed, remaining, resetSeconds, retryAfterSeconds }: Verdict): Field[] {
  const fields: Field[] = [
    ['ratelimit-policy', `"default";q=${burst};w=${burst / perSecond}`],
    ['ratelimit', `"default";r=${remaining};t=${resetSeconds}`],
  ];
  return allowed ? fields : [...fields, ['retry-after', String(Math.max(1, retryAfterSeconds))]];
}
