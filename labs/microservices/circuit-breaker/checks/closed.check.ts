import { expect } from 'vitest';

import { breakerCheck } from './breaker.ts';

breakerCheck(
  {
    id: 'opens-on-the-fifth-failure',
    title: 'Four failures leave the breaker closed, the fifth opens it',
    lesson: 'circuit-breaker#states',
    hint: 1,
  },
  async ({ guard }) => {
    const { breaker, fail } = guard();
    expect(breaker.state, 'state of a new breaker').toBe('closed');
    for (let failure = 1; failure <= 4; failure += 1) {
      expect((await fail()).state, `end of call ${failure}, whose function fails`).toBe('rejected');
    }
    expect(breaker.state, 'state after the fourth failure').toBe('closed');
    await fail();
    expect(breaker.state, 'state after the fifth failure').toBe('open');
  },
);

breakerCheck(
  {
    id: 'window-forgets-old-failures',
    title: 'Failures at 0, 3, 6, 9 and 10.1 s leave it closed',
    lesson: 'circuit-breaker#window',
    hint: 2,
  },
  async ({ guard, until }) => {
    const { breaker, fail } = guard();
    for (const at of [0, 3_000, 6_000, 9_000, 10_100]) {
      await until(at);
      await fail();
    }
    expect(breaker.state, 'state after failures at 0, 3, 6, 9 and 10.1 s').toBe('closed');
  },
);

breakerCheck(
  {
    id: 'window-slides',
    title: 'Failures at 8, 9, 11, 12 and 13 s open it',
    lesson: 'circuit-breaker#window',
    hint: 2,
  },
  async ({ guard, until }) => {
    const { breaker, fail } = guard();
    for (const at of [8_000, 9_000, 11_000, 12_000, 13_000]) {
      await until(at);
      await fail();
    }
    expect(breaker.state, 'state after failures at 8, 9, 11, 12 and 13 s').toBe('open');
  },
);

breakerCheck(
  {
    id: 'window-ends-at-ten-seconds',
    title: 'A failure counts at an age of 9 999 ms, and no longer at 10 000',
    lesson: 'circuit-breaker#window',
    hint: 2,
  },
  async ({ guard, clock }) => {
    for (const [age, state] of [
      [9_999, 'open'],
      [10_000, 'closed'],
    ] as const) {
      const { breaker, fail } = guard();
      await fail();
      await clock.advance(age);
      for (let failure = 0; failure < 4; failure += 1) await fail();
      expect(breaker.state, `state after a failure, ${age} ms, and four more failures`).toBe(state);
    }
  },
);

breakerCheck(
  {
    id: 'successes-keep-failures',
    title: 'Successes in between do not clear the window',
    lesson: 'circuit-breaker#window',
    hint: 2,
  },
  async ({ guard, clock }) => {
    const { breaker, fail, succeed } = guard();
    for (let failure = 0; failure < 4; failure += 1) {
      await fail();
      expect((await succeed()).value, 'result of a call whose function succeeds').toBe('answer');
      await clock.advance(1_000);
    }
    await fail();
    expect(breaker.state, 'state after five failures in 4 s, with successes between them').toBe('open');
  },
);

breakerCheck(
  {
    id: 'hanging-calls-count',
    title: 'Five calls without an answer open it',
    lesson: 'circuit-breaker#timeout',
    hint: 3,
  },
  async ({ guard, clock }) => {
    const { breaker, begin } = guard();
    const calls = Array.from({ length: 5 }, () => begin());
    await clock.advance(999);
    expect(calls[0]?.state, 'state of a call without an answer after 999 ms').toBe('pending');
    await clock.advance(1);
    expect(calls[0]?.state, 'state of a call without an answer after 1 000 ms').toBe('rejected');
    expect(breaker.state, 'state after five timeouts').toBe('open');
  },
);

breakerCheck(
  {
    id: 'breakers-are-independent',
    title: 'An open breaker of payments leaves the one of notifications alone',
    lesson: 'circuit-breaker#bulkheads',
    hint: 1,
  },
  async ({ guard }) => {
    const payments = guard();
    const notifications = guard();
    for (let failure = 0; failure < 4; failure += 1) await payments.fail();
    await notifications.fail();
    expect(notifications.breaker.state, 'state of the breaker of notifications after one failure').toBe(
      'closed',
    );
    await payments.fail();
    expect(payments.breaker.state, 'state of the breaker of payments after five failures').toBe('open');
    expect(notifications.breaker.state, 'state of the breaker of notifications then').toBe('closed');
    expect((await notifications.succeed()).end, 'end of a call to notifications').toBe('fulfilled');
  },
);
