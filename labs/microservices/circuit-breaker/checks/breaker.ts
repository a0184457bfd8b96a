/** What checks of the breaker itself share: a scripted function to guard, and time that moves when told to. */
import { vi } from 'vitest';

import { check } from '#kit/check.ts';
import type { CheckMeta, LabUnderTest } from '#kit/check.ts';
import { manualClock } from '#kit/clock.ts';
import type { ManualClock } from '#kit/clock.ts';

import type * as BreakerModule from '../starter/orders/circuit-breaker.ts';

type Options = Omit<BreakerModule.CircuitBreakerOptions, 'clock'>;

export const breakerModule = 'orders/circuit-breaker.ts';

/** What became of a call so far. */
export interface Outcome {
  state: 'pending' | 'fulfilled' | 'rejected';
  /** The state, and the error if there is one, in words. */
  end: string;
  value?: unknown;
  error?: unknown;
}

/** A call that the guarded function received, and that ends as the check wants. */
export interface GuardedCall {
  readonly args: readonly unknown[];
  readonly signal: AbortSignal;
  succeed(): void;
  fail(error?: unknown): void;
}

/** A breaker with what it guards. */
export interface Guarded {
  readonly breaker: BreakerModule.CircuitBreaker<unknown[], unknown>;
  /** Every call that reached the guarded function, in order. */
  readonly reached: readonly GuardedCall[];
  /** Makes a call without waiting for its end. */
  begin(...args: unknown[]): Outcome;
  /** Makes a call that fails, if it reaches the guarded function. */
  fail(error?: unknown): Promise<Outcome>;
  /** Makes a call that succeeds, if it reaches the guarded function. */
  succeed(): Promise<Outcome>;
  /** Makes as many failing calls as open a new breaker. */
  open(): Promise<void>;
}

export interface Given {
  readonly lab: LabUnderTest;
  readonly clock: ManualClock;
  readonly CircuitOpenError: typeof BreakerModule.CircuitOpenError;
  guard(options?: Options): Guarded;
  /** Moves the clock to this time, counted from the beginning of the check. */
  until(ms: number): Promise<void>;
  /** Sets the time of day by this many milliseconds, as a person or a time server may; the clock does not notice. */
  setTimeOfDay(byMs: number): void;
}

/** A check of the breaker alone. */
export function breakerCheck(meta: Omit<CheckMeta, 'type'>, body: (given: Given) => Promise<void>): void {
  check({ ...meta, type: 'in-process' }, async (lab) => {
    const module = await lab.load<typeof BreakerModule>(breakerModule, 'CircuitBreaker', 'CircuitOpenError');
    const { clock, setTimeOfDay, restore } = labTime();
    try {
      await body({
        lab,
        clock,
        CircuitOpenError: module.CircuitOpenError,
        guard: (options = {}) => guard(module, clock, options),
        until: (ms) => clock.advance(ms - clock.now()),
        setTimeOfDay,
      });
    } finally {
      restore();
    }
  });
}

/** Whether this is the error of a call that was not made. */
export function isOpenError(outcome: Outcome, type: typeof BreakerModule.CircuitOpenError): boolean {
  return outcome.state === 'rejected' && outcome.error instanceof type;
}

function guard(module: typeof BreakerModule, clock: ManualClock, options: Options): Guarded {
  const reached: GuardedCall[] = [];
  const breaker = new module.CircuitBreaker<unknown[], unknown>(
    (...args) =>
      new Promise((resolve, reject) => {
        const last = args.at(-1);
        const signal =
          typeof last === 'object' && last !== null && 'signal' in last ? last.signal : undefined;
        if (!(signal instanceof AbortSignal))
          throw new TypeError('The guarded function got no { signal } as its last argument.');
        reached.push({
          args: args.slice(0, -1),
          signal,
          succeed: () => resolve('answer'),
          fail: (error = new Error('downstream failed')) => reject(error),
        });
      }),
    { clock, ...options },
  );
  const begin = (...args: unknown[]): Outcome => {
    const outcome: Outcome = { state: 'pending', end: 'pending' };
    breaker.call(...args).then(
      (value) => Object.assign(outcome, { state: 'fulfilled', end: 'fulfilled', value }),
      (error: unknown) =>
        Object.assign(outcome, { state: 'rejected', end: `rejected with ${String(error)}`, error }),
    );
    return outcome;
  };
  const end = async (how: (call: GuardedCall) => void): Promise<Outcome> => {
    const before = reached.length;
    const outcome = begin();
    await clock.advance(0);
    for (const call of reached.slice(before)) how(call);
    await clock.advance(0);
    return outcome;
  };
  const fail = (error?: unknown): Promise<Outcome> => end((call) => call.fail(error));
  return {
    breaker,
    reached,
    begin,
    fail,
    succeed: () => end((call) => call.succeed()),
    open: async () => {
      for (let failure = 0; failure < 5; failure += 1) await fail();
    },
  };
}

/** A manual clock, and a time of day that goes with it until it is set. */
function labTime(): { clock: ManualClock; setTimeOfDay: (byMs: number) => void; restore: () => void } {
  const manual = manualClock();
  let midnight = Date.UTC(2026, 0, 1);
  const follow = (): void => void vi.setSystemTime(midnight + manual.now());
  vi.useFakeTimers({ toFake: ['Date'], now: midnight });
  const clock: ManualClock = {
    now: manual.now,
    sleep: manual.sleep,
    clearTimeout: manual.clearTimeout,
    setTimeout: (callback, ms) =>
      manual.setTimeout(() => {
        follow();
        callback();
      }, ms),
    advance: async (ms) => {
      await manual.advance(ms);
      follow();
    },
    get pending() {
      return manual.pending;
    },
  };
  return {
    clock,
    setTimeOfDay: (byMs) => {
      midnight += byMs;
      follow();
    },
    restore: () => void vi.useRealTimers(),
  };
}
