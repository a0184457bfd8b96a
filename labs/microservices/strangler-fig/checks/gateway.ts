/** What the checks share: the gateway's router in this process, with both sides made up by the check. */
import { CheckFailure } from '#kit/check.ts';
import type { LabUnderTest } from '#kit/check.ts';
import { manualClock } from '#kit/clock.ts';
import type { ManualClock } from '#kit/clock.ts';

import type * as RouterModule from '#generated/labs/strangler-fig/trees/starter/gateway/router.ts';
import type * as TypesModule from '#generated/labs/strangler-fig/trees/starter/gateway/types.ts';

export type Side = TypesModule.Side;
export type Field = TypesModule.Field;
export type Observation = TypesModule.Observation;
export type Routed = RouterModule.Routed;

/** What a side does with a request. */
export type Upstream = (request: Request) => Response | Promise<Response>;

export const urls = { monolith: 'http://monolith.test', users: 'http://users.test' } as const;

const ada = { id: 'u-1', version: 7 };

/** Ada as each side shows her. */
export const sides: Readonly<Record<Side, Upstream>> = {
  monolith: () => Response.json({ ...ada, name: 'Ada', email: 'ada@example.com' }),
  users: () => Response.json({ ...ada, displayName: 'Ada', contact: { email: 'ada@example.com' } }),
};

/** A call that reached a side. */
export interface Call {
  readonly side: Side;
  readonly request: Request;
  /** Empty until it has been read. */
  body: string;
}

/** Two sides behind a `fetch`, and what reached them. */
export function upstreams(given: Partial<Record<Side, Upstream>> = {}): {
  calls: Call[];
  fetch: typeof globalThis.fetch;
} {
  const calls: Call[] = [];
  return {
    calls,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const side = request.url.startsWith(`${urls.users}/`) ? 'users' : 'monolith';
      const call: Call = { side, request, body: '' };
      calls.push(call);
      call.body = await request.clone().text();
      const answer = Promise.resolve((given[side] ?? sides[side])(request));
      return Promise.race([answer, aborted(init?.signal ?? request.signal)]);
    },
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

export const hangs: Upstream = () => new Promise(() => undefined);

/** In milliseconds: against routers that wait for ever, no limit that a right one could come near. */
const longestWait = 2_000;

export const refuses: Upstream = () => {
  const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:3001'), { code: 'ECONNREFUSED' });
  return Promise.reject(new TypeError('fetch failed', { cause }));
};

export interface Asked {
  readonly method?: string;
  readonly target?: string;
  readonly headers?: readonly Field[];
  readonly body?: string;
}

export interface RouterUnderTest {
  readonly clock: ManualClock;
  readonly calls: readonly Call[];
  readonly observed: readonly Observation[];
  /** The percentage from now on. */
  setPercent(percent: number): void;
  /** Has a request routed; an error that comes out of the router fails the check. */
  ask(asked?: Asked): Promise<Routed>;
  /** The side of a signed-in user. */
  sideOf(userId: string): Promise<Side>;
  /** As `ask`; if users hangs, the clock moves on when it was reached. Undefined when it ends with an error. */
  askFor(ms: number, asked?: Asked): Promise<Routed | undefined>;
}

/** The learner's router between two sides. */
export async function routerBetween(
  lab: LabUnderTest,
  given: Partial<Record<Side, Upstream>> = {},
): Promise<RouterUnderTest> {
  const { createRouter } = await lab.load<typeof RouterModule>('gateway/router.ts', 'createRouter');
  const clock = manualClock();
  let onHang = (): void => {};
  const { calls, fetch } = upstreams({
    ...given,
    // Time moves on when the request is there, and not before.
    ...(given.users === hangs && { users: (request) => (onHang(), hangs(request)) }),
  });
  const observed: Observation[] = [];
  let percent = 0;
  const rollout = { percent: () => percent, refresh: async () => {}, set: async () => {} };
  const observe = (each: Observation): void => void observed.push(each);
  const router = createRouter({ clock, fetch, rollout, observe, urls });
  const handle = ({ method = 'GET', target = '/users/u-1', headers = [], body }: Asked): Promise<Routed> =>
    router.handle({
      method,
      target,
      headers: [['host', 'shop.example'], ...(body === undefined ? [] : jsonFields(body)), ...headers],
      body: body === undefined ? undefined : new TextEncoder().encode(body),
      clientAddress: '203.0.113.7',
    });
  const ask = async (asked: Asked = {}): Promise<Routed> => {
    const what = `${asked.method ?? 'GET'} ${asked.target ?? '/users/u-1'}`;
    return handle(asked).catch((error: unknown) => {
      throw new CheckFailure(`an answer to ${what}`, `the router failed: ${String(error)}`, error);
    });
  };
  return {
    clock,
    calls,
    observed,
    setPercent: (next) => {
      percent = next;
    },
    ask,
    sideOf: async (userId) => {
      const before = calls.length;
      await ask({ headers: [['x-user-id', userId]] });
      const call = calls[before];
      if (!call) throw new CheckFailure('a call to one of the sides', 'there was none');
      return call.side;
    },
    askFor: async (ms, asked = {}) => {
      const reached = new Promise<void>((resolve) => {
        onHang = resolve;
      });
      const answer = handle(asked).catch(() => undefined);
      await Promise.race([reached.then(() => clock.advance(ms)), answer]);
      const limit = AbortSignal.timeout(longestWait);
      return Promise.race([answer, aborted(limit)]).catch((error: unknown) => {
        throw new CheckFailure(`an answer after ${ms} ms`, 'there is none', error);
      });
    },
  };
}

function jsonFields(body: string): Field[] {
  return [
    ['content-type', 'application/json'],
    ['content-length', String(body.length)],
  ];
}

export function textOf({ body }: { readonly body: Uint8Array }): string {
  return new TextDecoder().decode(body);
}

/** The values of a header field. */
export function valuesOf(headers: readonly Field[], name: string): string[] {
  return headers.flatMap(([each, value]) => (each.toLowerCase() === name ? [value] : []));
}
