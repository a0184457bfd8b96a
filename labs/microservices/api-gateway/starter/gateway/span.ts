/** The gateway’s own bar in a waterfall: an OpenTelemetry span for each request, sent to the collector. */
import { fieldOf } from './types.ts';
import type { GatewayRequest } from './types.ts';

/** A span as OTLP has it in JSON, without its times. */
export interface GatewaySpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly name: string;
  readonly status: number;
  readonly ms: number;
  readonly sampled: boolean;
}

export type SpanReport = (span: GatewaySpan) => void;

export interface Passed {
  readonly request: GatewayRequest;
  /** The one that the calls to services were made with. */
  readonly traceparent: string;
  readonly status: number;
  /** How long it took, in milliseconds. */
  readonly ms: number;
}

export function spanOf({ request, traceparent, status, ms }: Passed): GatewaySpan {
  const [, traceId = '', spanId = '', flags = ''] = traceparent.split('-');
  const [, sentTrace, sentSpan] = (fieldOf(request.headers, 'traceparent') ?? '').split('-');
  // Whoever passes the parent’s id on as it came has no span of their own.
  const parentSpanId = sentTrace === traceId && sentSpan !== spanId ? sentSpan : undefined;
  const sampled = (Number.parseInt(flags, 16) & 1) === 1 && sentSpan !== spanId;
  const name = `${request.method} ${request.target.split('?')[0] ?? ''}`;
  return { traceId, spanId, parentSpanId, name, status, ms, sampled };
}

/** Reports to the collector that the environment names; without one, to nobody. */
export function spanExporter(): SpanReport {
  const endpoint = process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  if (endpoint === undefined) return () => {};
  let waiting: object[] = [];
  let sending = false;
  const send = async (): Promise<void> => {
    sending = true;
    while (waiting.length > 0) {
      const spans = waiting;
      waiting = [];
      const attributes = [
        { key: 'service.name', value: { stringValue: process.env['OTEL_SERVICE_NAME'] ?? 'gateway' } },
      ];
      const scopeSpans = [{ scope: { name: 'gateway' }, spans }];
      const body = JSON.stringify({ resourceSpans: [{ resource: { attributes }, scopeSpans }] });
      const headers = { 'content-type': 'application/json' };
      // Telemetry must never disturb what it watches: a collector that is away is no error.
      await fetch(`${endpoint}/v1/traces`, { method: 'POST', headers, body })
        .then((response) => response.body?.cancel())
        .catch(() => {});
    }
    sending = false;
  };
  return (span) => {
    if (!span.sampled) return;
    waiting.push(otlpSpan(span));
    if (!sending) void send();
  };
}

function otlpSpan({ traceId, spanId, parentSpanId, name, status, ms }: GatewaySpan): object {
  const end = Date.now();
  const nanoseconds = (time: number): string => `${Math.round(time * 1_000)}000`;
  return {
    traceId,
    spanId,
    ...(parentSpanId === undefined ? {} : { parentSpanId }),
    name,
    kind: 2,
    startTimeUnixNano: nanoseconds(end - ms),
    endTimeUnixNano: nanoseconds(end),
    attributes: [{ key: 'http.response.status_code', value: { intValue: String(status) } }],
    // What a client did wrong is no error of the server’s.
    status: status >= 500 ? { code: 2 } : {},
  };
}
