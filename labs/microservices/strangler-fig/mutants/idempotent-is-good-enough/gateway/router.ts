/** Decides which side answers a request, and rescues it if it may be asked twice. */
import type { Clock } from '#kit/clock.ts';
import { Problem } from '#kit/problem.ts';

import { bucket, buckets } from './bucket.ts';
import { forward } from './forward.ts';
import { limits } from './limits.ts';
import type { Rollout } from './rollout.ts';
import type { GatewayAnswer, GatewayRequest, Observation, Side } from './types.ts';
import { fromMonolith, toMonolith } from './users-mapper.ts';
import type { MonolithUser, UserChange } from './users-mapper.ts';
import { identify } from './visitor.ts';

export interface RouterOptions {
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  readonly rollout: Rollout;
  /** To be told of each call to either side that is made for `/users`. */
  readonly observe: (observation: Observation) => void;
  /** Base URLs of both sides, without a trailing slash. */
  readonly urls: Readonly<Record<Side, string>>;
}

export interface Routed extends GatewayAnswer {
  /** Who gave this answer. */
  readonly side: Side;
}

export interface Router {
  handle(request: GatewayRequest): Promise<Routed>;
}

const timeouts: Readonly<Record<Side, number>> = {
  monolith: limits.monolithTimeoutMs,
  users: limits.usersTimeoutMs,
};

export function createRouter({ clock, fetch, rollout, observe, urls }: RouterOptions): Router {
  /** @throws {Problem} 502 or 504 when there is no answer */
  const ask = async (side: Side, request: GatewayRequest): Promise<GatewayAnswer> => {
    const gaveUp = new AbortController();
    const late = new Promise<never>((_, reject) => {
      gaveUp.signal.addEventListener('abort', () => {
        reject(new Problem(504, 'Gateway timeout', { detail: `${side} did not answer in time.` }));
      });
    });
    const timer = clock.setTimeout(() => gaveUp.abort(), timeouts[side]);
    try {
      return await Promise.race([late, forward(request, urls[side], { fetch, signal: gaveUp.signal })]);
    } catch (cause) {
      if (cause instanceof Problem) throw cause;
      throw new Problem(502, 'Bad gateway', { detail: `${side} cannot be reached.`, cause });
    } finally {
      clock.clearTimeout(timer);
    }
  };

  /** The same, seen by the guard: what came back, and not what becomes of it. */
  const askObserved = async (side: Side, request: GatewayRequest): Promise<GatewayAnswer> => {
    const begun = clock.now();
    let status: number | undefined;
    try {
      const answer = await ask(side, request);
      status = answer.status;
      return answer;
    } finally {
      observe({ side, status, ms: clock.now() - begun });
    }
  };

  const askMonolith = async (request: GatewayRequest): Promise<Routed> => {
    const sent = { ...request, body: mapped(request.body, isUserChange, toMonolith) };
    const answer = await askObserved('monolith', sent);
    const body = mapped(answer.body, isMonolithUser, fromMonolith);
    return { ...answer, side: 'monolith', body };
  };

  const askUsers = async (request: GatewayRequest): Promise<Routed> => {
    // Asked twice, a write might happen twice: no answer does not mean that nothing was done.
    const safe = request.method === 'GET' || request.method === 'PUT';
    try {
      const answer = await askObserved('users', request);
      if (!safe || answer.status !== 503) return { ...answer, side: 'users' };
    } catch (error) {
      if (!safe) throw error;
    }
    return askMonolith(request);
  };

  return {
    handle: async (request) => {
      if (!/^\/users(?=[/?]|$)/.test(request.target))
        return { ...(await ask('monolith', request)), side: 'monolith' };
      const { unitId, setCookie } = identify(request.headers);
      const on = bucket(limits.flagKey, unitId) * 100 < (await rollout.percent()) * buckets;
      const answer = await (on ? askUsers(request) : askMonolith(request));
      if (setCookie === undefined) return answer;
      return { ...answer, headers: [...answer.headers, ['set-cookie', setCookie]] };
    },
  };
}

/** A JSON body in the other model; what is something else, such as a problem, stays as it is. */
function mapped<T, B extends Uint8Array | undefined>(
  body: B,
  is: (value: unknown) => value is T,
  map: (value: T) => unknown,
): B | Uint8Array {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    return is(value) ? new TextEncoder().encode(JSON.stringify(map(value))) : body;
  } catch {
    return body;
  }
}

function isMonolithUser(value: unknown): value is MonolithUser {
  return typeof value === 'object' && value !== null && 'name' in value && 'email' in value;
}

function isUserChange(value: unknown): value is UserChange {
  if (typeof value !== 'object' || value === null || !('displayName' in value)) return false;
  return 'contact' in value && typeof value.contact === 'object' && value.contact !== null;
}
