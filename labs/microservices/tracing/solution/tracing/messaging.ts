/** Spans for events: one where an event is sent, one where it is processed, and a link between them. */
import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Context, Tracer } from '@opentelemetry/api';

import type { Log } from '#kit/log.ts';

import type { Traced } from './http.ts';
import { logWithTrace } from './log.ts';
import { extract, inject } from './trace-context.ts';

/** Something that has happened, for whoever wants to know. */
export interface ShopEvent {
  /** Where it is sent to: `orders`. */
  readonly topic: string;
  readonly type: string;
  readonly key: string;
  readonly data: unknown;
  /** Like the header fields of a request. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Hands an event over, in a producer span. The event carries this span in its headers. */
export function publish(
  tracer: Tracer,
  parent: Context,
  event: Omit<ShopEvent, 'headers'>,
  handOver: (event: ShopEvent) => void,
): void {
  const attributes = { 'messaging.operation.type': 'send', 'messaging.destination.name': event.topic };
  const span = tracer.startSpan(`send ${event.topic}`, { kind: SpanKind.PRODUCER, attributes }, parent);
  handOver({ ...event, headers: inject(trace.setSpan(parent, span)) });
  span.end();
}

export type EventHandler = (event: ShopEvent, traced: Traced) => Promise<void>;

/** A function that processes events, each in a consumer span that is linked to the event's producer. */
export function consumer(
  tracer: Tracer,
  log: Log,
  handler: EventHandler,
): (event: ShopEvent) => Promise<void> {
  return async (event) => {
    const parent = extract(event.headers);
    const producer = trace.getSpanContext(parent);
    const span = tracer.startSpan(
      `process ${event.topic}`,
      {
        kind: SpanKind.CONSUMER,
        attributes: { 'messaging.operation.type': 'process', 'messaging.destination.name': event.topic },
        links: producer ? [{ context: producer }] : [],
      },
      parent,
    );
    const context = trace.setSpan(parent, span);
    try {
      await handler(event, { context, log: logWithTrace(log, context) });
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: String(error) });
      throw error;
    } finally {
      span.end();
    }
  };
}
