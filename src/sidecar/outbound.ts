import http from 'node:http';
import type { Agent } from 'node:http';
import type { Clock } from './clock.ts';
import { keepAliveAgent } from './connections.ts';
import type { Faults } from './faults.ts';
import { Head } from './body.ts';
import { codeOf } from './forward.ts';
import { headerFields, headerPairs } from './hop-headers.ts';
import type { Fields } from './hop-headers.ts';
import type { HopTracer } from './hop-spans.ts';
import type { Meter } from './meter.ts';
import { linkId } from './model.ts';
import type { Header, RequestTemplate } from './model.ts';
import { admit, injectedProblem, watch } from './passage.ts';
import type { Way } from './passage.ts';
import { formatTraceparent, newTrace } from './traceparent.ts';

/** An answer as it came over the wire. */
export interface Received {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Header[];
  /** The first bytes of the body, at most as many as were asked for. */
  readonly body: Uint8Array;
  /** Bytes of the whole body. */
  readonly size: number;
}

/** How a request of the sidecar's own ended: with what was received, or with the code of an error. */
export interface Outcome {
  readonly received?: Received;
  readonly error?: string;
  readonly ms: number;
  readonly startedAt: number;
  readonly traceId?: string | undefined;
}

export interface OutboundOptions {
  readonly from: string;
  readonly timeoutMs: number;
  /** Bytes of the body to keep. */
  readonly keep: number;
  /** Whether the trace that it begins is to be recorded. */
  readonly sampled: boolean;
  /** Told the id of its trace before anything is sent. */
  readonly onTrace?: (traceId: string) => void;
  /** Gives the request up. */
  readonly signal?: AbortSignal;
}

export interface ReadOptions {
  readonly timeoutMs: number;
  /** Bytes of the body to keep. */
  readonly keep: number;
}

/** What a service can be called by. */
export type PortOf = (service: string) => number | undefined;

/** Sends requests of the sidecar's own, straight to the services, under the same faults as any other. */
export class Outbound {
  readonly #faults: Faults;
  readonly #clock: Clock;
  readonly #meter: Meter;
  readonly #tracer: HopTracer;
  readonly #portOf: PortOf;
  readonly #agent: Agent = keepAliveAgent();

  constructor(parts: { faults: Faults; clock: Clock; meter: Meter; tracer: HopTracer; portOf: PortOf }) {
    this.#faults = parts.faults;
    this.#clock = parts.clock;
    this.#meter = parts.meter;
    this.#tracer = parts.tracer;
    this.#portOf = parts.portOf;
  }

  /** Forgets its connections. Requests under way fail. */
  close(): void {
    this.#agent.destroy();
  }

  /**
   * Sends one request and reads its answer to the end. Whatever goes wrong on the way is an outcome.
   * @throws {Error} when there is no such service or the request cannot be written as HTTP.
   */
  async send(template: RequestTemplate, options: OutboundOptions): Promise<Outcome> {
    const port = this.#expectPort(template.service);
    const headers = headerFields(template.headers);
    const names = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
    const body = template.body ?? '';
    if (body !== '' && !names.has('content-type')) headers['content-type'] = 'application/json';
    if (body !== '' && !names.has('content-length') && !names.has('transfer-encoding')) {
      headers['content-length'] = String(new TextEncoder().encode(body).byteLength);
    }
    let trace: { traceId: string; end: ReturnType<HopTracer['root']>['end'] } | undefined;
    if (names.has('traceparent')) {
      const given = template.headers.filter(([name]) => name.toLowerCase() === 'traceparent');
      trace = given.length === 1 ? this.#tracer.hop(given[0]?.[1]) : undefined;
    } else {
      const context = newTrace(options.sampled);
      headers['traceparent'] = formatTraceparent(context);
      trace = { traceId: context.traceId, ...this.#tracer.root(context) };
    }
    if (trace) options.onTrace?.(trace.traceId);

    const link = linkId(options.from, template.service);
    const startedAt = this.#clock.now();
    this.#meter.begin(link);
    let received: Received | undefined;
    let error: string | undefined;
    try {
      received = await this.#exchange(template, port, headers, options);
    } catch (problem) {
      error = problem instanceof Error ? codeOf(problem) : 'ECONNRESET';
    }
    const ms = this.#clock.now() - startedAt;
    const { method, path } = template;
    const passed = { method, path, startedAt, ms, status: received?.status, error, traceId: trace?.traceId };
    this.#meter.end(link, passed);
    trace?.end({ ...passed, from: options.from, to: template.service });
    return {
      ...(received ? { received } : { error: error ?? 'ECONNRESET' }),
      ms,
      startedAt,
      traceId: trace?.traceId,
    };
  }

  /**
   * Asks a service past its links: no fault touches it, and it is neither metered nor traced.
   * @param keep bytes of the body to keep.
   * @throws {Error} with a code when it is not answered in time.
   */
  async read(service: string, path: string, { timeoutMs, keep }: ReadOptions): Promise<Received> {
    const port = this.#expectPort(service);
    const over = new AbortController();
    const { promise: late, reject } = Promise.withResolvers<never>();
    late.catch(() => {}); // It may come when nobody waits for it any more.
    const cancelTimeout = this.#clock.after(timeoutMs, () => reject(failureWith('TIMEOUT')));
    const options = { host: '127.0.0.1', port, method: 'GET', path, headers: {}, agent: this.#agent };
    try {
      const answered = receive(options, undefined, keep, over.signal);
      answered.catch(() => {}); // What comes after the timeout is of no interest.
      return await Promise.race([answered, late]);
    } finally {
      cancelTimeout();
      over.abort();
    }
  }

  /** @throws {Error} in words for the learner. */
  #expectPort(service: string): number {
    const port = this.#portOf(service);
    if (port === undefined)
      throw new Error(`There is no service "${service}" that listens on a port. Choose one of the map.`);
    return port;
  }

  async #exchange(
    template: RequestTemplate,
    port: number,
    headers: Fields,
    { from, timeoutMs, keep, signal }: OutboundOptions,
  ): Promise<Received> {
    const way = { from, to: template.service, faults: this.#faults, clock: this.#clock };
    const over = new AbortController();
    const { promise: failure, reject } = Promise.withResolvers<never>();
    failure.catch(() => {}); // It may come when nobody waits for it any more.
    const giveUp = (code: string): void => reject(failureWith(code));
    const abort = (): void => giveUp('ABORTED');
    const cancelTimeout = this.#clock.after(timeoutMs, () => giveUp('TIMEOUT'));
    signal?.addEventListener('abort', abort, { once: true });
    // Over a partition or into a pause the answer comes, but it is not let in yet, or never.
    const gate: { shut?: PromiseWithResolvers<void> | undefined } = {};
    let unwatch: (() => void) | undefined;
    try {
      if (signal?.aborted) abort();
      const verdict = await Promise.race([admit(way, over.signal), failure]);
      if (verdict === 'reset') {
        throw failureWith(this.#faults.condition(from, way.to).refused ? 'ECONNREFUSED' : 'ECONNRESET');
      }
      if (verdict !== 'forward') return injected(way, verdict.status);
      unwatch = watch(way, {
        hold: () => (gate.shut ??= Promise.withResolvers()),
        lose: () => (gate.shut ??= Promise.withResolvers()),
        release() {
          gate.shut?.resolve();
          gate.shut = undefined;
        },
        reset: () => giveUp('ECONNRESET'),
      });
      const { method, path, body } = template;
      const options = { host: '127.0.0.1', port, method, path, headers, agent: this.#agent };
      const outcome = receive(options, body, keep, over.signal).catch((error: Error) => error);
      const result = await Promise.race([outcome, failure]);
      while (gate.shut) await Promise.race([gate.shut.promise, failure]);
      if (result instanceof Error) throw result;
      return result;
    } finally {
      cancelTimeout();
      unwatch?.();
      signal?.removeEventListener('abort', abort);
      over.abort();
    }
  }
}

const failureWith = (code: string): Error => Object.assign(new Error(code), { code });

function injected(way: Way, status: number): Received {
  const { contentType, body } = injectedProblem(way, status);
  const bytes = new TextEncoder().encode(body);
  return {
    status,
    statusText: '',
    headers: [['content-type', contentType]],
    body: bytes,
    size: bytes.length,
  };
}

/** Sends a request, reads its answer to the end, and keeps the first bytes of the body. */
function receive(
  options: http.RequestOptions,
  text: string | undefined,
  keep: number,
  signal: AbortSignal,
): Promise<Received> {
  return new Promise((resolve, reject) => {
    const destroy = (): void => void request.destroy();
    const request = http.request(options, (answer) => {
      const body = new Head(keep);
      answer.on('data', (chunk: Uint8Array) => body.push(chunk));
      answer.on('error', reject);
      answer.on('close', () => {
        // The connection may be carrying the next request already.
        signal.removeEventListener('abort', destroy);
        if (!answer.complete) return reject(failureWith('ECONNRESET'));
        resolve({
          status: answer.statusCode ?? 0,
          statusText: answer.statusMessage ?? '',
          headers: headerPairs(answer.rawHeaders),
          body: body.bytes(),
          size: body.size,
        });
      });
    });
    request.on('error', reject);
    signal.addEventListener('abort', destroy, { once: true });
    request.end(text);
  });
}
