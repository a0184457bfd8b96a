/** The lab `tracing` against solutions that none of its mutants shows: wrong ones, and right ones. */
import { describe, expect, test } from 'vitest';

import { labUnderTest } from '../support/lab-under-test.ts';

const { solution, changed, failures } = await labUnderTest('tracing');

describe('wrong solutions that were held back', () => {
  test.concurrent.each([
    {
      mistake: 'version ff is one of the later ones',
      path: 'tracing/trace-context.ts',
      from: `const unreadable = version === 'ff' || (`,
      to: `const unreadable = version === '' || (`,
      caughtBy: 'malformed-traceparent-begins-anew',
    },
    {
      mistake: 'a traceparent is found wherever it stands in the text',
      path: 'tracing/trace-context.ts',
      from: '(-.*)?$/;\nconst member',
      to: '(-.*)?/;\nconst member',
      caughtBy: 'malformed-traceparent-begins-anew',
    },
    {
      mistake: 'flags go on as they came, all eight of them',
      path: 'tracing/trace-context.ts',
      from: 'Number.parseInt(flags, 16) & TraceFlags.SAMPLED;',
      to: 'Number.parseInt(flags, 16);',
      passages: [['(span.traceFlags & TraceFlags.SAMPLED).toString', 'span.traceFlags.toString']],
      caughtBy: 'sampled-bit-is-kept',
    },
    {
      mistake: 'of several tracestate headers the first counts',
      path: 'tracing/trace-context.ts',
      from: `value.join(',')`,
      to: `(value[1] === undefined || name === 'traceparent' ? value.join(',') : (value[0] ?? ''))`,
      caughtBy: 'tracestate-is-kept',
    },
    {
      mistake: 'the root begins at the gateway, whoever called it',
      path: 'tracing/http.ts',
      from: 'const parent = extract(request.headers);',
      to: `const parent = request.path.startsWith('/api/') ? extract({}) : extract(request.headers);`,
      caughtBy: 'a-call-has-two-spans',
    },
    {
      mistake: 'a problem that is thrown leaves the status unset',
      path: 'tracing/http.ts',
      from: 'answered(error instanceof Problem ? error.status : 500);',
      to: 'answered(error instanceof Problem ? 200 : 500);',
      caughtBy: 'status-tells-whose-fault',
    },
    {
      mistake: 'a call that gets no answer is no failure',
      path: 'tracing/http.ts',
      from: 'span.setStatus({ code: SpanStatusCode.ERROR, message: String(error) });',
      to: '',
      caughtBy: 'status-tells-whose-fault',
    },
    {
      mistake: 'the event carries the span of the request, not the one that sends it',
      path: 'tracing/messaging.ts',
      from: 'headers: inject(trace.setSpan(parent, span))',
      to: 'headers: inject(parent)',
      caughtBy: 'consumer-links-to-the-producer',
    },
    {
      mistake: 'one in ten by turns',
      path: 'tracing/sampling.ts',
      from: 'new TraceIdRatioBasedSampler(ratio)',
      to: `{
      shouldSample: () => ({ decision: turn++ % Math.round(1 / ratio) === 0 ? 2 : 0 }),
      toString: () => 'ByTurns',
    }`,
      passages: [['export function', 'let turn = 0;\n\nexport function']],
      caughtBy: 'sampling-by-trace-id',
    },
    {
      mistake: 'of children that run at once, the one that began first is waited for',
      path: 'tracing/critical-path.ts',
      from: '.sort((a, b) => b.end - a.end)',
      to: '.sort((a, b) => b.start - a.start)',
      caughtBy: 'what-runs-at-once-counts-once',
    },
    {
      mistake: 'what is unexplained is what all spans together leave open, children of children included',
      path: 'tracing/critical-path.ts',
      from: 'unexplainedMs: own.get(root) ?? 0',
      to: 'unexplainedMs: Math.max(0, root.end - root.start - steps.reduce((sum, { span }) => sum + span.end - span.start, 0))',
      caughtBy: 'stripe-is-the-bottleneck',
    },
  ])('$mistake', async ({ path, from, to, passages = [], caughtBy }) => {
    const tree = changed(path, [from, to], ...passages.map(([a = '', b = '']) => [a, b] as const));
    expect(await failures(tree, [caughtBy])).toEqual([caughtBy]);
  });
});

describe('right solutions, written otherwise', () => {
  test.concurrent(
    'tracestate as a text of its own, repeated as it is once it has been looked through',
    async () => {
      const tree = changed(
        'tracing/trace-context.ts',
        [
          `return fitting.length === 0 ? undefined : createTraceState(fitting.join(','));`,
          `const list = fitting.join(',');
  if (list === '') return undefined;
  const state: TraceState = { serialize: () => list, get: (key) => entries.get(key), set: () => state, unset: () => state };
  return state;`,
        ],
        ['import { createTraceState, ROOT_CONTEXT', 'import { ROOT_CONTEXT'],
      );
      expect(await failures(tree)).toEqual([]);
    },
  );

  test.concurrent('traceparent cut at its hyphens', async () => {
    const tree = changed('tracing/trace-context.ts', [
      `  const [, version = 'ff', traceId = '', spanId = '', flags = '', more] =
    format.exec(trimmed(fieldOf(headers, 'traceparent'))) ?? [];
`,
      `  const parts = trimmed(fieldOf(headers, 'traceparent')).split('-');
  const [version = '', traceId = '', spanId = '', flags = '', more] = parts;
  const lengths = [2, 32, 16, 2];
  const wellFormed = lengths.every((length, at) => new RegExp(\`^[0-9a-f]{\${length}}$\`).test(parts[at] ?? ''));
  if (!wellFormed || !format) return ROOT_CONTEXT;
`,
    ]);
    expect(await failures(tree)).toEqual([]);
  });

  test.concurrent('a sampler of one’s own, by the last 56 bits of the id', async () => {
    const tree = changed('tracing/sampling.ts', [
      'new TraceIdRatioBasedSampler(ratio)',
      `{
      shouldSample: (_context, traceId) => ({
        decision: BigInt(\`0x\${traceId.slice(18)}\`) < BigInt(Math.round(ratio * 2 ** 52)) << 4n ? 2 : 0,
      }),
      toString: () => \`Threshold{\${ratio}}\`,
    }`,
    ]);
    expect(await failures(tree)).toEqual([]);
  });

  test.concurrent(
    'the critical path by a sweep over all moments at which something begins or ends',
    async () => {
      const tree = {
        ...solution,
        'tracing/critical-path.ts': `import type { CriticalPath, TraceSpan } from './trace.ts';

export function criticalPath(spans: readonly TraceSpan[]): CriticalPath {
  const root = spans.find((each) => each.parentSpanId === undefined);
  if (!root) throw new Error('no root');
  const moments = [...new Set(spans.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const ms = new Map<TraceSpan, number>();
  /** Whom a span waits for just before a moment: the last to end of those that began before. */
  const holder = (span: TraceSpan, at: number, until: number): TraceSpan => {
    const kids = spans
      .filter((each) => each.parentSpanId === span.spanId && each.kind !== 'consumer')
      .filter((each) => each.start < at && Math.min(each.end, until) >= at)
      .sort((a, b) => b.end - a.end);
    const [last] = kids;
    return last ? holder(last, at, Math.min(last.end, until)) : span;
  };
  for (const [index, to] of moments.entries()) {
    const from = moments[index - 1];
    if (from === undefined || from < root.start || to > root.end) continue;
    const who = holder(root, to, root.end);
    ms.set(who, (ms.get(who) ?? 0) + to - from);
  }
  const steps = [...ms].filter(([span]) => span !== root).map(([span, time]) => ({ span, ms: time }));
  return { steps: steps.sort((a, b) => b.ms - a.ms), unexplainedMs: ms.get(root) ?? 0 };
}
`,
      };
      expect(await failures(tree)).toEqual([]);
    },
  );
});
