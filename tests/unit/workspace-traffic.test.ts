/** The traffic panel's parts: seconds out of windows, percentiles, scales, paths, markers, runs, and its state. */
import { describe, expect, it } from 'vitest';
import { defineLab } from '../../labs/kit/manifest.ts';
import type { RequestSample, SpanSummary } from '../../src/sidecar/model.ts';
import { comparisonOf } from '../../src/workspace/panels/traffic/comparison.ts';
import { figureOf, momentWords } from '../../src/workspace/panels/traffic/figure.ts';
import { flagsOf, flagWords } from '../../src/workspace/panels/traffic/markers.ts';
import { traceNear } from '../../src/workspace/panels/traffic/nearest.ts';
import { initialSettings, mixWords, planOf, problemOf } from '../../src/workspace/panels/traffic/plan.ts';
import { draw } from '../../src/workspace/panels/traffic/plot/drawing.ts';
import { areaPath, linePath, spread } from '../../src/workspace/panels/traffic/plot/path.ts';
import {
  amountScale,
  linearScale,
  logScale,
  niceCeiling,
  timeStep,
} from '../../src/workspace/panels/traffic/plot/scale.ts';
import { mergedQuantile } from '../../src/workspace/panels/traffic/quantiles.ts';
import { cutRun, secondsOfRun } from '../../src/workspace/panels/traffic/runs.ts';
import {
  linksSeen,
  rateOf,
  secondsOf,
  summaryOf,
  type Second,
} from '../../src/workspace/panels/traffic/series.ts';
import type { MetricsWindow } from '../../src/workspace/state/live.svelte.ts';

const link = 'traffic->orders';

function metricsWindow(at: number, count: number, ms = 250, errors = 0): MetricsWindow {
  const latency = { p50: 4, p95: 8, p99: 16, max: 20 };
  const seen = { link, count, errors, status: {}, failures: {}, inflight: 0, ...(count > 0 ? latency : {}) };
  return { at, ms, links: count > 0 ? new Map([[link, seen]]) : new Map() };
}

const second = (at: number, count = 8, errors = 0): Second => ({
  at,
  ms: 1000,
  count,
  errors,
  ...(count > 0 ? { p50: 4, p95: 8, p99: 16, max: 20 } : { p50: null, p95: null, p99: null, max: null }),
});

describe('seconds', () => {
  it('join the windows of each second, and leave out the one that is not over', () => {
    const windows = [250, 500, 750, 1000, 1250, 1500].map((at) => metricsWindow(at, 2));
    const seconds = secondsOf(windows, link);
    expect(seconds).toMatchObject([{ at: 0, ms: 1000, count: 8 }]);
    expect(rateOf(seconds[0]!)).toBe(8);
  });

  it('count nothing where nothing passed, and are absent where nothing was measured', () => {
    const windows = [500, 1000, 5500, 6000, 7000].map((at) => metricsWindow(at, 0, 500));
    expect(secondsOf(windows, link)).toMatchObject([
      { at: 0, count: 0, p50: null },
      { at: 5000, count: 0 },
    ]);
  });

  it('take the rate from what was measured, not from a whole second', () => {
    const windows = [metricsWindow(500, 4, 500), metricsWindow(1500, 0, 250)];
    expect(rateOf(secondsOf(windows, link)[0]!)).toBe(8);
  });

  it('are summed up with their failures', () => {
    expect(summaryOf([second(0), second(1000, 8, 4), second(2000, 0)])).toEqual({
      rate: 16 / 3,
      p50: 4,
      p95: 8,
      p99: 16,
      errors: 25,
    });
    expect(summaryOf([])).toEqual({ rate: null, p50: null, p95: null, p99: null, errors: null });
  });

  it('know every link that was seen', () => {
    expect(linksSeen([metricsWindow(250, 0), metricsWindow(500, 1)])).toEqual([link]);
  });
});

describe('percentiles', () => {
  const one = { count: 10, p50: 4, p95: 8, p99: 16, max: 20 };

  it('of one window are its own', () => {
    expect([0.5, 0.95, 0.99].map((share) => mergedQuantile([one], share))).toEqual([4, 8, 16]);
  });

  it('of alike windows stay', () => {
    expect(mergedQuantile([one, one, one], 0.95)).toBeCloseTo(8);
  });

  it('of a fast and a slow window lie between, by weight', () => {
    const fast = { count: 90, p50: 1, p95: 1, p99: 1, max: 1 };
    const slow = { count: 10, p50: 100, p95: 100, p99: 100, max: 100 };
    expect(mergedQuantile([fast, slow], 0.5)).toBe(1);
    expect(mergedQuantile([fast, slow], 0.95)).toBe(100);
  });

  it('of nothing are none', () => {
    expect(mergedQuantile([{ count: 0, p50: null, p95: null, p99: null, max: null }], 0.5)).toBeNull();
  });
});

describe('scales', () => {
  it('round up to 1, 2, 5 and their decades', () => {
    expect([0, 0.3, 1, 1.2, 4, 7, 20, 21].map(niceCeiling)).toEqual([1, 0.5, 1, 2, 5, 10, 20, 50]);
  });

  it('begin at zero and end at a round number', () => {
    const scale = amountScale(8.4, [100, 0]);
    expect(scale.ticks).toEqual([0, 5, 10]);
    expect([scale(0), scale(10)]).toEqual([100, 0]);
  });

  it('span whole decades on a logarithmic one', () => {
    const scale = logScale(3, 450, [100, 0]);
    expect(scale.ticks).toEqual([1, 10, 100, 1000]);
    expect([scale(1), scale(1000), scale(0.1)]).toEqual([100, 0, 100]);
    expect(logScale(2, 8, [100, 0]).ticks).toEqual([1, 2, 5, 10]);
  });

  it('have lines on a time axis at familiar distances', () => {
    expect(timeStep(60_000, 6)).toBe(10_000);
    expect(timeStep(240_000, 6)).toBe(60_000);
  });

  it('stand still where there is no room', () => {
    expect(linearScale([5, 5], [0, 10])(7)).toBe(0);
  });
});

describe('paths', () => {
  it('break where a value is missing or far away', () => {
    const points = [
      { x: 0, y: 1 },
      { x: 10, y: 2 },
      { x: 20, y: null },
      { x: 30, y: 3 },
      { x: 99, y: 4 },
    ];
    expect(linePath(points, 50)).toBe('M0 1L10 2M29 3H31M98 4H100');
    expect(areaPath(points, 9, 50)).toBe('M0 9L0 1L10 2L10 9Z');
  });

  it('have names that do not cover each other', () => {
    expect(spread([10, 11, 50], 12, 0, 60)).toEqual([10, 22, 50]);
    expect(spread([58, 59], 12, 0, 60)).toEqual([48, 60]);
    expect(spread([30, 10], 12, 0, 60)).toEqual([30, 10]);
  });
});

describe('markers', () => {
  it('that stand close become one flag', () => {
    const events = [
      { at: 100, kind: 'service', text: 'payments started' },
      { at: 0, kind: 'service', text: 'payments stopped' },
      { at: 5000, kind: 'fault', text: 'orders → payments: hang' },
    ] as const;
    const flags = flagsOf(events, (at) => at / 10, 14);
    expect(flags.map(flagWords)).toEqual(['payments stopped; payments started', 'orders → payments: hang']);
  });
});

const figure = figureOf({
  link,
  seconds: [second(1000), second(2000, 8, 8), second(3000)],
  markers: [{ at: 2300, kind: 'service', text: 'payments stopped' }],
  run: { from: 1000, to: 4000 },
  moving: false,
  spanMs: 60_000,
  latest: 4000,
  behind: { link, seconds: [second(0), second(1000)], length: 30_000 },
});

describe('a figure of two runs', () => {
  it('aligns them at their start, as long as the longer one', () => {
    expect(figure.domain).toEqual([1000, 31_000]);
    expect(figure.behind?.seconds.map(({ at }) => at)).toEqual([1000, 2000]);
  });

  it('says a moment in words, with what happened', () => {
    expect(momentWords(figure, figure.seconds[1]!)).toBe(
      '+1 s: 8.0 requests a second, p50 4.0, p95 8.0, p99 16.0 milliseconds, 100 % errors, payments stopped',
    );
  });

  it('is drawn with errors only where there are any', () => {
    const box = { left: 0, right: 300, top: 0, bottom: 100 };
    const { rate, latency, ticks } = draw(figure, box, box);
    expect(rate.lines.find(({ name }) => name === 'errors')?.area).not.toBe('');
    expect(rate.behind.find(({ name }) => name === 'errors')?.d).toBe('');
    expect(latency.lines.map(({ name }) => name)).toEqual(['p50', 'p95', 'p99']);
    expect(ticks[0]).toEqual({ x: 0, text: 'start' });
  });
});

describe('a comparison', () => {
  it('has differences with sign and proportion', () => {
    const rows = comparisonOf(
      { rate: 8, p50: 10, p95: 40, p99: null, errors: 0 },
      { rate: 8, p50: 5, p95: 60, p99: 70, errors: 12.5 },
    );
    expect(rows.map(({ difference }) => difference)).toEqual([
      '±0 /s (±0 %)',
      '−5.0 ms (−50 %)',
      '+20.0 ms (+50 %)',
      '–',
      '+12.5 points',
    ]);
  });
});

describe('runs', () => {
  const run = cutRun(
    {
      windows: [900, 1250, 1500, 1750, 2000, 2250].map((at) => metricsWindow(at, 1)),
      markers: [
        { at: 500, kind: 'save', text: 'before' },
        { at: 1500, kind: 'save', text: 'saved' },
      ],
      from: 1000,
      to: 2000,
    },
    { id: 'a', name: 'Before', lab: 'Lab', keptAt: 0, entry: link },
  );

  it('are cut out with times since their start', () => {
    expect(run.links[link]).toMatchObject([{ at: 0, count: 4 }]);
    expect(run.events).toEqual([{ at: 500, kind: 'save', text: 'saved' }]);
  });

  it('of another lab are taken by the link at which requests come in', () => {
    expect(secondsOfRun(run, 'traffic->monolith').link).toBe(link);
  });
});

describe('the nearest trace', () => {
  const span = (traceId: string, start: number, service = 'traffic'): SpanSummary => ({
    traceId,
    spanId: traceId.slice(0, 16),
    service,
    name: 'POST /orders',
    start,
    ms: 10,
  });
  const sample = (traceId: string, startedAt: number, ms: number, status = 201): RequestSample => ({
    id: 1,
    link,
    method: 'POST',
    path: '/orders',
    status,
    ms,
    traceId,
    startedAt,
  });
  const spans = ['a', 'b', 'c'].map((traceId, index) => span(traceId, 1000 * index));

  it('is near in time, and in latency where one was pointed at', () => {
    const requests = [sample('a', 1000, 5), sample('b', 1100, 500)];
    expect(traceNear({ link, at: 1000 }, requests, spans)).toBe('a');
    expect(traceNear({ link, at: 1000, ms: 400 }, requests, spans)).toBe('b');
  });

  it('prefers one that failed where failures are pointed at', () => {
    const requests = [sample('a', 1000, 5), sample('b', 1500, 5, 500)];
    expect(traceNear({ link, at: 1000, failed: true }, requests, spans)).toBe('b');
  });

  it('is one whose spans were recorded, or else a span of the caller', () => {
    expect(traceNear({ link, at: 2000 }, [sample('unrecorded', 2000, 5)], spans)).toBe('c');
    expect(traceNear({ link, at: 60_000 }, [], spans)).toBeNull();
  });
});

describe('load', () => {
  const preset = (id: string) => ({
    id,
    title: id,
    service: 'orders',
    method: 'GET' as const,
    path: `/${id}`,
  });
  const lab = defineLab({
    slug: 'lab',
    title: 'Lab',
    summary: '.',
    lesson: 'lesson',
    minutes: 30,
    services: [{ name: 'orders', kind: 'service', summary: '.', entry: 'orders/main.ts', port: 3003 }],
    editable: ['orders/app.ts'],
    presets: [preset('one'), preset('two')],
    prediction: {
      question: '?',
      options: [
        { id: 'a', text: 'A' },
        { id: 'b', text: 'B' },
      ],
      answer: 'a',
      explanation: '.',
    },
    hints: ['one', 'two', 'three'],
    checks: ['first'],
    mutants: [],
  });

  it('begins as the lab says, or with its first preset', () => {
    expect(initialSettings(lab)).toMatchObject({ rps: 5, weights: { one: 1 } });
    const traffic = { rps: 8, requests: [{ preset: 'two', weight: 3 }] };
    expect(initialSettings({ ...lab, traffic })).toMatchObject({ rps: 8, weights: { two: 3 } });
  });

  it('becomes a plan, with a ramp where one is set', () => {
    const settings = {
      ...initialSettings(lab),
      ramped: true,
      rampTo: 50,
      rampSeconds: 20,
      weights: { one: 2, two: 1 },
    };
    expect(planOf(settings, lab)).toEqual({
      rps: 5,
      ramp: { rps: 50, ms: 20_000 },
      requests: [
        { service: 'orders', method: 'GET', path: '/one', headers: [], weight: 2 },
        { service: 'orders', method: 'GET', path: '/two', headers: [], weight: 1 },
      ],
    });
    expect(mixWords(settings, lab)).toBe('one × 2, two × 1');
  });

  it('says what to change when it makes no sense', () => {
    const settings = initialSettings(lab);
    expect(problemOf(settings, lab)).toBeNull();
    expect(problemOf({ ...settings, rps: Number.NaN }, lab)).toContain('Set a rate');
    expect(problemOf({ ...settings, weights: { one: 0 } }, lab)).toContain('weight above 0');
    expect(problemOf({ ...settings, ramped: true, rampSeconds: 0 }, lab)).toContain('ramp');
    expect(problemOf(settings, { presets: [] })).toContain('no requests');
  });
});
