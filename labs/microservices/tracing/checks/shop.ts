/** What the checks share: the four services in this process, on one clock, with all of their spans in one list. */
import { SpanKind } from '@opentelemetry/api';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace';

import { CheckFailure } from '#kit/check.ts';
import type { CheckResponse, LabUnderTest } from '#kit/check.ts';
import { manualClock } from '#kit/clock.ts';
import type { Clock } from '#kit/clock.ts';
import type { Service } from '#kit/http.ts';
import { createLog } from '#kit/log.ts';

import type * as GatewayModule from '../starter/gateway/app.ts';
import type * as NotificationsModule from '../starter/notifications/app.ts';
import type * as OrdersModule from '../starter/orders/app.ts';
import type * as PaymentsModule from '../starter/payments/app.ts';
import type * as SamplingModule from '../starter/tracing/sampling.ts';
import type * as TelemetryModule from '../starter/tracing/telemetry.ts';

/** A span that has ended, as the checks speak of it. */
export interface Seen {
  readonly service: string;
  readonly name: string;
  readonly kind: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly links: readonly string[];
  readonly status: 'unset' | 'ok' | 'error';
  /** Milliseconds. */
  readonly start: number;
  readonly end: number;
}

export interface ShopOptions {
  /** The part of new traces that is recorded; all of them by default. */
  readonly ratio?: number;
  /** Which services there are; the others cannot be reached. All of them by default. */
  readonly without?: readonly 'payments'[];
}

export interface Shop {
  readonly clock: JumpingClock;
  /** Base URL of the gateway. */
  readonly gateway: string;
  /** Base URL of orders. */
  readonly orders: string;
  /** Recorded spans, in the order in which they ended. */
  readonly spans: readonly Seen[];
  /** Lines of the logs, with the service that wrote them. */
  readonly lines: readonly { readonly service: string; readonly line: string }[];
  /** The headers that calls between the services carried. */
  readonly calls: readonly { readonly url: string; readonly headers: Headers }[];
  checkout(headers?: Readonly<Record<string, string>>, amount?: number): Promise<CheckResponse>;
  /** Resolves when notifications has processed so many events. */
  processed(events: number): Promise<void>;
}

/** Runs the shop, and takes it down. */
export async function withShop(
  lab: LabUnderTest,
  { ratio = 1, without = [] }: ShopOptions,
  body: (shop: Shop) => Promise<void>,
): Promise<void> {
  const { createTracer } = await lab.load<typeof TelemetryModule>('tracing/telemetry.ts', 'createTracer');
  const { createSampler } = await lab.load<typeof SamplingModule>('tracing/sampling.ts', 'createSampler');
  const gateway = await lab.load<typeof GatewayModule>('gateway/app.ts', 'createApp');
  const orders = await lab.load<typeof OrdersModule>('orders/app.ts', 'createApp');
  const payments = await lab.load<typeof PaymentsModule>('payments/app.ts', 'createApp');
  const notifications = await lab.load<typeof NotificationsModule>('notifications/app.ts', 'createApp');

  const clock = jumpingClock();
  const spans: Seen[] = [];
  const lines: { service: string; line: string }[] = [];
  const calls: { url: string; headers: Headers }[] = [];
  const waiting: { events: number; resolve: () => void }[] = [];
  let events = 0;
  const recorded: typeof fetch = async (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    calls.push({ url, headers: new Headers(init?.headers) });
    const response = await fetch(input, init);
    if (url.endsWith('/events')) {
      events += 1;
      for (const each of waiting) if (events >= each.events) each.resolve();
    }
    return response;
  };
  const parts = (service: string) => ({
    clock,
    fetch: recorded,
    log: createLog((line) => lines.push({ service, line })),
    tracer: createTracer({
      service,
      clock,
      sampler: createSampler(ratio),
      processor: collect((span) => spans.push(seen(service, span))),
    }),
  });

  const running: Service[] = [];
  const listen = async (service: Service): Promise<string> => {
    running.push(service);
    return (await service.listen(0)).url;
  };
  try {
    const notificationsUrl = await listen(notifications.createApp(parts('notifications')));
    const paymentsUrl = await listen(payments.createApp(parts('payments')));
    if (without.includes('payments')) await running.pop()?.close();
    const ordersUrl = await listen(
      orders.createApp({ ...parts('orders'), config: { paymentsUrl, notificationsUrl } }),
    );
    const gatewayUrl = await listen(gateway.createApp({ ...parts('gateway'), config: { ordersUrl } }));
    await body({
      clock,
      gateway: gatewayUrl,
      orders: ordersUrl,
      spans,
      lines,
      calls,
      checkout: (headers = {}, amount = 2_500) =>
        lab.request(`${gatewayUrl}/api/checkout`, {
          method: 'POST',
          headers,
          body: { item: 'teapot', amount },
        }),
      processed: (count) =>
        new Promise((resolve) => {
          if (events >= count) resolve();
          else waiting.push({ events: count, resolve });
        }),
    });
  } finally {
    await Promise.all(running.map((each) => each.close()));
  }
}

/** Time that jumps: whoever sleeps is awake at once, and it is later. So work takes as long as it says it takes. */
export interface JumpingClock extends Clock {
  /** Lets nobody wake before so many are asleep at once. */
  gather(sleepers: number): void;
}

export function jumpingClock(): JumpingClock {
  const still = manualClock();
  let time = 0;
  let awaited = 0;
  let gathered = Promise.withResolvers<void>();
  return {
    ...still,
    now: () => time,
    sleep: async (ms) => {
      if (awaited > 0) {
        awaited -= 1;
        if (awaited === 0) gathered.resolve();
        await gathered.promise;
      }
      time += ms;
    },
    gather: (sleepers) => {
      awaited = sleepers;
      gathered = Promise.withResolvers();
    },
  };
}

/** One span by service and name; a check fails when there is none. */
export function spanOf(spans: readonly Seen[], service: string, name: string | RegExp): Seen {
  const fits = (each: Seen): boolean =>
    typeof name === 'string' ? each.name === name : name.test(each.name);
  const found = spans.find((each) => each.service === service && fits(each));
  if (found) return found;
  throw new CheckFailure(`a span of ${service} named ${String(name)}`, `the spans are ${inWords(spans)}`);
}

/** `gateway: POST /api/checkout, orders: POST /orders` */
export function inWords(spans: readonly Seen[]): string {
  return spans.length === 0 ? 'none' : spans.map(({ service, name }) => `${service}: ${name}`).join(', ');
}

/** Takes the spans that are sampled, as a collector would. */
export function collect(take: (span: ReadableSpan) => void): SpanProcessor {
  return {
    onStart: () => {},
    onEnd: (span) => {
      if (span.spanContext().traceFlags & 1) take(span);
    },
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  };
}

const kinds: Readonly<Record<SpanKind, Seen['kind']>> = {
  [SpanKind.INTERNAL]: 'internal',
  [SpanKind.SERVER]: 'server',
  [SpanKind.CLIENT]: 'client',
  [SpanKind.PRODUCER]: 'producer',
  [SpanKind.CONSUMER]: 'consumer',
};

function seen(service: string, span: ReadableSpan): Seen {
  const { traceId, spanId } = span.spanContext();
  return {
    service,
    name: span.name,
    kind: kinds[span.kind],
    traceId,
    spanId,
    parentSpanId: span.parentSpanContext?.spanId,
    links: span.links.map(({ context }) => context.spanId),
    status: (['unset', 'ok', 'error'] as const)[span.status.code],
    start: milliseconds(span.startTime),
    end: milliseconds(span.endTime),
  };
}

/** Rounded, because a time of day in nanoseconds is more than a number holds. */
function milliseconds([seconds, nanos]: readonly [number, number]): number {
  return Math.round(seconds * 1e6 + nanos / 1e3) / 1e3;
}
