/** A circuit breaker, written down from a textbook's pseudocode. It is known to be wrong in more than one way. */
import type { Clock } from '#kit/clock.ts';

export type BreakerState = 'closed' | 'open' | 'half-open';

/** A change of state. */
export interface Transition {
  readonly from: BreakerState;
  readonly to: BreakerState;
  /** When, in milliseconds of the clock. */
  readonly at: number;
}

/** What the guarded function gets as its last argument. */
export interface CallOptions {
  /** Aborted when the breaker gives up on the call. */
  readonly signal: AbortSignal;
}

export interface CircuitBreakerOptions {
  readonly clock: Clock;
  /** So many failures within the window open the breaker. 5 by default. */
  readonly failureThreshold?: number;
  /** A failure counts as long as it is less than this many milliseconds old. 10 000 by default. */
  readonly windowMs?: number;
  /** How long the breaker stays open before it lets a probe through, in milliseconds. 30 000 by default. */
  readonly openMs?: number;
  /** How many probes may run at once while half-open. 1 by default. */
  readonly halfOpenPermits?: number;
  /** How long a call may take, in milliseconds. 1 000 by default. */
  readonly timeoutMs?: number;
  /** Whether an error of the guarded function is a failure. By default every error is one. */
  readonly isFailure?: (error: unknown) => boolean;
}

/** A call was rejected without having been made. */
export class CircuitOpenError extends Error {
  override readonly name = 'CircuitOpenError';
  /** Milliseconds until a call may get through. */
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super('The circuit breaker is open.');
    this.retryAfterMs = retryAfterMs;
  }
}

export class CircuitBreaker<Args extends unknown[], Result> {
  readonly #fn: (...args: [...Args, CallOptions]) => Promise<Result>;
  readonly #failureThreshold: number;
  readonly #openMs: number;
  readonly #listeners: ((transition: Transition) => void)[] = [];
  #state: BreakerState = 'closed';
  #failureCount = 0;
  #resetTime = 0;

  constructor(fn: (...args: [...Args, CallOptions]) => Promise<Result>, options: CircuitBreakerOptions) {
    this.#fn = fn;
    this.#failureThreshold = options.failureThreshold ?? 5;
    this.#openMs = options.openMs ?? 30_000;
  }

  get state(): BreakerState {
    return this.#state;
  }

  on(_event: 'transition', listener: (transition: Transition) => void): this {
    this.#listeners.push(listener);
    return this;
  }

  async call(...args: Args): Promise<Result> {
    if (this.#state === 'open') {
      if (Date.now() > this.#resetTime) {
        this.#become('half-open'); // probe: send one request to test recovery
      } else {
        throw new CircuitOpenError(0);
      }
    }
    try {
      const result = await this.#fn(...args, { signal: new AbortController().signal });
      this.#onSuccess();
      return result;
    } catch (error) {
      this.#onFailure();
      throw error;
    }
  }

  #onSuccess(): void {}

  #onFailure(): void {
    this.#failureCount += 1;
    if (this.#failureCount >= this.#failureThreshold) {
      this.#become('open');
      this.#resetTime = Date.now() + this.#openMs;
    }
  }

  #become(to: BreakerState): void {
    const transition = { from: this.#state, to, at: Date.now() };
    this.#state = to;
    for (const listener of this.#listeners) listener(transition);
  }
}
