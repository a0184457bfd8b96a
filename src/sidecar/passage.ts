/**
 * What the faults of a link do to one request, whoever sends it: whether it may go on, and what befalls it under way.
 */
import type { Clock } from './clock.ts';
import type { Faults } from './faults.ts';

/** Go on; or be answered with this status; or see the connection reset. */
export type Verdict = 'forward' | 'reset' | { readonly status: number };

/** The way from one service to another, with what may go wrong on it. */
export interface Way {
  readonly from: string;
  readonly to: string;
  readonly faults: Faults;
  readonly clock: Clock;
}

/** Resolves at the next change of any fault, after so many milliseconds, or when the signal is aborted. */
function change({ faults, clock }: Way, signal: AbortSignal, ms?: number): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      unsubscribe();
      cancel?.();
      signal.removeEventListener('abort', settle);
      resolve();
    };
    const unsubscribe = faults.onChange(settle);
    const cancel = ms === undefined ? undefined : clock.after(ms, settle);
    signal.addEventListener('abort', settle, { once: true });
  });
}

/**
 * Decides about a request that has just arrived, which takes as long as the faults want. Requests that met a hang or a
 * partition are never passed on: when it ends, their connection is reset. Requests to a paused service go on with it.
 *
 * @param signal says that the sender has given up; the verdict is of no interest then.
 */
export async function admit(way: Way, signal: AbortSignal): Promise<Verdict> {
  const { from, to, faults, clock } = way;
  let swallowed = false;
  let until: number | undefined;
  while (!signal.aborted) {
    const { refused, hung, parted, paused, delay, error } = faults.condition(from, to);
    if (refused) return 'reset';
    if (hung || parted) {
      swallowed = true;
      await change(way, signal);
    } else if (swallowed) {
      return 'reset';
    } else if (paused) {
      await change(way, signal);
    } else if (delay && (until ??= delayed(way, delay)) > clock.now()) {
      await change(way, signal, until - clock.now());
    } else if (error && faults.random(from, to)() < error.rate) {
      return { status: error.status };
    } else {
      return 'forward';
    }
  }
  return 'reset';
}

/** Until when a request that comes now has to wait. */
function delayed(
  { from, to, faults, clock }: Way,
  delay: { ms: number; jitterMs: number; rate: number },
): number {
  const random = faults.random(from, to);
  if (delay.rate < 1 && random() >= delay.rate) return 0;
  const jitter = delay.jitterMs > 0 ? (random() * 2 - 1) * delay.jitterMs : 0;
  return clock.now() + Math.max(0, delay.ms + jitter);
}

/** What can befall a request under way. */
export interface Course {
  /** The callee stands still: nothing more passes for now. */
  hold(): void;
  /** It goes on where it stood. */
  release(): void;
  /** The network has parted: whatever is still under way will never arrive. */
  lose(): void;
  /** The connection breaks. */
  reset(): void;
}

/** Watches over a request that was passed on. @returns a function that ends the watch. */
export function watch({ from, to, faults }: Way, course: Course): () => void {
  let lost = false;
  let held = false;
  return faults.onChange(() => {
    const { refused, parted, paused } = faults.condition(from, to);
    if (refused || (lost && !parted)) {
      course.reset();
    } else if (parted && !lost) {
      lost = true;
      course.lose();
    } else if (!lost && paused !== held) {
      held = paused;
      if (held) course.hold();
      else course.release();
    }
  });
}

/** The answer that an error fault gives: a problem document (RFC 9457) that says who made it. */
export function injectedProblem({ from, to }: Way, status: number): { contentType: string; body: string } {
  return {
    contentType: 'application/problem+json',
    body: JSON.stringify({
      type: 'about:blank',
      status,
      title: 'Injected fault',
      detail: `The fault on the link from ${from} to ${to} answered this request with ${status}.`,
    }),
  };
}
