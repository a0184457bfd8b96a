import { expect } from 'vitest';

import { check, CheckFailure } from '#kit/check.ts';
import type { LabUnderTest } from '#kit/check.ts';

import type * as PathModule from '../starter/tracing/critical-path.ts';
import type { SpanKind, TraceSpan } from '../starter/tracing/trace.ts';

type Line = readonly [id: string, parent: string | null, start: number, end: number, kind?: SpanKind];

function traceOf(lines: readonly Line[]): TraceSpan[] {
  return lines.map(([spanId, parent, start, end, kind = 'internal']) => ({
    spanId,
    ...(parent === null ? {} : { parentSpanId: parent }),
    service: spanId.split(' ')[0] ?? '',
    name: spanId,
    kind,
    start,
    end,
  }));
}

/** The 450 ms checkout, with the call to payments where it belongs. */
const checkout: readonly Line[] = [
  ['gateway POST /api/checkout', null, 0, 450, 'server'],
  ['gateway know customer', 'gateway POST /api/checkout', 0, 2],
  ['gateway POST /orders', 'gateway POST /api/checkout', 57, 440, 'client'],
  ['orders POST /orders', 'gateway POST /orders', 57, 440, 'server'],
  ['orders INSERT orders', 'orders POST /orders', 57, 59, 'client'],
  ['orders POST /payments', 'orders POST /orders', 59, 439, 'client'],
  ['payments POST /payments', 'orders POST /payments', 59, 439, 'server'],
  ['payments fraud check', 'payments POST /payments', 59, 109],
  ['payments Stripe charge', 'payments POST /payments', 109, 429, 'client'],
  ['orders send orders', 'orders POST /orders', 440, 440, 'producer'],
  ['notifications process orders', 'orders send orders', 440, 445, 'consumer'],
  ['gateway write page', 'gateway POST /api/checkout', 440, 450],
];

async function pathOf(lab: LabUnderTest, lines: readonly Line[]) {
  const { criticalPath } = await lab.load<typeof PathModule>('tracing/critical-path.ts', 'criticalPath');
  // A collector hands spans over in no order at all.
  const { steps, unexplainedMs } = criticalPath(traceOf(lines.toReversed()));
  const found = steps.filter(({ ms }) => ms > 0).map(({ span, ms }) => `${span.name}: ${ms} ms`);
  return { first: steps[0], found, unexplainedMs };
}

check(
  {
    id: 'stripe-is-the-bottleneck',
    type: 'in-process',
    title: 'Of the 450 ms of a checkout, 320 are Stripe’s, and 55 nobody explains',
    lesson: 'tracing#bottleneck',
    hint: 2,
  },
  async (lab) => {
    const { first, found, unexplainedMs } = await pathOf(lab, checkout);
    if (!first) throw new CheckFailure('criticalPath finds steps', 'it finds none');
    expect(`${first.span.name}: ${first.ms} ms`, 'the first step').toBe('payments Stripe charge: 320 ms');
    expect(unexplainedMs, 'milliseconds that no blocking span explains').toBe(55);
    expect(found.toSorted(), 'all steps').toEqual(
      [
        'payments Stripe charge: 320 ms',
        'payments fraud check: 50 ms',
        'payments POST /payments: 10 ms',
        'gateway write page: 10 ms',
        'gateway know customer: 2 ms',
        'orders INSERT orders: 2 ms',
        'orders POST /orders: 1 ms',
      ].sort(),
    );
  },
);

check(
  {
    id: 'what-runs-at-once-counts-once',
    type: 'in-process',
    title: 'Time in which two spans run counts once, for the one that ends last',
    lesson: 'tracing#bottleneck',
    hint: 3,
  },
  async (lab) => {
    const { found, unexplainedMs } = await pathOf(lab, [
      ['gateway GET /page', null, 0, 100, 'server'],
      ['users', 'gateway GET /page', 10, 40],
      ['products', 'gateway GET /page', 10, 60],
      ['orders', 'gateway GET /page', 50, 90],
    ]);
    expect(found.toSorted(), 'steps of three calls that overlap').toEqual([
      'orders: 40 ms',
      'products: 40 ms',
    ]);
    expect(unexplainedMs, 'milliseconds that no blocking span explains').toBe(20);
    const second = await pathOf(lab, [
      ['gateway GET /page', null, 0, 100, 'server'],
      ['slow', 'gateway GET /page', 0, 60],
      ['last', 'gateway GET /page', 30, 100],
      ['inner', 'last', 40, 90],
    ]);
    expect(second.found.toSorted(), 'steps of two calls that overlap').toEqual([
      'inner: 50 ms',
      'last: 20 ms',
      'slow: 30 ms',
    ]);
    expect(second.unexplainedMs, 'milliseconds that no blocking span explains').toBe(0);
    const within = await pathOf(lab, [
      ['gateway GET /page', null, 0, 100, 'server'],
      ['long', 'gateway GET /page', 10, 90],
      ['short', 'gateway GET /page', 30, 50],
    ]);
    expect(within.found, 'steps of a long call with a short one beside it').toEqual(['long: 80 ms']);
    expect(within.unexplainedMs, 'milliseconds that no blocking span explains').toBe(20);
  },
);

check(
  {
    id: 'nobody-waits-for-a-consumer',
    type: 'in-process',
    title: 'A consumer is off the critical path, however long it takes',
    lesson: 'tracing#events',
    hint: 2,
  },
  async (lab) => {
    const { found, unexplainedMs } = await pathOf(lab, [
      ['orders POST /orders', null, 0, 100, 'server'],
      ['orders INSERT orders', 'orders POST /orders', 0, 60, 'client'],
      ['orders send orders', 'orders POST /orders', 60, 61, 'producer'],
      ['notifications process orders', 'orders send orders', 61, 400, 'consumer'],
      ['notifications mail', 'notifications process orders', 62, 390],
      ['analytics process orders', 'orders POST /orders', 30, 95, 'consumer'],
    ]);
    expect(found, 'steps').toEqual(['orders INSERT orders: 60 ms', 'orders send orders: 1 ms']);
    expect(unexplainedMs, 'milliseconds that no blocking span explains').toBe(39);
  },
);
