/** A circuit breaker with a sliding window of failures, a timeout, and probes while it is half-open. */
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

/** The guarded function took longer than it may. */
export class CallTimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

export class CircuitBreaker<Args extends unknown[], Result> {
  readonly #fn: (...args: [...Args, CallOptions]) => Promise<Result>;
  readonly #options: Required<CircuitBreakerOptions>;
  readonly #listeners: ((transition: Transition) => void)[] = [];
  #state: BreakerState = 'closed';
  /** Times of the failures that may still be within the window. */
  #failures: number[] = [];
  #openedAt = 0;
  #probes = 0;
  /** Counts changes of state. A call that began before the last one has nothing to say any more. */
  #generation = 0;

  constructor(fn: (...args: [...Args, CallOptions]) => Promise<Result>, options: CircuitBreakerOptions) {
    this.#fn = fn;
    this.#options = {
      failureThreshold: 5,
      windowMs: 10_000,
      openMs: 30_000,
      halfOpenPermits: 1,
      timeoutMs: 1_000,
      isFailure: () => true,
      ...options,
    };
  }

  get state(): BreakerState {
    return this.#state;
  }

  on(_event: 'transition', listener: (transition: Transition) => void): this {
    this.#listeners.push(listener);
    return this;
  }

  async call(...args: Args): Promise<Result> {
    this.#admit();
    const generation = this.#generation;
    try {
      const result = await this.#callInTime(args);
      if (generation === this.#generation) this.#onAnswer();
      return result;
    } catch (error) {
      if (generation === this.#generation) {
        if (error instanceof CallTimeoutError || this.#options.isFailure(error)) this.#onFailure();
        else this.#onAnswer();
      }
      throw error;
    }
  }

  /** Lets a call pass, or throws CircuitOpenError. */
  #admit(): void {
    const { clock, openMs, halfOpenPermits } = this.#options;
    if (this.#state === 'open') {
      const retryAfterMs = this.#openedAt + openMs - clock.now();
      if (retryAfterMs > 0) throw new CircuitOpenError(retryAfterMs);
      this.#become('half-open');
    }
    if (this.#state === 'half-open') {
      if (this.#probes >= halfOpenPermits) throw new CircuitOpenError(0);
      this.#probes += 1;
    }
  }

  /** Calls the function; after `timeoutMs` it gives up, whether or not the function heeds its signal. */
  #callInTime(args: Args): Promise<Result> {
    const { clock, timeoutMs } = this.#options;
    const controller = new AbortController();
    return new Promise((resolve, reject) => {
      const timer = clock.setTimeout(() => {
        const error = new CallTimeoutError(`There was no answer within ${timeoutMs} ms.`);
        controller.abort(error);
        reject(error);
      }, timeoutMs);
      const run = async (): Promise<Result> => this.#fn(...args, { signal: controller.signal });
      run()
        .finally(() => clock.clearTimeout(timer))
        .then(resolve, reject);
    });
  }

  /** The service answered, be it with a client error: it is there. */
  #onAnswer(): void {
    if (this.#state === 'half-open') this.#become('closed');
  }

  #onFailure(): void {
    const { clock, windowMs, failureThreshold } = this.#options;
    const now = clock.now();
    this.#failures = [...this.#failures.filter((at) => now - at < windowMs), now];
    if (this.#state === 'half-open' || this.#failures.length >= failureThreshold) this.#become('open');
  }

  #become(to: BreakerState): void {
    const transition = { from: this.#state, to, at: this.#options.clock.now() };
    this.#state = to;
    this.#generation += 1;
    this.#probes = 0;
    if (to === 'open') this.#openedAt = transition.at;
    for (const listener of this.#listeners) listener(transition);
  }
}
