import http from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Head } from './body.ts';
import type { GaugePoint, Span } from './model.ts';
import { readGauges, readSpans } from './otlp.ts';

/** Bytes of a request. A batch of 512 spans has some 300 KB. */
const BODY_LIMIT = 4_000_000;

export interface CollectorParts {
  readonly now: () => number;
  readonly onSpan: (span: Span) => void;
  readonly onGauge: (point: GaugePoint) => void;
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** A refusal, in the form of google.rpc.Status that OTLP asks for. */
const refuse = (status: number, message: string): Reply => ({ status, body: { message } });

/**
 * An OpenTelemetry collector for OTLP over HTTP in JSON: traces and metrics are taken in, logs accepted and forgotten,
 * because a process's console shows them already.
 */
export function createCollector(parts: CollectorParts): Server {
  return http.createServer((request, response) => {
    // An exporter that is killed while it sends needs no answer.
    request.on('error', () => {});
    void respond(request, response, parts);
  });
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  parts: CollectorParts,
): Promise<void> {
  const read = await readBody(request);
  if (read === undefined) return;
  const { status, body } = read instanceof Uint8Array ? take(request, read, parts) : read;
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** The body; or a refusal when it is too large; or nothing when it broke off. */
function readBody(request: IncomingMessage): Promise<Uint8Array | Reply | undefined> {
  return new Promise((resolve) => {
    const body = new Head(BODY_LIMIT);
    request.on('data', (chunk: Uint8Array) => body.push(chunk));
    request.on('end', () => {
      if (body.size <= BODY_LIMIT) resolve(body.bytes());
      else resolve(refuse(413, `A request may have ${BODY_LIMIT} bytes. Export smaller batches.`));
    });
    request.on('close', () => resolve(undefined));
  });
}

function take(request: IncomingMessage, body: Uint8Array, { now, onSpan, onGauge }: CollectorParts): Reply {
  const path = (request.url ?? '').split('?')[0];
  if (path !== '/v1/traces' && path !== '/v1/metrics' && path !== '/v1/logs') {
    return refuse(404, 'This collector knows /v1/traces, /v1/metrics and /v1/logs.');
  }
  if (request.method !== 'POST') return refuse(405, 'OTLP is sent by POST.');
  if (!(request.headers['content-type'] ?? '').startsWith('application/json')) {
    return refuse(415, 'This collector reads OTLP as application/json. Use the http/json exporter.');
  }
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') {
    return refuse(415, 'This collector reads plain JSON. Switch the compression of the exporter off.');
  }
  let message: unknown;
  try {
    message = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    return refuse(400, `The body is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (path === '/v1/traces') {
    const { items, rejected, problem } = readSpans(message);
    for (const span of items) onSpan(span);
    return accepted('rejectedSpans', rejected, problem);
  }
  if (path === '/v1/metrics') {
    const { items, rejected, problem } = readGauges(message, now());
    for (const point of items) onGauge(point);
    return accepted('rejectedDataPoints', rejected, problem);
  }
  return accepted('rejectedLogRecords', 0, undefined);
}

function accepted(field: string, rejected: number, problem: string | undefined): Reply {
  const partialSuccess = rejected === 0 ? {} : { [field]: String(rejected), errorMessage: problem ?? '' };
  return { status: 200, body: { partialSuccess } };
}
