/**
 * What commands and events speak of: links, faults, requests, spans, gauges. Each end validates what it receives, so
 * these are schemas, and the types are made from them.
 */
import * as z from 'zod/mini';

/** The `from` of requests that the learner sends by hand. */
export const LEARNER = 'learner';
/** The `from` of requests of generated load. */
export const TRAFFIC = 'traffic';

const about = z.describe;

export const serviceName = z.string().check(z.minLength(1), z.maxLength(64));
const milliseconds = z.number().check(z.gte(0));
const count = z.int().check(z.gte(0));
const rate = z.number().check(z.gte(0), z.lte(1));
const port = z.int().check(z.gte(1), z.lte(65_535));
const traceId = z.string().check(z.regex(/^[0-9a-f]{32}$/, 'must be 32 lower-case hex digits'));
const spanId = z.string().check(z.regex(/^[0-9a-f]{16}$/, 'must be 16 lower-case hex digits'));

/** Name of a link in events: `orders->payments`. */
export const linkId = (from: string, to: string): string => `${from}->${to}`;

export const fault = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('delay').check(about('Requests wait before they are passed on.')),
    ms: milliseconds.check(z.lte(600_000), about('How long, in milliseconds.')),
    jitterMs: z._default(milliseconds, 0).check(about('Up to so much more or less, evenly spread.')),
    rate: z._default(rate, 1).check(about('The part of the requests that it hits, from 0 to 1.')),
  }),
  z.object({
    type: z.literal('error').check(about('Requests are answered at once with an error status.')),
    status: z.int().check(z.gte(400), z.lte(599), about('The status.')),
    rate: z._default(rate, 1).check(about('The part of the requests that it hits, from 0 to 1.')),
  }),
  z.object({
    type: z.literal('refuse').check(about('Nobody listens: connections are refused, open ones reset.')),
  }),
  z.object({ type: z.literal('hang').check(about('Connections are accepted and requests never answered.')) }),
  z.object({
    type: z
      .literal('partition')
      .check(about('Nothing passes between the two services, either way; answers under way are lost.')),
  }),
]);
/** Something wrong with a link. A link has at most one fault of each type. */
export type Fault = z.output<typeof fault>;
export type FaultInput = z.input<typeof fault>;

export const configuration = z.object({
  services: z
    .array(
      z.object({
        name: serviceName.check(about('Slug of the service.')),
        port: port.check(about('The port it listens on, as this machine counts ports.')),
        open: z._default(z.boolean(), false).check(about('Whether it listens on it already.')),
      }),
    )
    .check(about('The services that can be called.')),
  links: z
    .array(
      z.object({
        from: serviceName.check(about('The service that calls.')),
        to: serviceName.check(about('The service that is called, one of the services above.')),
        listen: port.check(about('The port on which the sidecar takes calls of this link.')),
      }),
    )
    .check(about('Who calls whom.')),
  collector: z.optional(port).check(about('The port for OTLP over HTTP; without it there is no collector.')),
  hopSpans: z
    ._default(z.enum(['off', 'beside', 'between']), 'beside')
    .check(
      about(
        'Spans of the sidecar for requests that carry a traceparent: none; one beside the span of the callee, with ' +
          'the headers left alone; or one between caller and callee, for which the traceparent is rewritten.',
      ),
    ),
  seed: z._default(z.int(), 1).check(about('Seed of all random choices.')),
});
/** What the sidecar stands between. */
export type Configuration = z.output<typeof configuration>;
export type ConfigurationInput = z.input<typeof configuration>;

export const header = z.tuple([z.string(), z.string()]);
/** Name and value. A name may come several times. */
export type Header = z.output<typeof header>;

export const requestTemplate = z.object({
  service: serviceName.check(about('The service it is sent to.')),
  method: z.string().check(z.regex(/^[A-Z]{1,16}$/), about('HTTP method.')),
  path: z.string().check(z.startsWith('/'), z.maxLength(8192), about('Path and query.')),
  headers: z._default(z.array(header), []).check(about('Header fields, in order.')),
  body: z
    .optional(z.string())
    .check(
      about('Text of the body. {{n}}, {{uuid}} and {{pick:a|b}} are replaced here, in path and headers.'),
    ),
});
/** A request that the sidecar itself is to send. */
export type RequestTemplate = z.output<typeof requestTemplate>;
export type RequestTemplateInput = z.input<typeof requestTemplate>;

export const trafficPlan = z.object({
  requests: z
    .array(
      z.extend(requestTemplate, {
        weight: z._default(z.number().check(z.gt(0)), 1).check(about('How often, compared with the others.')),
      }),
    )
    .check(z.minLength(1), about('The requests to choose from.')),
  rps: z.number().check(z.gt(0), z.lte(2000), about('Requests a second, at the start of a ramp.')),
  ramp: z
    .optional(
      z.object({
        rps: z
          .number()
          .check(z.gte(0), z.lte(2000), about('Requests a second at its end, and from then on.')),
        ms: milliseconds.check(z.gt(0), about('Its length in milliseconds.')),
      }),
    )
    .check(about('The rate changes evenly to another one; without it the load is steady.')),
  durationMs: z.optional(milliseconds).check(about('Ends by itself after so long; else when it is told.')),
  spacing: z
    ._default(z.enum(['poisson', 'fixed']), 'poisson')
    .check(about('Requests as independent people send them, or evenly spaced.')),
  seed: z._default(z.int(), 1).check(about('Seed of gaps, choices and templates.')),
  maxInFlight: z
    ._default(z.int().check(z.gte(1), z.lte(1000)), 200)
    .check(about('Requests that may be under way at once. More are not sent, and counted as shed.')),
  timeoutMs: z._default(milliseconds.check(z.gt(0)), 10_000).check(about('When a request is given up.')),
  tracesPerSecond: z
    ._default(z.number().check(z.gte(0)), 10)
    .check(
      about(
        'About so many requests a second are traced; the others carry a traceparent that is not sampled.',
      ),
    ),
});
/** Open-loop load: requests are sent when they are due, whether or not earlier ones were answered. */
export type TrafficPlan = z.output<typeof trafficPlan>;
export type TrafficPlanInput = z.input<typeof trafficPlan>;

export const linkWindow = z.object({
  link: z.string().check(about('As linkId makes it.')),
  count: count.check(about('Requests that ended in this window.')),
  errors: count.check(about('Those of them with a 5xx status or without any answer.')),
  status: z.record(z.string(), count).check(about('Answers by class: 2xx, 3xx, 4xx, 5xx.')),
  failures: z
    .record(z.string(), count)
    .check(
      about(
        'Requests without an answer by reason: ECONNREFUSED, ECONNRESET, TIMEOUT, ABORTED. Those SHED were not sent, so they are not in the count.',
      ),
    ),
  p50: z.optional(milliseconds).check(about('Median latency in milliseconds; absent when nothing ended.')),
  p95: z.optional(milliseconds).check(about('95th percentile in milliseconds.')),
  p99: z.optional(milliseconds).check(about('99th percentile in milliseconds.')),
  max: z.optional(milliseconds).check(about('The slowest, in milliseconds.')),
  inflight: count.check(about('Requests under way at the end of the window.')),
});
/** What passed over one link in one window. */
export type LinkWindow = z.output<typeof linkWindow>;

export const requestSample = z.object({
  id: count.check(about('Counts up over all links.')),
  link: z.string().check(about('As linkId makes it.')),
  method: z.string().check(about('HTTP method.')),
  path: z.string().check(about('Path and query; a long one is cut, with [+n] at its end.')),
  status: z.optional(z.int()).check(about('Status of the answer.')),
  error: z.optional(z.string()).check(about('Why there was none, as in the failures of a window.')),
  ms: milliseconds.check(about('From the first byte of the request to the last of the answer.')),
  traceId: z.optional(traceId).check(about('Trace that it belongs to.')),
  startedAt: milliseconds.check(about('Milliseconds since 1970.')),
});
/** One request that passed. */
export type RequestSample = z.output<typeof requestSample>;

const attribute = z.union([z.string(), z.number(), z.boolean()]);

export const spanSummary = z.object({
  traceId: traceId.check(about('Trace.')),
  spanId: spanId.check(about('Span.')),
  parentSpanId: z.optional(spanId).check(about('The span it is part of; a root has none.')),
  service: z.string().check(about('Who recorded it.')),
  name: z.string().check(about('What was done.')),
  start: milliseconds.check(about('Milliseconds since 1970, with fractions.')),
  ms: milliseconds.check(about('Its length.')),
  failed: z.optional(z.boolean()).check(about('True when its status is ERROR.')),
});
/** A span without its details. */
export type SpanSummary = z.output<typeof spanSummary>;

export const span = z.extend(spanSummary, {
  kind: z
    .enum(['internal', 'server', 'client', 'producer', 'consumer'])
    .check(about('Its side of the call.')),
  statusMessage: z.optional(z.string()).check(about('What went wrong, as the service said it.')),
  attributes: z.record(z.string(), attribute).check(about('Attributes; lists and maps as JSON.')),
  resource: z.record(z.string(), attribute).check(about('Attributes of the process.')),
  events: z
    .array(z.object({ name: z.string(), at: milliseconds, attributes: z.record(z.string(), attribute) }))
    .check(about('What happened within it, with milliseconds since 1970.')),
  links: z.array(z.object({ traceId, spanId })).check(about('Spans that caused it without waiting for it.')),
});
/** A span with all that was kept of it. */
export type Span = z.output<typeof span>;

export const gaugePoint = z.object({
  service: z.string().check(about('Who reported it.')),
  name: z.string().check(about('Name of the metric, such as circuit_breaker.state.')),
  value: z.number().check(about('Its value.')),
  unit: z.optional(z.string()).check(about('Its unit, as UCUM writes it.')),
  attributes: z.record(z.string(), attribute).check(about('What it is measured of.')),
  at: milliseconds.check(about('Milliseconds since 1970.')),
});
/** A value that a service reported about itself. */
export type GaugePoint = z.output<typeof gaugePoint>;

export const answer = z.union([
  z.object({
    status: z.int().check(about('Status.')),
    statusText: z.string().check(about('Its reason phrase.')),
    headers: z.array(header).check(about('Header fields as they came.')),
    body: z.string().check(about('The body: text, or base64 when it is not UTF-8.')),
    encoding: z.enum(['utf8', 'base64']).check(about('How to read the body.')),
    size: count.check(about('Bytes of the whole body.')),
    truncated: z.boolean().check(about('Whether the end of the body was cut off.')),
    ms: milliseconds.check(about('From sending the request to the last byte of the answer.')),
    startedAt: milliseconds.check(about('Milliseconds since 1970.')),
    traceId: z.optional(traceId).check(about('Its trace.')),
  }),
  z.object({
    error: z.string().check(about('Code: ECONNREFUSED, ECONNRESET, TIMEOUT, ABORTED …')),
    message: z.string().check(about('The same in words.')),
    ms: milliseconds.check(about('How long it took to fail.')),
    startedAt: milliseconds.check(about('Milliseconds since 1970.')),
    traceId: z.optional(traceId).check(about('Its trace.')),
  }),
]);
/** What came of a request of the learner's own. */
export type Answer = z.output<typeof answer>;

export const reading = z.object({
  status: z.int().check(about('Status.')),
  body: z.string().check(about('The body, as text.')),
  truncated: z.boolean().check(about('Whether the end of the body was cut off.')),
});
/** What a service said when it was looked into. */
export type Reading = z.output<typeof reading>;

export const trace = z.object({
  traceId: traceId.check(about('The trace that was asked for.')),
  spans: z
    .array(span)
    .check(about('Its spans in the order of their start; none when it is not kept any more.')),
  dropped: count.check(about('Spans that were left out because there were too many.')),
});
/** All spans that are known of a trace. */
export type Trace = z.output<typeof trace>;
