import { ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import { expect } from 'vitest';

import { check, CheckFailure } from '#kit/check.ts';

import type * as SamplingModule from '../starter/tracing/sampling.ts';
import { traceId } from './context.ts';
import { inWords, withShop } from './shop.ts';

/** Trace ids that look random and are the same in every run. */
function traceIds(count: number): string[] {
  let state = 0x9e3779b9;
  const word = (): string => {
    state = Math.imul(state ^ (state >>> 15), 0x85ebca6b) + 0x6d2b79f5;
    const mixed = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0).toString(16).padStart(8, '0');
  };
  return Array.from({ length: count }, () => word() + word() + word() + word());
}

check(
  {
    id: 'sampling-by-trace-id',
    type: 'in-process',
    title: 'One new trace in ten is recorded, decided from its id; who has a parent does as the parent does',
    lesson: 'tracing#sampling',
    hint: 2,
  },
  async (lab) => {
    const { createSampler } = await lab.load<typeof SamplingModule>('tracing/sampling.ts', 'createSampler');
    const verdict = (ratio: number, id: string, context = ROOT_CONTEXT): boolean =>
      createSampler(ratio).shouldSample(context, id, 'GET /', SpanKind.SERVER, {}, []).decision === 2;
    const ids = traceIds(4_000);
    const tenth = ids.filter((id) => verdict(0.1, id));
    expect(tenth.length, 'of 4 000 new traces recorded at a ratio of 0.1').toBeGreaterThan(320);
    expect(tenth.length, 'of 4 000 new traces recorded at a ratio of 0.1').toBeLessThan(480);
    const again = ids.toReversed().filter((id) => verdict(0.1, id));
    expect(
      again.toReversed().join() === tenth.join(),
      'whoever asks again, in another order, is told the same',
    ).toBe(true);
    const half = new Set(ids.filter((id) => verdict(0.5, id)));
    const lost = tenth.filter((id) => !half.has(id)).length;
    expect(lost, 'traces recorded at 0.1 but not at 0.5').toBe(0);
    const [out = '', drawn = ''] = [ids.find((id) => !tenth.includes(id)), tenth[0]];
    const parent = (id: string, traceFlags: number) =>
      trace.setSpanContext(ROOT_CONTEXT, {
        traceId: id,
        spanId: '00f067aa0ba902b7',
        traceFlags,
        isRemote: true,
      });
    expect(verdict(0.1, out, parent(out, 1)), 'recorded, because the parent is sampled').toBe(true);
    expect(verdict(0.1, drawn, parent(drawn, 0)), 'recorded, although the parent is not sampled').toBe(false);
  },
);

check(
  {
    id: 'sampling-is-the-same-everywhere',
    type: 'in-process',
    title: 'A trace is recorded by every service or by none',
    lesson: 'tracing#sampling',
    hint: 2,
  },
  async (lab) => {
    await withShop(lab, { ratio: 0.5 }, async ({ checkout, processed, spans }) => {
      for (let index = 0; index < 24; index += 1) await checkout();
      await processed(24);
      const traces = [...Map.groupBy(spans, (each) => each.traceId).values()];
      const most = Math.max(0, ...traces.map((each) => each.length));
      const holed = traces.find((each) => each.length < most);
      if (holed) {
        throw new CheckFailure(
          `every trace that is recorded has all of its ${most} spans`,
          `one has only ${inWords(holed)}`,
        );
      }
      expect(traces.length, 'traces recorded of 24 at a ratio of 0.5').toBeGreaterThan(0);
      expect(traces.length, 'traces recorded of 24 at a ratio of 0.5').toBeLessThan(24);
      const before = spans.length;
      await checkout({ traceparent: `00-${traceId}-00f067aa0ba902b7-01` });
      await processed(25);
      expect(spans.length - before, 'spans of a trace that came in sampled').toBe(most);
    });
  },
);
