/** The gateway: every request of the shop goes through it. Puts the parts together and speaks HTTP. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Clock } from '#kit/clock.ts';
import type { Service } from '#kit/http.ts';
import type { Log } from '#kit/log.ts';
import { Problem } from '#kit/problem.ts';
import { traceparentOf } from '#kit/trace.ts';

import { createGuard } from './guard.ts';
import { limits } from './limits.ts';
import { createRollout } from './rollout.ts';
import { createRouter } from './router.ts';
import type { RolloutStore } from './store.ts';
import type { Field, GatewayAnswer, GatewayRequest, Side } from './types.ts';

export interface AppDependencies {
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  readonly store: RolloutStore;
  readonly log: Log;
  /** Told of the percentage whenever it may have changed. */
  readonly onPercent?: (percent: number) => void;
  readonly config: { readonly urls: Readonly<Record<Side, string>> };
}

/** A line of the rollout's history: what was set, when and why. */
interface Change {
  /** Milliseconds of the clock. */
  readonly at: number;
  readonly percent: number;
  readonly reason: string;
}

export function createApp({
  clock,
  fetch,
  store,
  log,
  onPercent = () => {},
  config,
}: AppDependencies): Service {
  const rollout = createRollout(store);
  const history: Change[] = [];

  const change = async (percent: number, reason: string): Promise<void> => {
    history.push({ at: clock.now(), percent, reason });
    log.warn('rollout', { percent, reason });
    await rollout.set(percent).catch((error: unknown) => {
      log.error('the percentage could not be stored', { reason: String(error) });
    });
    onPercent(percent);
  };
  const guard = createGuard({ clock, onTrip: (reason) => void change(0, `guard: ${reason}`) });
  const router = createRouter({ clock, fetch, rollout, observe: guard.record, urls: config.urls });

  const refresh = (): void => {
    rollout
      .refresh()
      .then(() => rollout.percent())
      .then(onPercent)
      .catch((error: unknown) => log.warn('the percentage could not be read', { reason: String(error) }));
  };
  let timer = clock.setTimeout(function again() {
    refresh();
    timer = clock.setTimeout(again, limits.refreshMs);
  }, limits.refreshMs);
  refresh();

  const answer = async (request: GatewayRequest): Promise<GatewayAnswer> => {
    if (request.target.startsWith('/health/'))
      return json(200, { status: request.target.slice('/health/'.length) });
    if (request.target !== '/rollout') {
      const { side, status, headers, body } = await router.handle(request);
      return { status, headers: [...headers, ['x-side', side]], body };
    }
    if (request.method === 'PUT') {
      const percent = parsePercent(request.body);
      guard.arm();
      await change(percent, 'set by hand');
    }
    return json(200, { percent: await rollout.percent(), history });
  };

  const server = createServer((incoming, outgoing) => {
    read(incoming)
      .then(answer)
      .catch((error: unknown) => problem(error, log))
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
        clock.clearTimeout(timer);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(incoming: IncomingMessage): Promise<GatewayRequest> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Uint8Array); // no encoding was set
  const { rawHeaders } = incoming;
  const sent: Field[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    sent.push([(rawHeaders[index] ?? '').toLowerCase(), rawHeaders[index + 1] ?? '']);
  }
  const headers = sent.filter(([name]) => name !== 'traceparent');
  return {
    method: incoming.method ?? 'GET',
    target: incoming.url ?? '/',
    headers: [...headers, ['traceparent', traceparentOf(incoming.headers)]],
    body: chunks.length > 0 ? Buffer.concat(chunks) : undefined,
    clientAddress: incoming.socket.remoteAddress ?? 'unknown',
  };
}

function send(outgoing: ServerResponse, { status, headers, body }: GatewayAnswer): void {
  const names = [...new Set(headers.map(([name]) => name))];
  outgoing.statusCode = status;
  for (const name of names) {
    const values = headers.flatMap(([each, value]) => (each === name ? [value] : []));
    outgoing.setHeader(name, values.length === 1 ? (values[0] ?? '') : values);
  }
  outgoing.end(body);
}

function json(status: number, body: unknown, type = 'application/json'): GatewayAnswer {
  return { status, headers: [['content-type', type]], body: new TextEncoder().encode(JSON.stringify(body)) };
}

function problem(error: unknown, log: Log): GatewayAnswer {
  if (error instanceof Problem) return json(error.status, error, 'application/problem+json');
  log.error('a request failed', { reason: String(error) });
  return problem(new Problem(500, 'Internal server error', { cause: error }), log);
}

/** @throws {Problem} 400 when the body is not `{ "percent": 25 }` */
function parsePercent(body: Uint8Array | undefined): number {
  const text = new TextDecoder().decode(body);
  const match = /^\s*\{\s*"percent"\s*:\s*(\d+(?:\.\d+)?)\s*\}\s*$/.exec(text);
  const percent = Number(match?.[1] ?? Number.NaN);
  if (percent >= 0 && percent <= 100) return percent;
  throw new Problem(400, 'Malformed rollout', { detail: 'Send { "percent": 25 }, from 0 to 100.' });
}
