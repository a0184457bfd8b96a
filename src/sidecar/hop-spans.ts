import type { Fields } from './hop-headers.ts';
import type { Configuration, Span } from './model.ts';
import { formatTraceparent, newSpanId, parseTraceparent } from './traceparent.ts';
import type { TraceContext } from './traceparent.ts';
import { clip, round } from './text.ts';

/** What a client span is made of. */
export interface HopEnd {
  readonly from: string;
  readonly to: string;
  readonly method: string;
  readonly path: string;
  readonly startedAt: number;
  readonly ms: number;
  readonly status?: number | undefined;
  readonly error?: string | undefined;
}

/** The trace of one request that passes. */
export interface HopTrace {
  readonly traceId: string;
  /** Puts the hop's own span into the header, where the configuration wants it between caller and callee. */
  rewrite(headers: Fields): void;
  /** Records the hop's span. */
  end(hop: HopEnd): void;
}

/** Records client spans for requests that pass or that the sidecar sends. */
export class HopTracer {
  readonly #mode: Configuration['hopSpans'];
  readonly #record: (span: Span) => void;

  constructor(mode: Configuration['hopSpans'], record: (span: Span) => void) {
    this.#mode = mode;
    this.#record = record;
  }

  /** Follows a request with this header. Without a valid one it has no trace. */
  hop(traceparent: string | string[] | undefined): HopTrace | undefined {
    const context = parseTraceparent(typeof traceparent === 'string' ? traceparent : undefined);
    if (!context) return undefined;
    const spanId = newSpanId();
    return {
      traceId: context.traceId,
      rewrite: (headers) => {
        if (this.#mode !== 'between') return;
        for (const name of Object.keys(headers)) {
          if (name.toLowerCase() === 'traceparent') headers[name] = formatTraceparent({ ...context, spanId });
        }
      },
      end: (hop) => this.#end({ ...context, spanId }, context.spanId, hop),
    };
  }

  /** Follows a request with which the sidecar itself begins a trace: its span is the root. */
  root(context: TraceContext): Pick<HopTrace, 'end'> {
    return { end: (hop) => this.#end(context, undefined, hop) };
  }

  #end({ traceId, spanId, sampled }: TraceContext, parentSpanId: string | undefined, hop: HopEnd): void {
    if (this.#mode === 'off' || !sampled) return;
    const failed = hop.error !== undefined || (hop.status ?? 0) >= 400;
    const path = clip(hop.path.split('?')[0] ?? '', 200);
    this.#record({
      traceId,
      spanId,
      ...(parentSpanId === undefined ? {} : { parentSpanId }),
      service: hop.from,
      // The route would be the better name, but only the callee knows it.
      name: `${hop.method} ${path}`,
      kind: 'client',
      start: round(hop.startedAt, 3),
      ms: round(hop.ms, 3),
      // A client's span is an error from 400 on (OpenTelemetry's HTTP conventions).
      ...(failed ? { failed } : {}),
      attributes: {
        'http.request.method': hop.method,
        'url.path': path,
        'server.address': hop.to,
        ...(hop.status === undefined ? {} : { 'http.response.status_code': hop.status }),
        ...(failed ? { 'error.type': hop.error ?? String(hop.status) } : {}),
      },
      resource: { 'service.name': hop.from, 'telemetry.sdk.name': 'sidecar' },
      events: [],
      links: [],
    });
  }
}
