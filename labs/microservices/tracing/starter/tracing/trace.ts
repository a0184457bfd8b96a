/** A trace as `criticalPath` gets it. */

export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer';

export interface TraceSpan {
  readonly spanId: string;
  /** The span it is part of. One span of a trace has none: the root. */
  readonly parentSpanId?: string;
  readonly service: string;
  readonly name: string;
  readonly kind: SpanKind;
  /** Milliseconds since the trace began. */
  readonly start: number;
  /** Milliseconds since the trace began; a consumer may end long after the root. */
  readonly end: number;
}

/** A span of the critical path. */
export interface Step {
  readonly span: TraceSpan;
  /** For so many milliseconds the request waited for this span itself, and for none below it. */
  readonly ms: number;
}

export interface CriticalPath {
  /** The spans below the root that the request waited for, the one with the most time first. */
  readonly steps: readonly Step[];
  /** Milliseconds of the root in which no blocking span below it ran. */
  readonly unexplainedMs: number;
}
