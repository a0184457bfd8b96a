import type { Clock } from './clock.ts';
import type { Meter } from './meter.ts';
import type { GaugePoint, Span, SpanSummary } from './model.ts';
import type { SidecarEvent } from './protocol.ts';
import { round } from './text.ts';
import type { Traffic } from './traffic.ts';

/** Length of a window. */
export const WINDOW_MS = 250;
/** Spans that are listed in one window; more are only counted. */
const SPANS_PER_WINDOW = 60;
const GAUGES_PER_WINDOW = 100;
/** Gauges whose last value is remembered. A service that makes up names for ever only repeats itself. */
const GAUGES = 1_000;

export interface PublisherParts {
  readonly clock: Clock;
  readonly meter: Meter;
  readonly emit: (event: SidecarEvent) => void;
  /** Traces that are listed before others. */
  readonly watched: (traceId: string) => boolean;
}

/** Gathers what happens and tells it window by window, so that the page hears little however much passes. */
export class Publisher {
  readonly #parts: PublisherParts;
  #spans: SpanSummary[] = [];
  #gauges: GaugePoint[] = [];
  /** Last value of each gauge, to leave out what did not change. */
  readonly #values = new Map<string, number>();
  #traffic: Traffic | undefined;
  #began: number;
  #cancel: () => void;

  constructor(parts: PublisherParts) {
    this.#parts = parts;
    this.#began = parts.clock.now();
    this.#cancel = parts.clock.after(WINDOW_MS, () => this.#tick());
  }

  /** From now on this traffic is reported. */
  follow(traffic: Traffic): void {
    if (this.#traffic) this.#parts.emit(this.#traffic.report());
    this.#traffic = traffic;
  }

  addSpan({ traceId, spanId, parentSpanId, service, name, start, ms, failed }: Span): void {
    this.#spans.push({ traceId, spanId, parentSpanId, service, name, start, ms, failed });
  }

  addGauge(point: GaugePoint): void {
    const key = JSON.stringify([point.service, point.name, point.attributes]);
    if (this.#values.get(key) === point.value) return;
    if (this.#values.size >= GAUGES) this.#values.clear();
    this.#values.set(key, point.value);
    this.#gauges.push(point);
  }

  /** Ends; nothing is told any more. */
  stop(): void {
    this.#cancel();
  }

  #tick(): void {
    const { clock, meter, emit, watched } = this.#parts;
    const now = clock.now();
    const { links, samples } = meter.flush();
    emit({ type: 'metrics', at: round(now, 2), ms: round(now - this.#began, 2), links });
    if (samples.length > 0) emit({ type: 'requests', samples });
    if (this.#spans.length > 0) {
      const first = this.#spans.filter((span) => watched(span.traceId));
      const others = this.#spans.filter((span) => !watched(span.traceId));
      const spans = [...first, ...others].slice(0, SPANS_PER_WINDOW);
      emit({ type: 'spans', spans, more: this.#spans.length - spans.length });
    }
    if (this.#gauges.length > 0) emit({ type: 'gauges', points: this.#gauges.slice(-GAUGES_PER_WINDOW) });
    if (this.#traffic) {
      emit(this.#traffic.report());
      if (!this.#traffic.running) this.#traffic = undefined;
    }
    this.#spans = [];
    this.#gauges = [];
    this.#began = now;
    this.#cancel = clock.after(WINDOW_MS, () => this.#tick());
  }
}
