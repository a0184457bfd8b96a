/** What a gateway with the lab's rules does with one request: at which stage it ends, and with what answer. */

/** What the reader may change about a request, and about the world that it comes into. */
export interface Asked {
  /** It came by plain http. */
  plain: boolean;
  /** Its path is in no table. */
  unknownPath: boolean;
  noToken: boolean;
  /** `alg: none`, and no signature. */
  unsigned: boolean;
  otherAudience: boolean;
  expired: boolean;
  /** The token is good, but its scope has no orders. */
  noScope: boolean;
  /** So many requests were taken out of the client's bucket in the same moment. */
  before: number;
  /** Kilobytes of its body. */
  kilobytes: number;
  /** It asks for the page that is put together from three services, instead of for an order. */
  home: boolean;
  /** It asks for an order that is somebody else's. */
  othersOrder: boolean;
  ordersSlow: boolean;
  productsDown: boolean;
}

export const defaults: Asked = {
  plain: false,
  unknownPath: false,
  noToken: false,
  unsigned: false,
  otherAudience: false,
  expired: false,
  noScope: false,
  before: 0,
  kilobytes: 2,
  home: false,
  othersOrder: false,
  ordersSlow: false,
  productsDown: false,
};

/** From and to what the numbers may be set. */
export const ranges = { before: [0, 60], kilobytes: [0, 5_000] } as const;

/** The limits of the lab. */
export const limits = { burst: 20, perSecond: 10, kilobytes: 1_024, timeoutMs: 1_000 } as const;

export const stages = ['listener', 'route', 'token', 'scope', 'limit', 'body', 'service'] as const;
export type Stage = (typeof stages)[number];

/** Why a request ended where it did; `served` and `degraded` are the good ends. */
export type Reason =
  | 'plain'
  | 'unknown-path'
  | 'no-token'
  | 'unsigned'
  | 'other-audience'
  | 'expired'
  | 'no-scope'
  | 'over-limit'
  | 'too-large'
  | 'too-slow'
  | 'not-theirs'
  | 'degraded'
  | 'served';

export interface Journey {
  /** The stage that gave the answer. */
  readonly endedAt: Stage;
  readonly reason: Reason;
  readonly status: number;
  /** Services that were called. */
  readonly called: readonly string[];
  /** Milliseconds until the client had its answer: each service takes 100, and the gateway next to nothing. */
  readonly ms: number;
}

const serviceMs = 100;

export function follow(asked: Asked): Journey {
  const refused = refusal(asked);
  if (refused) return { ...refused, called: [], ms: 0 };
  const called = asked.home ? ['users', 'orders', 'products'] : ['orders'];
  const answered = { endedAt: 'service', called } as const;
  if (asked.ordersSlow) return { ...answered, reason: 'too-slow', status: 504, ms: limits.timeoutMs };
  if (asked.home && asked.productsDown)
    return { ...answered, reason: 'degraded', status: 200, ms: serviceMs };
  if (!asked.home && asked.othersOrder)
    return { ...answered, reason: 'not-theirs', status: 404, ms: serviceMs };
  return { ...answered, reason: 'served', status: 200, ms: serviceMs };
}

/** The first stage of the gateway that says no, in the order of the stages. */
function refusal(asked: Asked): Pick<Journey, 'endedAt' | 'reason' | 'status'> | undefined {
  if (asked.plain) return { endedAt: 'listener', reason: 'plain', status: 308 };
  if (asked.unknownPath) return { endedAt: 'route', reason: 'unknown-path', status: 404 };
  if (asked.noToken) return { endedAt: 'token', reason: 'no-token', status: 401 };
  if (asked.unsigned) return { endedAt: 'token', reason: 'unsigned', status: 401 };
  if (asked.otherAudience) return { endedAt: 'token', reason: 'other-audience', status: 401 };
  if (asked.expired) return { endedAt: 'token', reason: 'expired', status: 401 };
  if (asked.noScope) return { endedAt: 'scope', reason: 'no-scope', status: 403 };
  if (asked.before >= limits.burst) return { endedAt: 'limit', reason: 'over-limit', status: 429 };
  // What is only read has no body that anybody would look at.
  if (!asked.home && asked.kilobytes > limits.kilobytes)
    return { endedAt: 'body', reason: 'too-large', status: 413 };
  return undefined;
}
