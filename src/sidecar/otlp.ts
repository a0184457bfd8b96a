/**
 * Reads OTLP/HTTP in its JSON encoding. What is not understood is left out and counted; one bad span does not cost the
 * others. https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
import * as z from 'zod/mini';
import { catch as orElse } from 'zod/mini';
import type { GaugePoint, Span } from './model.ts';
import { clip, round } from './text.ts';

type Attributes = Span['attributes'];

const TEXT_LENGTH = 300;
const ATTRIBUTES = 32;
const EVENTS = 16;
const KINDS: readonly Span['kind'][] = ['internal', 'internal', 'server', 'client', 'producer', 'consumer'];

/** Nanoseconds since 1970, which as a JSON number or a decimal text may have more digits than a double can hold. */
const nanoseconds = z.union([z.string().check(z.regex(/^\d{1,20}$/)), z.number()]);
const id = (digits: number) =>
  z.pipe(
    z.string().check(z.regex(new RegExp(`^[0-9a-fA-F]{${digits}}$`), `must be ${digits} hex digits`)),
    z.transform((text: string) => text.toLowerCase()),
  );
const keyValues = orElse(z.array(z.object({ key: z.string(), value: z.unknown() })), []);

const otlpSpan = z.object({
  traceId: id(32),
  spanId: id(16),
  parentSpanId: z.optional(z.union([id(16), z.literal('')])),
  name: z.string(),
  kind: z.optional(z.union([z.int(), z.string()])),
  startTimeUnixNano: nanoseconds,
  endTimeUnixNano: nanoseconds,
  attributes: z.optional(keyValues),
  status: z.optional(
    z.object({ code: z.optional(z.union([z.int(), z.string()])), message: z.optional(z.string()) }),
  ),
  events: orElse(
    z.optional(
      z.array(z.object({ name: z.string(), timeUnixNano: nanoseconds, attributes: z.optional(keyValues) })),
    ),
    undefined,
  ),
  links: orElse(z.optional(z.array(z.object({ traceId: id(32), spanId: id(16) }))), undefined),
});

const otlpPoint = z.object({
  asDouble: z.optional(z.number()),
  asInt: z.optional(z.union([z.string(), z.number()])),
  timeUnixNano: z.optional(nanoseconds),
  attributes: z.optional(keyValues),
});
const points = z.object({ dataPoints: z.array(z.unknown()) });
const otlpMetric = z.object({
  name: z.string(),
  unit: z.optional(z.string()),
  gauge: z.optional(points),
  sum: z.optional(points),
});

const resource = orElse(z.optional(z.object({ attributes: z.optional(keyValues) })), undefined);
const list = z.array(z.unknown());
const traceRequest = z.object({ resourceSpans: z.optional(list) });
const resourceSpans = z.object({
  resource,
  scopeSpans: z.optional(z.array(z.object({ spans: z.optional(list) }))),
});
const metricsRequest = z.object({ resourceMetrics: z.optional(list) });
const resourceMetrics = z.object({
  resource,
  scopeMetrics: z.optional(z.array(z.object({ metrics: z.optional(list) }))),
});

/** What a request held: the items that were understood, how many were not, and what was wrong with the first of them. */
export interface Batch<T> {
  readonly items: T[];
  readonly rejected: number;
  readonly problem: string | undefined;
}

class Collected<T> implements Batch<T> {
  readonly items: T[] = [];
  rejected = 0;
  problem: string | undefined;

  /** The value as the schema has it, or undefined and one more is rejected. */
  take<S>(schema: z.ZodMiniType<S>, value: unknown): S | undefined {
    const result = z.safeParse(schema, value);
    if (result.success) return result.data;
    this.rejected += 1;
    const [issue] = result.error.issues;
    this.problem ??= issue && `${issue.path.join('.') || 'item'}: ${issue.message}`;
    return undefined;
  }
}

/** The spans of an ExportTraceServiceRequest. */
export function readSpans(request: unknown): Batch<Span> {
  const batch = new Collected<Span>();
  for (const entry of batch.take(traceRequest, request)?.resourceSpans ?? []) {
    const group = batch.take(resourceSpans, entry);
    const from = flatten(group?.resource?.attributes);
    for (const item of (group?.scopeSpans ?? []).flatMap((scope) => scope.spans ?? [])) {
      const read = batch.take(otlpSpan, item);
      if (read) batch.items.push(toSpan(read, from));
    }
  }
  return batch;
}

function toSpan(read: z.output<typeof otlpSpan>, resourceAttributes: Attributes): Span {
  const start = toMs(read.startTimeUnixNano);
  const code = read.status?.code;
  const { message } = read.status ?? {};
  return {
    traceId: read.traceId,
    spanId: read.spanId,
    ...(read.parentSpanId ? { parentSpanId: read.parentSpanId } : {}),
    service: serviceOf(resourceAttributes),
    name: clip(read.name, TEXT_LENGTH),
    kind: kindOf(read.kind),
    start,
    ms: Math.max(0, round(toMs(read.endTimeUnixNano) - start, 3)),
    ...(code === 2 || code === 'STATUS_CODE_ERROR' ? { failed: true } : {}),
    ...(message ? { statusMessage: clip(message, TEXT_LENGTH) } : {}),
    attributes: flatten(read.attributes),
    resource: resourceAttributes,
    events: (read.events ?? []).slice(0, EVENTS).map((event) => ({
      name: clip(event.name, TEXT_LENGTH),
      at: toMs(event.timeUnixNano),
      attributes: flatten(event.attributes),
    })),
    links: (read.links ?? []).slice(0, EVENTS),
  };
}

/** The gauges and sums of an ExportMetricsServiceRequest. Histograms are left out without complaint. */
export function readGauges(request: unknown, now: number): Batch<GaugePoint> {
  const batch = new Collected<GaugePoint>();
  for (const entry of batch.take(metricsRequest, request)?.resourceMetrics ?? []) {
    const group = batch.take(resourceMetrics, entry);
    const service = serviceOf(flatten(group?.resource?.attributes));
    for (const item of (group?.scopeMetrics ?? []).flatMap((scope) => scope.metrics ?? [])) {
      const metric = batch.take(otlpMetric, item);
      for (const point of metric?.gauge?.dataPoints ?? metric?.sum?.dataPoints ?? []) {
        const read = batch.take(otlpPoint, point);
        const value = read && (read.asDouble ?? Number(read.asInt));
        if (!metric || !read || value === undefined || !Number.isFinite(value)) continue;
        batch.items.push({
          service,
          name: clip(metric.name, TEXT_LENGTH),
          value,
          ...(metric.unit ? { unit: clip(metric.unit, TEXT_LENGTH) } : {}),
          attributes: flatten(read.attributes),
          at: read.timeUnixNano === undefined ? now : toMs(read.timeUnixNano),
        });
      }
    }
  }
  return batch;
}

/** Milliseconds since 1970 with three decimals, which is as much as a double holds. */
function toMs(nanos: string | number): number {
  return typeof nanos === 'number' ? round(nanos / 1e6, 3) : Number(BigInt(nanos) / 1000n) / 1000;
}

function kindOf(kind: number | string | undefined): Span['kind'] {
  if (typeof kind === 'number') return KINDS[kind] ?? 'internal';
  return KINDS.find((each) => kind === `SPAN_KIND_${each.toUpperCase()}`) ?? 'internal';
}

function serviceOf(attributes: Attributes): string {
  const name = attributes['service.name'];
  return typeof name === 'string' && name !== '' ? name : 'unknown_service';
}

function flatten(pairs: z.output<typeof keyValues> | undefined): Attributes {
  const attributes: Attributes = {};
  for (const { key, value } of (pairs ?? []).slice(0, ATTRIBUTES)) {
    const plain = valueOf(value);
    if (plain === undefined || plain === null) continue;
    attributes[clip(key, TEXT_LENGTH)] =
      typeof plain === 'number' || typeof plain === 'boolean'
        ? plain
        : clip(typeof plain === 'string' ? plain : JSON.stringify(plain), TEXT_LENGTH);
  }
  return attributes;
}

const anyValue = z.object({
  stringValue: z.optional(z.string()),
  boolValue: z.optional(z.boolean()),
  intValue: z.optional(z.union([z.string(), z.number()])),
  doubleValue: z.optional(z.number()),
  bytesValue: z.optional(z.string()),
  arrayValue: z.optional(z.object({ values: z.optional(list) })),
  kvlistValue: z.optional(z.object({ values: z.optional(keyValues) })),
});

/** What an AnyValue stands for: a text, number, truth value, or a list or map of such. */
function valueOf(value: unknown, depth = 0): unknown {
  const result = z.safeParse(anyValue, value);
  if (!result.success || depth > 4) return undefined;
  const { stringValue, boolValue, intValue, doubleValue, bytesValue, arrayValue, kvlistValue } = result.data;
  if (arrayValue) return (arrayValue.values ?? []).map((each) => valueOf(each, depth + 1));
  if (kvlistValue) {
    return Object.fromEntries(
      (kvlistValue.values ?? []).map((each) => [each.key, valueOf(each.value, depth + 1)]),
    );
  }
  const number = intValue === undefined ? doubleValue : Number(intValue);
  return stringValue ?? boolValue ?? number ?? bytesValue;
}
