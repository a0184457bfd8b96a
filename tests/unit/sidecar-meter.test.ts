import { describe, expect, it } from 'vitest';
import { Meter, percentile } from '../../src/sidecar/meter.ts';
import type { Passed } from '../../src/sidecar/meter.ts';

const passed = (ms: number, more: Partial<Passed> = {}): Passed => ({
  method: 'GET',
  path: '/',
  startedAt: 1_000,
  ms,
  status: 200,
  ...more,
});
const never = (): boolean => false;

describe('percentile', () => {
  it('is the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
    expect([0.5, 0.95, 0.99, 1].map((part) => percentile(hundred, part))).toEqual([50, 95, 99, 100]);
    expect(percentile([7], 0.99)).toBe(7);
    expect(percentile([], 0.5)).toBeUndefined();
  });
});

describe('Meter', () => {
  it('counts a window by class and reason, and what is under way goes over into the next', () => {
    const meter = new Meter(never);
    for (let turn = 0; turn < 5; turn += 1) meter.begin('a->b');
    meter.end('a->b', passed(10));
    meter.end('a->b', passed(30, { status: 404 }));
    meter.end('a->b', passed(20, { status: 503 }));
    meter.end('a->b', passed(40, { status: undefined, error: 'ECONNRESET' }));
    meter.fail('a->b', 'SHED');
    expect(meter.flush().links).toEqual([
      {
        link: 'a->b',
        count: 4,
        errors: 2,
        status: { '2xx': 1, '4xx': 1, '5xx': 1 },
        failures: { ECONNRESET: 1, SHED: 1 },
        p50: 20,
        p95: 40,
        p99: 40,
        max: 40,
        inflight: 1,
      },
    ]);
    expect(meter.flush().links).toMatchObject([
      { count: 0, errors: 0, failures: {}, inflight: 1, p50: undefined },
    ]);
    meter.end('a->b', passed(1));
    expect(meter.flush().links).toMatchObject([{ count: 1, inflight: 0 }]);
    expect(meter.flush().links).toEqual([]);
  });

  it('samples failures before slow requests, slow before fast, and the learner before all', () => {
    const learner = 'a'.repeat(32);
    const meter = new Meter((traceId) => traceId === learner);
    const end = (ms: number, more: Partial<Passed> = {}): void => {
      meter.begin('a->b');
      meter.end('a->b', passed(ms, more));
    };
    end(1, { path: `/${'x'.repeat(300)}`, traceId: learner });
    end(2, { status: 500 });
    for (let ms = 10; ms < 100; ms += 1) end(ms);
    const { samples } = meter.flush();
    expect(samples.map(({ ms }) => ms)).toEqual([1, 2, 98, 99]);
    expect(samples[0]?.path).toMatch(/^\/x{199}\.\.\.\[\+101\]$/);
    expect(samples.map(({ id }) => id)).toEqual([1, 2, 91, 92]);
  });
});
