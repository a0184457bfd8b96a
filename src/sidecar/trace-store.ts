import type { Span, Trace } from './model.ts';

export interface TraceLimits {
  /** Traces kept at most. */
  readonly traces: number;
  /** Characters of all their spans as JSON, at most: about as many bytes. */
  readonly size: number;
  /** Spans kept of one trace. */
  readonly spansPerTrace: number;
}

const DEFAULT_LIMITS: TraceLimits = { traces: 2_000, size: 16_000_000, spansPerTrace: 400 };

interface Entry {
  readonly spans: Span[];
  size: number;
  dropped: number;
}

/** The latest traces. The oldest one goes when there are too many, or when they are too large together. */
export class TraceStore {
  readonly #limits: TraceLimits;
  /** In the order in which their first span came. */
  readonly #traces = new Map<string, Entry>();
  #size = 0;

  constructor(limits: TraceLimits = DEFAULT_LIMITS) {
    this.#limits = limits;
  }

  add(span: Span): void {
    let entry = this.#traces.get(span.traceId);
    if (!entry) this.#traces.set(span.traceId, (entry = { spans: [], size: 0, dropped: 0 }));
    if (entry.spans.length >= this.#limits.spansPerTrace) {
      entry.dropped += 1;
      return;
    }
    const size = JSON.stringify(span).length;
    entry.spans.push(span);
    entry.size += size;
    this.#size += size;
    for (const [traceId, oldest] of this.#traces) {
      if (this.#traces.size <= this.#limits.traces && this.#size <= this.#limits.size) break;
      this.#traces.delete(traceId);
      this.#size -= oldest.size;
    }
  }

  /** What is kept of a trace; no spans when nothing is. */
  get(traceId: string): Trace {
    const { spans = [], dropped = 0 } = this.#traces.get(traceId) ?? {};
    return { traceId, spans: [...spans].sort((a, b) => a.start - b.start), dropped };
  }
}
