/** The traces panel: which of the traces are listed, which one is open, and which of its spans is looked at. */
import { untrack } from 'svelte';
import type { LabManifest } from '../../../../labs/kit/manifest.ts';
import type { Span, SpanSummary, Trace } from '../../../sidecar/model.ts';
import type { LiveState } from '../../state/live.svelte.ts';
import type { ViewState } from '../../state/view.svelte.ts';
import { filtered, slowFrom, traceEntries, type TraceEntry, type TraceFilter } from './trace-list.ts';
import { waterfallOf, type Waterfall } from './waterfall.ts';

/** So many are listed; the filter finds older ones. */
const maxListed = 80;

export interface TracesParts {
  readonly manifest: Pick<LabManifest, 'links' | 'tracing'>;
  readonly live: LiveState;
  readonly view: ViewState;
}

export class TracesState {
  readonly #parts: TracesParts;

  filter = $state<TraceFilter>('all');
  asTable = $state(false);
  /** What was loaded of the trace that is open. */
  trace = $state.raw<Trace | null>(null);
  /** Why it could not be loaded. */
  problem = $state<string | null>(null);
  /** The span that the keyboard is on. */
  current = $state<string | null>(null);
  /** The span whose details are shown. */
  opened = $state<string | null>(null);
  /** The list stands still, because somebody is choosing from it. */
  #held = $state.raw<readonly TraceEntry[] | null>(null);

  constructor(parts: TracesParts) {
    this.#parts = parts;
  }

  /** The list moves once a second: oftener nobody can read it. */
  readonly #second: number = $derived.by(() => Math.floor((this.#parts.live.windows.at(-1)?.at ?? 0) / 1000));

  readonly entries: readonly TraceEntry[] = $derived.by(() => {
    const { live, manifest } = this.#parts;
    void this.#second;
    return untrack(() => traceEntries(live.spans, live.requests, manifest));
  });

  readonly slowFrom: number | null = $derived.by(() => slowFrom(this.entries));

  readonly #fitting: readonly TraceEntry[] = $derived.by(() => filtered(this.entries, this.filter));

  readonly listed: readonly TraceEntry[] = $derived.by(() => this.#held ?? this.#fitting.slice(0, maxListed));

  /** Traces that have come since the list stands still. */
  readonly waiting: number = $derived.by(() => {
    const [newest] = this.#held ?? [];
    if (!this.#held) return 0;
    return newest ? this.#fitting.filter(({ start }) => start > newest.start).length : this.#fitting.length;
  });

  /** Keeps the list as it is while somebody points at it or is in it. */
  hold(): void {
    this.#held ??= this.listed;
  }

  release(): void {
    this.#held = null;
  }

  setFilter(filter: TraceFilter): void {
    this.filter = filter;
    this.release();
  }

  /** How much of the open trace has been listed: it is loaded anew when there is more. */
  readonly known: number = $derived.by(() => {
    const { live, view } = this.#parts;
    return live.spans.reduce((sum, { traceId }) => sum + (traceId === view.trace ? 1 : 0), 0);
  });

  readonly waterfall: Waterfall | null = $derived.by(() =>
    this.trace && this.trace.spans.length > 0 ? waterfallOf(this.trace) : null,
  );

  readonly openedSpan: Span | null = $derived.by(
    () => this.trace?.spans.find(({ spanId }) => spanId === this.opened) ?? null,
  );

  /** Loads a trace. Without the sidecar it is made of what had been listed. */
  async load(traceId: string): Promise<void> {
    const { live, view } = this.#parts;
    if (this.trace?.traceId !== traceId) {
      this.trace = null;
      this.current = null;
      this.opened = null;
    }
    let trace: Trace;
    try {
      trace = await live.trace(traceId);
    } catch {
      trace = { traceId, spans: [], dropped: 0 };
    }
    if (view.trace !== traceId) return;
    if (trace.spans.length === 0) {
      const spans = live.spans.filter((span) => span.traceId === traceId).map(withoutDetails);
      trace = { traceId, spans, dropped: 0 };
    }
    this.problem =
      trace.spans.length === 0 ? 'This trace is not kept any more, or none of its spans has come yet.' : null;
    this.trace = trace;
  }

  /** Moves through the rows by so many; from nowhere to the first. */
  step(by: number): void {
    const rows = this.waterfall?.rows ?? [];
    const now = rows.findIndex(({ span }) => span.spanId === this.current);
    const to = rows[Math.max(0, Math.min(rows.length - 1, now + by))];
    this.current = to?.span.spanId ?? null;
  }

  /** Shows or hides the details of a span. */
  toggle(spanId: string): void {
    this.current = spanId;
    this.opened = this.opened === spanId ? null : spanId;
  }
}

function withoutDetails(summary: SpanSummary): Span {
  return { ...summary, kind: 'internal', attributes: {}, resource: {}, events: [], links: [] };
}
