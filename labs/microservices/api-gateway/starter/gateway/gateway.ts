/** The way of a request through the gateway, stage by stage. A stage that refuses throws a problem. */
import type { Clock } from '#kit/clock.ts';
import type { Log } from '#kit/log.ts';
import { Problem } from '#kit/problem.ts';

import { createAuthenticate } from './authenticate.ts';
import type { TokenRules } from './authenticate.ts';
import { clientFields, gatewayFields } from './headers.ts';
import { readHome } from './home.ts';
import { idsOf } from './ids.ts';
import { createKeySet } from './key-set.ts';
import { limits } from './limits.ts';
import { listenerFields, redirectOf } from './listener.ts';
import { clientOf, createRateLimit, rateLimitFields } from './rate-limit.ts';
import { findRoute } from './routes.ts';
import { spanOf } from './span.ts';
import type { SpanReport } from './span.ts';
import { table } from './table.ts';
import { createUpstreams, readBody } from './upstreams.ts';
import type { Field, GatewayAnswer, GatewayRequest, Ids, Scheme, Upstream } from './types.ts';

export interface GatewayConfig {
  /** Which of its two listeners this is. */
  readonly scheme: Scheme;
  /** The shop, as the outside knows it: `https://shop.example`. */
  readonly origin: string;
  /** Base URLs without a trailing slash. */
  readonly urls: Readonly<Record<Upstream, string>>;
  readonly tokens: TokenRules;
}

export interface GatewayDependencies {
  readonly clock: Clock;
  /** The time of day, which tokens are about. */
  readonly date: () => Date;
  readonly fetch: typeof globalThis.fetch;
  readonly log: Log;
  /** Told of each request for the waterfall. */
  readonly report?: SpanReport;
  readonly config: GatewayConfig;
}

export interface Gateway {
  /** Answers a request, with a problem if need be. Never rejects. */
  handle(request: GatewayRequest): Promise<GatewayAnswer>;
}

export function createGateway({ clock, date, fetch, log, report, config }: GatewayDependencies): Gateway {
  const { scheme, origin, urls, tokens } = config;
  const upstreams = createUpstreams({ clock, fetch, urls });
  const authenticate = createAuthenticate({ date, keySet: createKeySet({ clock, upstreams }), ...tokens });
  const rateLimit = createRateLimit({ clock });

  const pass = async (request: GatewayRequest, ids: Ids): Promise<GatewayAnswer> => {
    const moved = redirectOf(request.target, scheme, origin);
    if (moved) return moved;

    const match = findRoute(table, request.target);
    if (!match) throw new Problem(404, 'Not found', { detail: 'There is no such path in this shop.' });
    const { route, target } = match;
    const identity = route.scope === undefined ? undefined : await authenticate(request.headers, route.scope);

    const verdict = rateLimit.take(clientOf(request, identity));
    const withLimit = (answer: GatewayAnswer): GatewayAnswer => adding(answer, rateLimitFields(verdict));
    if (!verdict.allowed) return withLimit(problemAnswer(new Problem(429, 'Too many requests'), log));

    const forward = async (): Promise<GatewayAnswer> => {
      const own = gatewayFields(request, { identity, ids, scheme });
      const { method } = request;
      if (route.to === 'home') {
        if (method !== 'GET') throw new Problem(405, 'Method not allowed', { headers: { allow: 'GET' } });
        return jsonAnswer(200, await readHome(upstreams, identity?.subject ?? '', own));
      }
      const safe = method === 'GET' || method === 'HEAD';
      const body = safe ? undefined : await readBody(request.body, limits.bodyBytes);
      const headers = [...clientFields(request.headers), ...own];
      return upstreams.call(route.to, { method, target, headers, body });
    };
    return withLimit(await forward().catch((error: unknown) => problemAnswer(error, log)));
  };

  return {
    handle: async (request) => {
      const begun = clock.now();
      const ids = idsOf(request.headers);
      const answer = await pass(request, ids).catch((error: unknown) => problemAnswer(error, log));
      const { requestId, traceparent } = ids;
      const { method, target } = request;
      const path = target.split('?')[0] ?? '';
      log.info('request', { id: requestId, traceparent, method, path, status: answer.status });
      report?.(spanOf({ request, traceparent, status: answer.status, ms: clock.now() - begun }));
      return adding(answer, [['x-request-id', requestId], ...listenerFields(scheme)]);
    },
  };
}

/** With these fields, which no service can say in the gateway’s place. */
function adding(answer: GatewayAnswer, fields: readonly Field[]): GatewayAnswer {
  const names = new Set(fields.map(([name]) => name));
  return { ...answer, headers: [...answer.headers.filter(([name]) => !names.has(name)), ...fields] };
}

export function jsonAnswer(status: number, body: unknown, fields: readonly Field[] = []): GatewayAnswer {
  const type: Field[] = fields.some(([name]) => name === 'content-type')
    ? []
    : [['content-type', 'application/json']];
  return { status, headers: [...type, ...fields], body: new TextEncoder().encode(JSON.stringify(body)) };
}

function problemAnswer(error: unknown, log: Log): GatewayAnswer {
  if (error instanceof Problem) {
    const fields = [...Object.entries(error.headers), ['content-type', 'application/problem+json'] as const];
    return jsonAnswer(error.status, error, fields);
  }
  log.error('a request failed', { reason: String(error) });
  return problemAnswer(new Problem(500, 'Internal server error', { cause: error }), log);
}
