/**
 * A small JSON service over `node:http`: routes, bodies, problems, health, and the trace that a request belongs to.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Log } from './log.ts';
import { Problem } from './problem.ts';
import { traceparentOf } from './trace.ts';

export interface ServiceRequest {
  readonly method: string;
  readonly path: string;
  /** The parts of the path that the route names: `id` of `GET /orders/:id`. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Names are in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The parsed JSON body; undefined when there was none. */
  readonly body: unknown;
  /** Pass it on with each call made for this request: `headers: { traceparent: request.traceparent }`. */
  readonly traceparent: string;
}

export interface Reply {
  readonly status: number;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Handler = (request: ServiceRequest) => Reply | Promise<Reply>;

/** Handlers by method and path: `{ 'GET /orders/:id': (request) => … }`. The first that fits is taken. */
export type Routes = Readonly<Record<string, Handler>>;

export interface Service {
  /** Starts to listen; port 0 takes any free one. Rejects when the port is taken. */
  listen(port: number): Promise<{ port: number; url: string }>;
  /** Stops listening and ends open connections. */
  close(): Promise<void>;
}

export interface ServiceOptions {
  readonly routes: Routes;
  readonly log: Log;
  /** Whether the service can do its work now, for `/health/ready`. By default it always can. */
  readonly ready?: () => boolean;
  /** The longest body in bytes; a longer one is answered with 413. */
  readonly bodyLimit?: number;
}

/** A service with `/health/live` and `/health/ready` besides its own routes. */
export function createService({
  routes,
  log,
  ready = () => true,
  bodyLimit = 1_048_576,
}: ServiceOptions): Service {
  const table = Object.entries({
    'GET /health/live': () => ({ status: 200, body: { status: 'live' } }),
    'GET /health/ready': () =>
      ready() ? { status: 200, body: { status: 'ready' } } : { status: 503, body: { status: 'not ready' } },
    ...routes,
  } satisfies Routes).map(([route, handler]) => compileRoute(route, handler));

  const answer = async (incoming: IncomingMessage): Promise<Reply> => {
    const method = incoming.method ?? 'GET';
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://service');
    const fitting = table.flatMap((route) => {
      const match = route.pattern.exec(pathname);
      return match ? [{ ...route, params: match.groups ?? {} }] : [];
    });
    const route = fitting.find((each) => each.method === method);
    if (!route && fitting.length === 0)
      throw new Problem(404, 'Not found', { detail: `There is no ${pathname} here.` });
    if (!route) {
      const allow = fitting.map((each) => each.method).join(', ');
      throw new Problem(405, 'Method not allowed', {
        detail: `${pathname} takes ${allow}.`,
        headers: { allow },
      });
    }
    return route.handler({
      method,
      path: pathname,
      params: route.params,
      query: searchParams,
      headers: incoming.headers,
      body: parseJson(await readBody(incoming, bodyLimit)),
      traceparent: traceparentOf(incoming.headers),
    });
  };

  const server = createServer((incoming, outgoing) => {
    answer(incoming)
      .catch((error: unknown) => replyTo(error, log))
      .then((reply) => send(outgoing, reply))
      .catch((error: unknown) => {
        log.error('an answer could not be sent', { reason: String(error) });
        outgoing.destroy();
      });
  });

  return {
    listen: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, () => {
          server.off('error', reject);
          const address = server.address();
          const taken = typeof address === 'object' && address ? address.port : port;
          log.info('listening', { port: taken });
          resolve({ port: taken, url: `http://127.0.0.1:${taken}` });
        });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function compileRoute(
  route: string,
  handler: Handler,
): { method: string; pattern: RegExp; handler: Handler } {
  const [method = '', path = ''] = route.split(' ');
  return { method, pattern: new RegExp(`^${path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`), handler };
}

function readBody(incoming: IncomingMessage, limit: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const decoder = new TextDecoder();
    let text = '';
    let bytes = 0;
    incoming.on('data', (chunk: Uint8Array) => {
      bytes += chunk.byteLength;
      // The rest is still read, but not kept: whoever sends it shall get an answer.
      if (bytes <= limit) text += decoder.decode(chunk, { stream: true });
    });
    incoming.on('error', reject);
    incoming.on('end', () => {
      if (bytes <= limit) resolve(text + decoder.decode());
      else
        reject(new Problem(413, 'Content too large', { detail: `A body may have at most ${limit} bytes.` }));
    });
  });
}

function parseJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Problem(400, 'Malformed JSON', { detail: 'The body is not JSON.', cause });
  }
}

function replyTo(error: unknown, log: Log): Reply {
  if (error instanceof Problem)
    return {
      status: error.status,
      body: error,
      headers: { ...error.headers, 'content-type': 'application/problem+json' },
    };
  log.error('a handler failed', { reason: String(error) });
  return replyTo(new Problem(500, 'Internal server error', { cause: error }), log);
}

function send(outgoing: ServerResponse, { status, body, headers = {} }: Reply): void {
  const text = body === undefined ? '' : JSON.stringify(body);
  outgoing.writeHead(status, { ...(text === '' ? {} : { 'content-type': 'application/json' }), ...headers });
  outgoing.end(text);
}
