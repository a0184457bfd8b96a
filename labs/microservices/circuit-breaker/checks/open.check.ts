import { expect } from 'vitest';

import { breakerCheck, isOpenError } from './breaker.ts';

breakerCheck(
  {
    id: 'rejects-while-open',
    title: 'While open, a call is rejected with CircuitOpenError and never reaches the service',
    lesson: 'circuit-breaker#states',
    hint: 1,
  },
  async ({ guard, clock, CircuitOpenError }) => {
    const { open, succeed, reached } = guard();
    await open();
    await clock.advance(12_000);
    const outcome = await succeed();
    expect(reached.length, 'calls that reached the service').toBe(5);
    expect(
      isOpenError(outcome, CircuitOpenError),
      'the sixth call was rejected with a CircuitOpenError',
    ).toBe(true);
    const { retryAfterMs } = Object(outcome.error);
    expect(retryAfterMs, 'retryAfterMs, 12 s after the opening').toBe(18_000);
  },
);

breakerCheck(
  {
    id: 'open-lasts-thirty-seconds',
    title: 'A call is rejected after 29 999 ms and let through after 30 000',
    lesson: 'circuit-breaker#states',
    hint: 1,
  },
  async ({ guard, clock, CircuitOpenError }) => {
    const { open, succeed, reached } = guard();
    await open();
    await clock.advance(29_999);
    expect(isOpenError(await succeed(), CircuitOpenError), 'rejected 29 999 ms after the opening').toBe(true);
    await clock.advance(1);
    await succeed();
    expect(reached.length - 5, 'calls let through 30 000 ms after the opening').toBe(1);
  },
);

breakerCheck(
  {
    id: 'late-results-change-nothing',
    title: 'A call from before the opening that ends later changes nothing',
    lesson: 'circuit-breaker#late-results',
    hint: 2,
  },
  async ({ guard, clock }) => {
    const { breaker, begin, open, fail, succeed, reached } = guard({ timeoutMs: 100_000 });
    const slow = [
      'to succeed while open',
      'to fail while half-open',
      'to succeed while half-open',
      'to fail while closed',
    ];
    for (const what of slow) begin(what);
    await clock.advance(0);
    await open();
    const [succeedsOpen, failsHalfOpen, succeedsHalfOpen, failsClosed] = reached;

    await clock.advance(10_000);
    succeedsOpen?.succeed();
    await clock.advance(0);
    expect(breaker.state, 'state after an old call succeeded while open').toBe('open');

    await clock.advance(21_000);
    begin('probe');
    await clock.advance(0);
    const probe = reached.at(-1);
    failsHalfOpen?.fail();
    await clock.advance(0);
    expect(breaker.state, 'state after an old call failed while the probe is on its way').toBe('half-open');
    succeedsHalfOpen?.succeed();
    await clock.advance(0);
    expect(breaker.state, 'state after an old call succeeded while the probe is on its way').toBe(
      'half-open',
    );

    probe?.succeed();
    await succeed();
    for (let failure = 0; failure < 4; failure += 1) await fail();
    failsClosed?.fail();
    await clock.advance(0);
    expect(breaker.state, 'state after four new failures and one of an old call').toBe('closed');
  },
);

breakerCheck(
  {
    id: 'time-of-day-has-no-say',
    title: 'Setting the time of day back by an hour has no effect',
    lesson: 'circuit-breaker#clock',
    hint: 3,
  },
  async ({ guard, clock, setTimeOfDay }) => {
    const { breaker, open, succeed, reached } = guard();
    await open();
    setTimeOfDay(-3_600_000);
    await clock.advance(31_000);
    await succeed();
    expect(reached.length - 5, 'calls let through 31 s after the opening').toBe(1);
    expect(breaker.state, 'state after the probe').toBe('closed');
  },
);
