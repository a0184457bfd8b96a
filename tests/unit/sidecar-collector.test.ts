import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Span, Trace } from '../../src/sidecar/model.ts';
import { TraceStore } from '../../src/sidecar/trace-store.ts';
import { call, freePort, rig } from './sidecar-support.ts';
import type { CallResult, Rig } from './sidecar-support.ts';

const traceId = '5b8efff798038103d269b633813fc60c';
const json = { 'content-type': 'application/json' };
let port = 0;
let collector: Rig;
beforeEach(async () => {
  port = await freePort();
  collector = await rig({ services: [], links: [], collector: port });
});
afterEach(() => collector.sidecar.close());

const post = (path: string, body: unknown, headers: Record<string, string> = json): Promise<CallResult> =>
  call(port, { method: 'POST', path, headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
const traceOf = async (id: string): Promise<Trace> =>
  (await collector.run({ type: 'get-trace', traceId: id })) as Trace; // What get-trace gives.

const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'payments' } }] };
const otlpSpan = {
  traceId: traceId.toUpperCase(),
  spanId: 'eee19b7ec3c1b174',
  parentSpanId: 'eee19b7ec3c1b173',
  name: 'POST /charges',
  kind: 2,
  startTimeUnixNano: '1544712660300123456',
  endTimeUnixNano: '1544712660620123456',
  attributes: [
    { key: 'http.response.status_code', value: { intValue: '503' } },
    { key: 'retry', value: { boolValue: true } },
    { key: 'tags', value: { arrayValue: { values: [{ stringValue: 'a' }, { doubleValue: 0.5 }] } } },
    { key: 'map', value: { kvlistValue: { values: [{ key: 'k', value: { stringValue: 'v' } }] } } },
  ],
  status: { code: 2, message: 'card service is down' },
  events: [{ name: 'exception', timeUnixNano: 1544712660400000000, attributes: [] }],
  links: [{ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) }],
};
const traces = (...spans: unknown[]): unknown => ({ resourceSpans: [{ resource, scopeSpans: [{ spans }] }] });

const metrics = (value: number): unknown => ({
  resourceMetrics: [
    {
      resource,
      scopeMetrics: [
        {
          metrics: [
            {
              name: 'circuit_breaker.state',
              gauge: {
                dataPoints: [
                  { asInt: value, attributes: [{ key: 'to', value: { stringValue: 'payments' } }] },
                ],
              },
            },
            {
              name: 'lag',
              unit: '{message}',
              sum: { dataPoints: [{ asDouble: 2.5, timeUnixNano: '1000000000' }] },
            },
            { name: 'histogram', histogram: { dataPoints: [] } },
          ],
        },
      ],
    },
  ],
});

describe('the collector', () => {
  it('takes spans, tells them in short and keeps them in full', async () => {
    const answer = await post('/v1/traces', traces(otlpSpan));
    expect([answer.status, JSON.parse(answer.body)]).toEqual([200, { partialSuccess: {} }]);
    const summary = {
      traceId,
      spanId: 'eee19b7ec3c1b174',
      parentSpanId: 'eee19b7ec3c1b173',
      service: 'payments',
      name: 'POST /charges',
      start: 1544712660300.123,
      ms: 320,
      failed: true,
    };
    expect(await collector.event('spans')).toEqual({ type: 'spans', spans: [summary], more: 0 });
    expect(await traceOf(traceId)).toEqual({
      traceId,
      dropped: 0,
      spans: [
        {
          ...summary,
          kind: 'server',
          statusMessage: 'card service is down',
          attributes: { 'http.response.status_code': 503, retry: true, tags: '["a",0.5]', map: '{"k":"v"}' },
          resource: { 'service.name': 'payments' },
          events: [{ name: 'exception', at: 1544712660400, attributes: {} }],
          links: [{ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) }],
        },
      ],
    });
  });

  it('leaves out what it does not understand, says so, and keeps the rest', async () => {
    const answer = await post(
      '/v1/traces',
      traces({ ...otlpSpan, traceId: 'zz' }, 7, { ...otlpSpan, kind: 'SPAN_KIND_CLIENT' }),
    );
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({
      partialSuccess: { rejectedSpans: '2', errorMessage: 'traceId: must be 32 hex digits' },
    });
    expect((await traceOf(traceId)).spans.map(({ kind }) => kind)).toEqual(['client']);
    for (const odd of [{}, [], null, { resourceSpans: [{}] }, { resourceSpans: 'x' }]) {
      expect((await post('/v1/traces', odd)).status).toBe(200);
    }
  });

  it('takes gauges and sums, and tells a value once until it changes', async () => {
    for (const value of [0, 0, 2, 1]) expect((await post('/v1/metrics', metrics(value))).status).toBe(200);
    await collector.event('gauges', ({ points }) => points.some(({ value }) => value === 1));
    const points = collector.events.flatMap((event) => (event.type === 'gauges' ? event.points : []));
    expect(points.filter(({ name }) => name === 'circuit_breaker.state').map(({ value }) => value)).toEqual([
      0, 2, 1,
    ]);
    expect(points[0]).toMatchObject({ service: 'payments', attributes: { to: 'payments' } });
    expect(points.filter(({ name }) => name === 'lag')).toEqual([
      { service: 'payments', name: 'lag', unit: '{message}', value: 2.5, attributes: {}, at: 1000 },
    ]);
  });

  it('accepts logs', async () => {
    expect((await post('/v1/logs', { resourceLogs: [] })).status).toBe(200);
  });

  it.each([
    ['a path it does not know', '/v2/traces', '{}', json, 404],
    ['protobuf', '/v1/traces', '', { 'content-type': 'application/x-protobuf' }, 415],
    ['compression', '/v1/traces', '{}', { ...json, 'content-encoding': 'gzip' }, 415],
    ['what is no JSON', '/v1/traces', '{', json, 400],
    ['too much at once', '/v1/traces', 'x'.repeat(4_000_001), json, 413],
  ])('refuses %s in words', async (_, path, body, headers, status) => {
    const answer = await post(path, body, headers);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toEqual({ message: expect.stringMatching(/\w+ .*\.?/) });
  });

  it('tells a limited number of spans in a window and counts the others', async () => {
    const many = Array.from({ length: 100 }, (_, index) => ({
      ...otlpSpan,
      spanId: index.toString(16).padStart(16, '1'),
    }));
    await post('/v1/traces', traces(...many));
    const { spans, more } = await collector.event('spans');
    expect([spans.length, more]).toEqual([60, 40]);
    expect((await traceOf(traceId)).spans).toHaveLength(100);
  });
});

const span = (trace: number, name = 'x', start = 1): Span => ({
  traceId: trace.toString(16).padStart(32, '0'),
  spanId: '1'.repeat(16),
  service: 'a',
  name,
  kind: 'server',
  start,
  ms: 1,
  attributes: {},
  resource: {},
  events: [],
  links: [],
});

const kept = (store: TraceStore, trace: number): number => store.get(span(trace).traceId).spans.length;

describe('TraceStore', () => {
  it('forgets the oldest trace when there are too many, or when they are too large', () => {
    const few = new TraceStore({ traces: 2, size: 1e9, spansPerTrace: 10 });
    for (const trace of [1, 2, 3]) few.add(span(trace));
    expect([1, 2, 3].map((trace) => kept(few, trace))).toEqual([0, 1, 1]);

    const small = new TraceStore({ traces: 100, size: 2000, spansPerTrace: 10 });
    for (const trace of [1, 2, 3]) small.add(span(trace, 'x'.repeat(700)));
    expect([1, 2, 3].map((trace) => kept(small, trace))).toEqual([0, 1, 1]);
  });

  it('gives the spans of a trace in order, and counts those that were too many', () => {
    const store = new TraceStore({ traces: 2, size: 1e9, spansPerTrace: 2 });
    for (const start of [3, 1, 2]) store.add(span(1, `${start}`, start));
    const { spans, dropped } = store.get(span(1).traceId);
    expect([spans.map(({ name }) => name), dropped]).toEqual([['1', '3'], 1]);
  });
});
