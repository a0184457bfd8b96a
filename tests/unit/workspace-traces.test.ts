/** The traces panel's parts: the tree of spans, the critical path, the rows of the waterfall, the list, and links. */
import { describe, expect, it } from 'vitest';
import type { RequestSample, Span } from '../../src/sidecar/model.ts';
import { criticalPath } from '../../src/workspace/panels/traces/critical-path.ts';
import { spanTree } from '../../src/workspace/panels/traces/span-tree.ts';
import { filtered, slowFrom, traceEntries } from '../../src/workspace/panels/traces/trace-list.ts';
import { sharesOf, waterfallOf } from '../../src/workspace/panels/traces/waterfall.ts';
import { traceLinks, tracePieces } from '../../src/workspace/source-links.ts';
import { plainText, Transcript } from '../../src/workspace/transcript.ts';

/** `a: 0–10` and so on: a span from a start to an end, below a parent. */
function span(spanId: string, start: number, end: number, more: Partial<Span> = {}): Span {
  return {
    traceId: 't',
    spanId,
    service: 'orders',
    name: spanId,
    start,
    ms: end - start,
    kind: 'internal',
    attributes: {},
    resource: {},
    events: [],
    links: [],
    ...more,
  };
}

const below = (parentSpanId: string, more: Partial<Span> = {}): Partial<Span> => ({ parentSpanId, ...more });

/** `a 0-4 gap`: the critical path through the first root. */
function pathOf(...spans: Span[]): string[] {
  const [root] = spanTree(spans);
  return root
    ? criticalPath(root).map(({ spanId, start, end, gap }) => `${spanId} ${start}-${end}${gap ? ' gap' : ''}`)
    : [];
}

describe('the critical path', () => {
  it('of one span is the span', () => {
    expect(pathOf(span('a', 0, 10))).toEqual(['a 0-10']);
  });

  it('goes through children one after the other, and names what none explains', () => {
    expect(pathOf(span('a', 0, 20), span('b', 2, 8, below('a')), span('c', 10, 20, below('a')))).toEqual([
      'a 0-2 gap',
      'b 2-8',
      'a 8-10 gap',
      'c 10-20',
    ]);
  });

  it('of children at once takes the one that ends last, and before it the next', () => {
    expect(
      pathOf(
        span('a', 0, 20),
        span('short', 0, 6, below('a')),
        span('early', 0, 14, below('a')),
        span('late', 10, 20, below('a')),
      ),
    ).toEqual(['early 0-10', 'late 10-20']);
  });

  it('goes down into children of children', () => {
    expect(pathOf(span('a', 0, 20), span('b', 5, 20, below('a')), span('c', 6, 19, below('b')))).toEqual([
      'a 0-5 gap',
      'b 5-6 gap',
      'c 6-19',
      'b 19-20 gap',
    ]);
  });

  it('is as long as the root, whatever hangs below it', () => {
    const spans = Array.from({ length: 30 }, (_, index) => {
      const start = (index * 7) % 40;
      return span(
        `s${index}`,
        start,
        start + ((index * 13) % 25),
        below(index % 3 === 0 ? 'a' : `s${index - 1}`),
      );
    });
    const [root] = spanTree([span('a', 0, 60), ...spans]);
    const segments = criticalPath(root!);
    expect(segments.reduce((sum, { start, end }) => sum + end - start, 0)).toBeCloseTo(60);
    for (const [index, { start }] of segments.entries()) expect(start).toBe(segments[index - 1]?.end ?? 0);
  });

  it('leaves out what nobody waited for: consumers, and work that outlives its parent', () => {
    expect(
      pathOf(
        span('a', 0, 10),
        span('send', 2, 3, below('a', { kind: 'producer' })),
        span('receive', 3, 9, below('send', { kind: 'consumer' })),
        span('mail', 4, 30, below('a')),
      ),
    ).toEqual(['a 0-2 gap', 'send 2-3', 'a 3-10 gap']);
  });
});

describe('the tree', () => {
  it('hangs a consumer below the span that it names as its cause', () => {
    const cause = { traceId: 't', spanId: 'send' };
    const [root] = spanTree([
      span('send', 0, 1, { kind: 'producer' }),
      span('receive', 5, 9, { kind: 'consumer', links: [cause] }),
    ]);
    expect(root?.children).toMatchObject([{ span: { spanId: 'receive' }, blocking: false }]);
  });

  it('puts a clock right that differs from its caller', () => {
    const [call] = spanTree([
      span('call', 100, 120, { kind: 'client' }),
      span('work', 1100, 1110, below('call', { kind: 'server', service: 'payments' })),
      span('query', 1102, 1104, below('work', { service: 'payments' })),
    ]);
    const [work] = call!.children;
    expect(work).toMatchObject({ start: 105, end: 115, skewMs: -995, blocking: true });
    expect(work!.children).toMatchObject([{ start: 107, end: 109 }]);
  });

  it('takes spans whose parent is missing as roots, and survives circles and repetitions', () => {
    const roots = spanTree([
      span('a', 1, 2, below('gone')),
      span('a', 1, 2, below('gone')),
      span('x', 3, 4, below('y')),
      span('y', 3, 4, below('x')),
    ]);
    expect(roots.map(({ span: { spanId } }) => spanId)).toEqual(['a', 'y']);
  });
});

/** What the sidecar records of a call. */
const hop = (id: string, from: string, to: string, start: number, end: number, parent?: string): Span =>
  span(id, start, end, {
    service: from,
    kind: 'client',
    attributes: { 'server.address': to },
    resource: { 'telemetry.sdk.name': 'sidecar' },
    ...(parent === undefined ? {} : { parentSpanId: parent }),
  });

describe('the waterfall', () => {
  it('gives the time of a call to the service that was called', () => {
    const { rows, ms } = waterfallOf({
      spans: [hop('a', 'traffic', 'orders', 100, 120), hop('b', 'orders', 'payments', 105, 115, 'a')],
      dropped: 0,
    });
    expect(ms).toBe(20);
    expect(rows).toMatchObject([
      { service: 'orders', caller: 'traffic', depth: 0, start: 0, ms: 20, pathMs: 10 },
      { service: 'payments', caller: 'orders', depth: 1, start: 5, ms: 10, pathMs: 10 },
    ]);
    expect(sharesOf({ rows })).toEqual([
      { service: 'orders', ms: 10, gap: true },
      { service: 'payments', ms: 10, gap: false },
    ]);
  });

  it('leaves the wait with the caller where the callee tells of itself', () => {
    const { rows } = waterfallOf({
      spans: [
        hop('a', 'orders', 'payments', 0, 20),
        span('b', 2, 18, below('a', { kind: 'server', service: 'payments' })),
      ],
      dropped: 0,
    });
    expect(rows.map(({ service }) => service)).toEqual(['orders', 'payments']);
  });

  it('of nothing has no rows', () => {
    expect(waterfallOf({ spans: [], dropped: 0 })).toMatchObject({ rows: [], ms: 0 });
  });
});

describe('the list of traces', () => {
  const summary = (traceId: string, start: number, ms: number, more: Partial<Span> = {}) => ({
    ...span(traceId, start, start + ms, { service: 'traffic', ...more }),
    traceId,
  });
  const manifest = {
    links: [{ from: 'orders', to: 'payments', env: 'PAYMENTS_URL' }],
    tracing: 'sidecar' as const,
  };

  it('puts spans together, the newest trace first', () => {
    const spans = [
      summary('old', 0, 10),
      { ...summary('old', 2, 5, { service: 'orders', parentSpanId: 'old' }), spanId: 'o2' },
      summary('new', 50, 5, { failed: true }),
    ];
    const request = { traceId: 'new', link: 'traffic->users' } as RequestSample; // Only these two are read.
    expect(traceEntries(spans, [request], manifest)).toEqual([
      {
        traceId: 'new',
        name: 'new',
        from: 'traffic',
        services: ['users'],
        start: 50,
        ms: 5,
        failed: true,
        spans: 1,
      },
      {
        traceId: 'old',
        name: 'old',
        from: 'traffic',
        services: ['orders', 'payments'],
        start: 0,
        ms: 10,
        failed: false,
        spans: 2,
      },
    ]);
  });

  it('filters those that failed and the slowest tenth', () => {
    const spans = Array.from({ length: 20 }, (_, index) =>
      summary(`t${index}`, index, index, { failed: index === 3 }),
    );
    const entries = traceEntries(spans, [], manifest);
    expect(filtered(entries, 'failed').map(({ traceId }) => traceId)).toEqual(['t3']);
    expect(slowFrom(entries)).toBe(17);
    expect(filtered(entries, 'slow').map(({ traceId }) => traceId)).toEqual(['t19', 't18', 't17']);
    expect(filtered(entries.slice(0, 3), 'slow')).toEqual([]);
  });
});

describe('traces in the console', () => {
  const id = '4bf92f3577b34da6a3ce929d0e0e4736';

  it('are found where the log names them', () => {
    const line = `info  order paid order=o-1 trace=${id}`;
    expect(traceLinks(line)).toEqual([{ traceId: id, start: line.length - 32, end: line.length }]);
    expect(traceLinks(`trace=${id}0 backtrace=${id.slice(1)}`)).toEqual([]);
  });

  it('divide a text that stays the same', () => {
    const text = `a trace=${id}\nb trace=${id} c`;
    const pieces = tracePieces(text);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.filter(({ traceId }) => traceId !== null)).toHaveLength(2);
    expect(tracePieces('')).toEqual([]);
  });

  it('a transcript is cleared, and a terminal that follows it too', () => {
    const transcript = new Transcript();
    const heard: string[] = [];
    transcript.onAppend((text) => heard.push(text));
    transcript.append('one\n');
    transcript.clear();
    transcript.append('two\n');
    expect(transcript.text).toBe('two\n');
    expect(heard).toHaveLength(3);
    expect(plainText(heard[1]!)).toBe('');
  });
});
