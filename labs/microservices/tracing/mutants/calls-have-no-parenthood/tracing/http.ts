/** Spans for requests that come in and for calls that go out. */
import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Context, Tracer } from '@opentelemetry/api';

import type { Handler, Reply, Routes, ServiceRequest } from '#kit/http.ts';
import type { Log } from '#kit/log.ts';
import { Problem } from '#kit/problem.ts';

import { logWithTrace } from './log.ts';
import { extract, inject } from './trace-context.ts';

/** What a handler gets beside its request. */
export interface Traced {
  /** Has the span of the request: hand it on with everything that is done for it. */
  readonly context: Context;
  /** Its lines carry the id of the trace. */
  readonly log: Log;
}

export type TracedHandler = (request: ServiceRequest, traced: Traced) => Reply | Promise<Reply>;

/** The same routes, with a server span around each request. */
export function tracedRoutes(
  tracer: Tracer,
  log: Log,
  routes: Readonly<Record<string, TracedHandler>>,
): Routes {
  const traced = (route: string, handler: TracedHandler): Handler => {
    const [method = '', path = ''] = route.split(' ');
    const template = path.replaceAll(/:(\w+)/g, '{$1}');
    return async (request) => {
      const parent = extract(request.headers);
      const attributes = {
        'http.request.method': method,
        'http.route': template,
        'url.path': request.path,
        'url.scheme': 'http',
      };
      const span = tracer.startSpan(`${method} ${template}`, { kind: SpanKind.SERVER, attributes }, parent);
      const context = trace.setSpan(parent, span);
      const answered = (status: number): void => {
        span.setAttribute('http.response.status_code', status);
        // What the client did wrong is no failure of this service.
        if (status < 500) return;
        span.setAttribute('error.type', String(status));
        span.setStatus({ code: SpanStatusCode.ERROR });
      };
      try {
        const reply = await handler(request, { context, log: logWithTrace(log, context) });
        answered(reply.status);
        return reply;
      } catch (error) {
        answered(error instanceof Problem ? error.status : 500);
        throw error;
      } finally {
        span.end();
      }
    };
  };
  return Object.fromEntries(
    Object.entries(routes).map(([route, handler]) => [route, traced(route, handler)]),
  );
}

/** A call to another service. */
export interface Call {
  readonly method: string;
  /** Who is called: `orders`. */
  readonly service: string;
  /** Base URL of the service. */
  readonly url: string;
  /** The path as a template: `/orders/{id}`. */
  readonly route: string;
  /** What the parts of the template stand for. */
  readonly params?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** @throws what fetch throws when there is no answer */
export type Send = (context: Context, call: Call) => Promise<Response>;

/** A fetch with a client span around each call, which the callee gets as its parent. */
export function tracedFetch(tracer: Tracer, fetch: typeof globalThis.fetch): Send {
  return async (parent, { method, service, url, route, params = {}, body }) => {
    const path = route.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
    const attributes = {
      'http.request.method': method,
      'server.address': service,
      'url.template': route,
      'url.full': `${url}${path}`,
    };
    const span = tracer.startSpan(`${method} ${route}`, { kind: SpanKind.CLIENT, attributes }, parent);
    try {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...inject(parent) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      span.setAttribute('http.response.status_code', response.status);
      // Seen from here a 4xx is a failure too: the call did not get what it asked for.
      if (response.status >= 400) {
        span.setAttribute('error.type', String(response.status));
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
      return response;
    } catch (error) {
      span.setAttribute('error.type', error instanceof Error ? error.name : 'Error');
      span.setStatus({ code: SpanStatusCode.ERROR, message: String(error) });
      throw error;
    } finally {
      span.end();
    }
  };
}
