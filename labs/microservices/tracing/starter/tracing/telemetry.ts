/** The tracer of a service: OpenTelemetry's SDK, told the time by the clock of the lab. */
import { ROOT_CONTEXT } from '@opentelemetry/api';
import type { Tracer } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Sampler, SpanProcessor } from '@opentelemetry/sdk-trace';

import type { Clock } from '#kit/clock.ts';

import { otlpExporter } from './otlp.ts';

export interface TracerOptions {
  /** Name of the service, which all of its spans carry. */
  readonly service: string;
  readonly clock: Clock;
  readonly sampler: Sampler;
  /** Who gets the spans that end. */
  readonly processor: SpanProcessor;
}

/** Spans begin and end by the clock, and have no parent but the one in the context that they are given. */
export function createTracer({ service, clock, sampler, processor }: TracerOptions): Tracer {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    sampler,
    spanProcessors: [processor],
  });
  const tracer = provider.getTracer('shop');
  const now = (): number => performance.timeOrigin + clock.now();
  const startSpan: Tracer['startSpan'] = (name, options, context = ROOT_CONTEXT) => {
    const span = tracer.startSpan(name, { startTime: now(), ...options }, context);
    const end = span.end.bind(span);
    span.end = (time = now()) => end(time);
    return span;
  };
  const timed: Tracer = Object.create(tracer);
  return Object.assign(timed, { startSpan });
}

/** Sends spans, some at a time, to the collector that the environment names. */
export function collectorFromEnv(fetch: typeof globalThis.fetch): SpanProcessor {
  const endpoint = process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  if (endpoint === undefined) return nowhere;
  return new BatchSpanProcessor({
    exporter: otlpExporter(`${endpoint}/v1/traces`, fetch),
    scheduledDelayMillis: Number(process.env['OTEL_BSP_SCHEDULE_DELAY'] ?? 250),
  });
}

/** The part of all new traces that is recorded, from `OTEL_TRACES_SAMPLER_ARG`; one in ten by default. */
export function ratioFromEnv(): number {
  const ratio = Number(process.env['OTEL_TRACES_SAMPLER_ARG'] ?? 0.1);
  if (ratio >= 0 && ratio <= 1) return ratio;
  throw new Error('OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1.');
}

const nowhere: SpanProcessor = {
  onStart: () => {},
  onEnd: () => {},
  forceFlush: () => Promise.resolve(),
  shutdown: () => Promise.resolve(),
};
