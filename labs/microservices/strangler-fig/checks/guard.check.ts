import { expect } from 'vitest';

import { check } from '#kit/check.ts';
import type { CheckMeta } from '#kit/check.ts';
import { manualClock } from '#kit/clock.ts';
import type { ManualClock } from '#kit/clock.ts';

import type * as GuardModule from '#generated/labs/strangler-fig/trees/starter/gateway/guard.ts';
import type { Side } from './gateway.ts';

interface GuardUnderTest {
  readonly clock: ManualClock;
  readonly guard: GuardModule.Guard;
  /** Reasons for which it tripped. */
  readonly trips: readonly string[];
  /** Takes note of so many calls. */
  see(count: number, side: Side, status: number | undefined, ms?: number): void;
}

function guardCheck(
  meta: Pick<CheckMeta, 'id' | 'title' | 'hint'>,
  body: (fresh: () => GuardUnderTest) => Promise<void> | void,
): void {
  check({ ...meta, type: 'in-process', lesson: 'strangler-fig#guard' }, async (lab) => {
    const { createGuard } = await lab.load<typeof GuardModule>('gateway/guard.ts', 'createGuard');
    await body(() => {
      const clock = manualClock();
      const trips: string[] = [];
      const guard = createGuard({ clock, onTrip: (reason) => void trips.push(reason) });
      return {
        clock,
        guard,
        trips,
        see: (count, side, status, ms = 100) => {
          for (let call = 0; call < count; call += 1) guard.record({ side, status, ms });
        },
      };
    });
  });
}

guardCheck(
  { id: 'guard-waits-for-fifty', title: 'With fewer than 50 requests the guard says nothing', hint: 2 },
  (fresh) => {
    const few = fresh();
    few.see(2, 'users', 200);
    few.see(1, 'users', 500);
    expect(few.trips.length, 'trips after one error in three requests').toBe(0);
    few.see(46, 'users', 500, 5_000);
    few.see(500, 'monolith', 200);
    expect(few.trips.length, 'trips after 47 errors in 49 requests to users').toBe(0);
    few.see(1, 'users', 500);
    expect(few.trips.length, 'trips after 48 errors in 50').toBe(1);
  },
);

guardCheck(
  {
    id: 'guard-counts-a-share',
    title: 'It trips at 5 % of 5xx and lost requests, however many there are',
    hint: 2,
  },
  (fresh) => {
    const many = fresh();
    many.see(1_000, 'users', 200);
    many.see(49, 'users', 503);
    expect(many.trips.length, 'trips after 49 errors in 1 049 requests, 4.7 %').toBe(0);
    const exact = fresh();
    exact.see(95, 'users', 200);
    exact.see(2, 'users', 502);
    exact.see(2, 'users', undefined);
    expect(exact.trips.length, 'trips after 4 errors in 99, 4.04 %').toBe(0);
    exact.see(1, 'users', 500);
    expect(exact.trips.length, 'trips after 5 errors in 100, 5 %').toBe(1);
    const own = fresh();
    own.see(60, 'users', 404);
    expect(own.trips.length, 'trips after 60 answers 404, which are no errors').toBe(0);
    own.see(60, 'monolith', 500);
    expect(own.trips.length, 'trips after 60 errors of the monolith').toBe(0);
  },
);

guardCheck(
  {
    id: 'guard-compares-the-slowest',
    title: 'It trips when the p95 is more than twice the monolith’s',
    hint: 2,
  },
  (fresh) => {
    const tail = fresh();
    tail.see(100, 'monolith', 200, 100);
    tail.see(54, 'users', 200, 20);
    tail.see(6, 'users', 200, 900);
    expect(tail.trips.length, 'trips when one in ten takes 900 ms instead of 100').toBe(1);
    const twice = fresh();
    twice.see(100, 'monolith', 200, 100);
    twice.see(60, 'users', 200, 200);
    expect(twice.trips.length, 'trips at exactly twice the p95').toBe(0);
    const rare = fresh();
    rare.see(100, 'monolith', 200, 100);
    rare.see(98, 'users', 200, 100);
    rare.see(2, 'users', 200, 9_000);
    expect(rare.trips.length, 'trips when 2 in 100 are slow').toBe(0);
    const evening = fresh();
    evening.see(100, 'monolith', 200, 2_000);
    evening.see(100, 'users', 200, 2_500);
    expect(evening.trips.length, 'trips when both sides are slow').toBe(0);
    const noise = fresh();
    noise.see(100, 'monolith', 200, 3);
    noise.see(100, 'users', 200, 12);
    expect(noise.trips.length, 'trips at 12 ms against 3, less than 50 ms more').toBe(0);
    const alone = fresh();
    alone.see(100, 'users', 200, 3_000);
    expect(alone.trips.length, 'trips without any request to the monolith to compare with').toBe(0);
  },
);

guardCheck(
  { id: 'guard-forgets-after-a-minute', title: 'Only the last 60 s count', hint: 2 },
  async (fresh) => {
    const old = fresh();
    old.see(40, 'users', 500);
    await old.clock.advance(60_000);
    old.see(60, 'users', 200);
    expect(old.trips.length, 'trips with 40 errors of 60 s ago, and 60 requests since').toBe(0);
    const edge = fresh();
    edge.see(40, 'users', 500);
    await edge.clock.advance(59_999);
    edge.see(10, 'users', 200);
    expect(edge.trips.length, 'trips with 40 errors of 59.999 s ago, and 10 requests since').toBe(1);
  },
);

guardCheck(
  { id: 'guard-trips-once', title: 'It trips once, until somebody sets the percentage again', hint: 3 },
  (fresh) => {
    const { guard, trips, see } = fresh();
    see(200, 'users', 500);
    expect(trips.length, 'trips in 200 errors').toBe(1);
    guard.arm();
    see(49, 'users', 200);
    see(1, 'users', 500);
    expect(trips.length, 'trips after it was armed, and 1 error in 50').toBe(1);
    see(10, 'users', 500);
    expect(trips.length, 'trips after it was armed, and 11 errors in 60').toBe(2);
  },
);
