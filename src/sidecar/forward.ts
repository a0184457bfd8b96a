import http from 'node:http';
import type { Agent, ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import { resetConnection } from './connections.ts';
import { endToEnd, headerFields } from './hop-headers.ts';
import type { Meter } from './meter.ts';
import { linkId } from './model.ts';
import { admit, injectedProblem, watch } from './passage.ts';
import type { Verdict, Way } from './passage.ts';
import type { HopTracer } from './hop-spans.ts';

/** What a request needs to get over a link. */
export interface Hop extends Way {
  /** The port of the callee. */
  readonly target: number;
  readonly agent: Agent;
  readonly meter: Meter;
  readonly tracer: HopTracer;
  /** Requests under way put in here what resets them, for when the link closes. */
  readonly live: Set<() => void>;
}

/** The code of a failed connection. */
export const codeOf = (error: Error & { code?: unknown }): string =>
  typeof error.code === 'string' ? error.code : 'ECONNRESET';

/**
 * Passes one request over a link and its answer back, both as they stream, under whatever faults the link has. Where
 * there is no answer, the caller's connection is reset: the sidecar never answers in the callee's place.
 */
export function forward(request: IncomingMessage, response: ServerResponse, hop: Hop): void {
  const { from, to, clock, meter } = hop;
  const link = linkId(from, to);
  const startedAt = clock.now();
  const trace = hop.tracer.hop(request.headers['traceparent']);
  const caller = new AbortController();
  let upstream: ClientRequest | undefined;
  let answer: IncomingMessage | undefined;
  let status: number | undefined;
  let unwatch: (() => void) | undefined;
  let ended = false;
  let lost = false;
  let held = false;

  const end = (error?: string): void => {
    if (ended) return;
    ended = true;
    unwatch?.();
    hop.live.delete(breakOff);
    if (!upstream) caller.abort();
    const passed = {
      method: request.method ?? 'GET',
      path: request.url ?? '/',
      startedAt,
      ms: clock.now() - startedAt,
      status: error === undefined ? status : undefined,
      error,
      traceId: trace?.traceId,
    };
    meter.end(link, passed);
    trace?.end({ ...passed, from, to });
  };

  const reset = (code: string): void => {
    end(code);
    resetConnection(request.socket);
  };
  const breakOff = (): void => reset('ECONNRESET');

  const passAnswer = (): void => {
    if (!answer || held || lost || ended) return;
    if (status === undefined) {
      status = answer.statusCode ?? 200;
      response.sendDate = false;
      try {
        response.writeHead(status, answer.statusMessage ?? '', headerFields(endToEnd(answer.rawHeaders)));
      } catch {
        return reset('ERR_INVALID_RESPONSE');
      }
      // The head of a stream is not kept waiting for its first chunk; one that is ready goes out with it.
      setImmediate(() => response.flushHeaders());
    }
    if (!answer.readableEnded) answer.pipe(response);
  };

  const passRequest = (): void => {
    if (!upstream || held || lost || request.readableEnded) return;
    request.pipe(upstream);
  };

  const proceed = (verdict: Verdict): void => {
    if (ended) return;
    if (verdict === 'reset') return breakOff();
    if (verdict !== 'forward') {
      const { contentType, body } = injectedProblem(hop, verdict.status);
      status = verdict.status;
      request.resume();
      response.writeHead(status, { 'content-type': contentType }).end(body);
      return;
    }

    const headers = headerFields(endToEnd(request.rawHeaders));
    const chunked = request.headers['transfer-encoding'] !== undefined;
    if (chunked) headers['Transfer-Encoding'] = 'chunked';
    trace?.rewrite(headers);
    try {
      upstream = http.request({
        host: '127.0.0.1',
        port: hop.target,
        method: request.method,
        path: request.url,
        headers,
        setHost: false,
        agent: hop.agent,
      });
    } catch {
      return reset('ERR_INVALID_REQUEST');
    }
    const sent = upstream;
    sent.on('error', (error) => {
      // A callee may answer before it has read the whole request, and then close.
      if (!lost && !answer?.complete) reset(codeOf(error));
    });
    sent.on('response', (incoming) => {
      answer = incoming;
      incoming.on('error', () => {}); // Told by `close` as well, whatever the reason.
      incoming.on('close', () => {
        if (!incoming.complete && !lost) breakOff();
      });
      if (lost) incoming.resume();
      else passAnswer();
    });
    unwatch = watch(hop, {
      hold() {
        held = true;
        answer?.unpipe(response);
        request.unpipe(sent);
      },
      release() {
        held = false;
        passRequest();
        passAnswer();
      },
      lose() {
        lost = true;
        request.unpipe(sent);
        answer?.unpipe(response);
        answer?.resume();
      },
      reset: breakOff,
    });
    if (chunked || Number(request.headers['content-length'] ?? 0) > 0) {
      setImmediate(() => sent.flushHeaders());
      passRequest();
    } else {
      sent.end();
    }
  };

  meter.begin(link);
  hop.live.add(breakOff);
  request.on('error', () => {}); // Told by the `close` of the response.
  response.on('finish', () => {
    end();
    if (request.readableEnded) return;
    // The callee wants no more of the request. What is left of it must not block the next one on this connection.
    request.unpipe().resume();
    upstream?.destroy();
  });
  response.on('close', () => {
    end('ABORTED');
    // Over a partition not even the end of the connection is heard.
    if (!response.writableFinished && !lost) upstream?.destroy();
  });
  void admit(hop, caller.signal).then(proceed);
}
