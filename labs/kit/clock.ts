/**
 * Time as something a service is given. A service that never reads the time itself can be checked without waiting:
 * the check hands it a manual clock and moves it.
 */

/** A timer that has been set. Only its clock knows what is in it. */
export interface Timer {
  readonly clear: () => void;
}

export interface Clock {
  /** Milliseconds since some fixed moment. Monotonic: it never goes back, whatever happens to the time of day. */
  now(): number;
  /** Calls back once, in `ms` milliseconds. */
  setTimeout(callback: () => void, ms: number): Timer;
  /** Forgets a timer. It may have run already, and it may be undefined. */
  clearTimeout(timer: Timer | undefined): void;
  /** Resolves in `ms` milliseconds; rejects with the signal's reason when that comes first. */
  sleep(ms: number, options?: { signal?: AbortSignal }): Promise<void>;
}

/** A clock that moves only when told to. */
export interface ManualClock extends Clock {
  /**
   * Moves on by `ms` milliseconds. Timers that fall due run in order, each at its own time, and promise callbacks
   * run between one timer and the next. Resolves when all of that has happened.
   */
  advance(ms: number): Promise<void>;
  /** How many timers are waiting. */
  readonly pending: number;
}

// Taken once: a check may replace the global ones, and time here must not change with them.
const {
  setTimeout: setSystemTimeout,
  clearTimeout: clearSystemTimeout,
  setImmediate: afterMicrotasks,
} = globalThis;

/** The machine's own clock. */
export function systemClock(): Clock {
  return withSleep({
    now: () => performance.now(),
    setTimeout: (callback, ms) => {
      const handle = setSystemTimeout(callback, ms);
      return { clear: () => clearSystemTimeout(handle) };
    },
    clearTimeout: (timer) => timer?.clear(),
  });
}

interface Waiting {
  readonly due: number;
  readonly callback: () => void;
}

/** A clock that stands still until {@link ManualClock.advance}. */
export function manualClock(): ManualClock {
  let time = 0;
  const waiting = new Set<Waiting>();
  const nextDue = (until: number): Waiting | undefined => {
    let next: Waiting | undefined;
    // A set keeps the order of setting, which decides between timers of the same moment.
    for (const each of waiting) if (each.due <= until && each.due < (next?.due ?? Infinity)) next = each;
    return next;
  };
  const clock = withSleep({
    now: () => time,
    setTimeout: (callback, ms) => {
      const entry = { due: time + Math.max(0, ms), callback };
      waiting.add(entry);
      return { clear: () => void waiting.delete(entry) };
    },
    clearTimeout: (timer) => timer?.clear(),
  });
  const advance = async (ms: number): Promise<void> => {
    const until = time + ms;
    await settle();
    for (let next = nextDue(until); next; next = nextDue(until)) {
      waiting.delete(next);
      time = next.due;
      next.callback();
      await settle();
    }
    time = until;
    await settle();
  };
  return {
    ...clock,
    advance,
    get pending() {
      return waiting.size;
    },
  };
}

/**
 * The clock of a process: the system's, or with `LAB_CLOCK=manual` one that is moved from outside. Then each line
 * `{"advance":1000}` on standard input moves it, and `{"advanced":1000,"now":31000}` on standard output says that it
 * has moved and that everything that fell due has run.
 */
export function processClock(): Clock {
  if (process.env['LAB_CLOCK'] !== 'manual') return systemClock();
  const clock = manualClock();
  const advance = async (ms: number): Promise<void> => {
    await clock.advance(ms);
    process.stdout.write(`${JSON.stringify({ advanced: ms, now: clock.now() })}\n`);
  };
  let last = Promise.resolve();
  let rest = '';
  process.stdin.setEncoding('utf8');
  process.stdin.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const ms of lines.flatMap(advanceOf)) last = last.then(() => advance(ms));
  });
  return clock;
}

function advanceOf(line: string): number[] {
  const match = /^\s*\{\s*"advance"\s*:\s*(\d+(?:\.\d+)?)\s*\}\s*$/.exec(line);
  return match ? [Number(match[1])] : [];
}

/** Lets all promise callbacks run that are ready, and those that they make ready. */
function settle(): Promise<void> {
  return new Promise((resolve) => afterMicrotasks(resolve));
}

function withSleep(clock: Omit<Clock, 'sleep'>): Clock {
  const sleep = (ms: number, { signal }: { signal?: AbortSignal } = {}): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const stop = (): void => {
        clock.clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = clock.setTimeout(() => {
        signal?.removeEventListener('abort', stop);
        resolve();
      }, ms);
      signal?.addEventListener('abort', stop, { once: true });
    });
  return { ...clock, sleep };
}
