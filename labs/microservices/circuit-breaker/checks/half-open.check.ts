import { expect } from 'vitest';

import { breakerCheck, isOpenError } from './breaker.ts';

breakerCheck(
  {
    id: 'one-probe-when-half-open',
    title: 'Of ten callers at once, one gets through as a probe',
    lesson: 'circuit-breaker#half-open',
    hint: 2,
  },
  async ({ guard, clock, CircuitOpenError }) => {
    const { breaker, open, begin, reached } = guard();
    await open();
    await clock.advance(31_000);
    const outcomes = Array.from({ length: 10 }, () => begin());
    await clock.advance(0);
    expect(reached.length - 5, 'calls that reached the service').toBe(1);
    expect(breaker.state, 'state while the probe is on its way').toBe('half-open');
    const rejected = outcomes.filter((each) => isOpenError(each, CircuitOpenError));
    expect(rejected.length, 'callers rejected with a CircuitOpenError').toBe(9);
  },
);

breakerCheck(
  {
    id: 'probe-success-closes',
    title: 'A probe that succeeds closes the breaker, with an empty window',
    lesson: 'circuit-breaker#half-open',
    hint: 2,
  },
  async ({ guard, clock }) => {
    // A window longer than the opening: only clearing it makes it empty.
    const { breaker, open, fail, succeed } = guard({ windowMs: 60_000 });
    await open();
    await clock.advance(31_000);
    expect((await succeed()).end, 'end of the probe').toBe('fulfilled');
    expect(breaker.state, 'state after the probe succeeded').toBe('closed');
    for (let failure = 0; failure < 4; failure += 1) await fail();
    expect(breaker.state, 'state after four failures since then').toBe('closed');
    await fail();
    expect(breaker.state, 'state after the fifth').toBe('open');
  },
);

breakerCheck(
  {
    id: 'probe-failure-reopens',
    title: 'A probe that fails opens it again, for a full 30 s',
    lesson: 'circuit-breaker#half-open',
    hint: 2,
  },
  async ({ guard, clock, CircuitOpenError }) => {
    const { breaker, open, fail, succeed, reached } = guard();
    await open();
    await clock.advance(31_000);
    await fail();
    expect(breaker.state, 'state after the probe failed').toBe('open');
    await clock.advance(29_999);
    expect(isOpenError(await succeed(), CircuitOpenError), 'rejected 29 999 ms after the failed probe').toBe(
      true,
    );
    await clock.advance(1);
    await succeed();
    expect(reached.length - 6, 'calls let through 30 000 ms after the failed probe').toBe(1);
  },
);

breakerCheck(
  {
    id: 'hanging-probe-times-out',
    title: 'A probe without an answer is given up on after 1 s, and its permit comes back',
    lesson: 'circuit-breaker#timeout',
    hint: 3,
  },
  async ({ guard, clock }) => {
    const { breaker, open, begin, succeed, reached } = guard();
    await open();
    await clock.advance(31_000);
    const probe = begin();
    await clock.advance(1_000);
    expect(probe.state, 'state of a probe without an answer after 1 s').toBe('rejected');
    expect(breaker.state, 'state after the probe was given up on').toBe('open');
    await clock.advance(31_000);
    await succeed();
    expect(reached.length - 6, 'probes let through 31 s later').toBe(1);
    expect(breaker.state, 'state after that probe succeeded').toBe('closed');
  },
);

breakerCheck(
  {
    id: 'timeout-aborts-the-call',
    title: 'The signal of a call is aborted when the breaker gives up on it, and not before',
    lesson: 'circuit-breaker#timeout',
    hint: 3,
  },
  async ({ guard, clock }) => {
    const { begin, succeed, reached } = guard();
    begin('with an argument');
    await clock.advance(999);
    expect(reached[0]?.args, 'arguments of the guarded function before { signal }').toEqual([
      'with an argument',
    ]);
    expect(reached[0]?.signal.aborted, 'signal aborted after 999 ms').toBe(false);
    await clock.advance(1);
    expect(reached[0]?.signal.aborted, 'signal aborted after 1 000 ms').toBe(true);
    await succeed();
    await clock.advance(2_000);
    expect(reached[1]?.signal.aborted, 'signal of a call that succeeded aborted').toBe(false);
  },
);

breakerCheck(
  {
    id: 'answered-probe-frees-its-permit',
    title: 'A probe that ends with an error that is no failure gives its permit back',
    lesson: 'circuit-breaker#half-open',
    hint: 2,
  },
  async ({ guard, clock }) => {
    const { breaker, open, fail, succeed, reached } = guard({
      isFailure: (error) => !(error instanceof RangeError),
    });
    await open();
    await clock.advance(31_000);
    await fail(new RangeError('a client error'));
    expect(breaker.state, 'state after a probe with a client error').not.toBe('open');
    expect((await succeed()).end, 'end of the next call').toBe('fulfilled');
    expect(reached.length - 5, 'calls let through, the probe and the next one').toBe(2);
    expect(breaker.state, 'state after the next call succeeded').toBe('closed');
  },
);

breakerCheck(
  {
    id: 'transitions-are-announced',
    title: 'Each change of state is announced, once, with its time by the clock',
    lesson: 'circuit-breaker#states',
    hint: 1,
  },
  async ({ guard, clock }) => {
    const { breaker, open, succeed } = guard();
    const seen: string[] = [];
    breaker.on('transition', ({ from, to, at }) => seen.push(`${from} -> ${to} at ${at} ms`));
    await clock.advance(5_000);
    await open();
    await clock.advance(31_000);
    await succeed();
    expect(
      seen.filter((each) => !each.startsWith('open')),
      'transitions to open and to closed',
    ).toEqual(['closed -> open at 5000 ms', 'half-open -> closed at 36000 ms']);
    expect(
      seen.filter((each) => each.startsWith('open -> half-open')).length,
      'transitions to half-open',
    ).toBe(1);
  },
);
