/**
 * A chain of callers whose last callee gets slow or goes away: how many calls arrive where, and how many are under way.
 * Steady state, by Little's law. No DOM.
 */

/** What the reader may change. */
export interface Setup {
  /** Checkouts a second. */
  checkouts: number;
  /** Tries that a caller makes, the first one included. */
  attempts: number;
  /** Seconds that a caller waits for one try. */
  timeout: number;
  /** Seconds that payments takes. */
  latency: number;
  /** Payments refuses the connection: every try fails at once. */
  down: boolean;
  /** Everybody retries, not just the caller next to payments. */
  everyLayer: boolean;
  /** The time that is left travels with the request; who has none left stops. */
  deadline: boolean;
  /** The breaker in front of payments is open, and orders has an answer without payments. */
  breaker: boolean;
}

export const healthy: Setup = {
  checkouts: 50,
  attempts: 3,
  timeout: 1,
  latency: 0.2,
  down: false,
  everyLayer: true,
  deadline: false,
  breaker: false,
};

export const layers = ['app', 'gateway', 'orders', 'payments'] as const;
export type Layer = (typeof layers)[number];

/** Requests that one service can have under way. */
export const places = 200;
/** Seconds that a refused connection costs, and a breaker that is open. */
const refusal = 0.005;
const rejection = 0.001;

export interface Load {
  readonly layer: Layer;
  /** Requests that arrive for one checkout. */
  readonly perCheckout: number;
  /** Requests that arrive a second. */
  readonly perSecond: number;
  /** Seconds that each is under way. */
  readonly held: number;
  /** Requests under way at once, if there were room for all. */
  readonly inFlight: number;
  /** Seconds until all places are taken; infinite when they never are. */
  readonly fullAfter: number;
}

export interface Outcome {
  readonly loads: readonly Load[];
  readonly succeeds: boolean;
  /** Seconds until whoever checks out knows. */
  readonly wait: number;
}

interface Answer {
  readonly seconds: number;
  readonly ok: boolean;
}

export function outcome(setup: Setup): Outcome {
  const { checkouts, attempts, timeout, latency, down, everyLayer, deadline, breaker } = setup;
  // From the end: how long each layer is under way with one request, and how often it calls the next for it.
  let answer: Answer = down ? { seconds: refusal, ok: false } : { seconds: latency, ok: true };
  const held: number[] = [answer.seconds];
  const tries: number[] = [];
  for (const layer of ['orders', 'gateway', 'app'] as const) {
    if (layer === 'orders' && breaker) {
      answer = { seconds: rejection, ok: true };
      tries.unshift(0);
    } else {
      const each = Math.min(answer.seconds, timeout);
      const ok = answer.ok && answer.seconds <= timeout;
      const allowed = everyLayer || layer === 'orders' ? attempts : 1;
      // With one deadline for all, the tries of every layer share one timeout.
      const affordable = deadline ? Math.max(1, Math.floor(timeout / each)) : Infinity;
      const made = ok ? 1 : Math.min(allowed, affordable);
      const total = made * each;
      answer = { seconds: deadline ? Math.min(total, timeout) : total, ok };
      tries.unshift(made);
    }
    held.unshift(answer.seconds);
  }
  // Who has given up does not wait, but payments works on, unless it is told that nobody waits any more.
  if (deadline) held[3] = Math.min(held[3] ?? 0, timeout);

  let perCheckout = 1;
  const loads = layers.map((layer, index): Load => {
    if (index > 0) perCheckout *= tries[index - 1] ?? 1;
    const perSecond = checkouts * perCheckout;
    const seconds = held[index] ?? 0;
    const inFlight = perSecond * seconds;
    const fullAfter = inFlight > places ? places / perSecond : Infinity;
    return { layer, perCheckout, perSecond, held: seconds, inFlight, fullAfter };
  });
  return { loads, succeeds: answer.ok, wait: answer.seconds };
}
