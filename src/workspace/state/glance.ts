/** Milliseconds for which a value that is soon followed by another one is shown all the same. */
export const glanceMs = 700;

/**
 * Shows values one after another, each long enough to be seen: a breaker is half-open for as long as one call takes,
 * and a learner who blinks would never know. Falls behind by a few values at most, then it leaves some out.
 */
export class Glance<T> {
  readonly #show: (value: T) => void;
  readonly #waiting: T[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(show: (value: T) => void) {
    this.#show = show;
  }

  next(value: T): void {
    if (this.#timer === null) return this.#now(value);
    this.#waiting.push(value);
    if (this.#waiting.length > 3) this.#waiting.shift();
  }

  /** Forgets what still waits. */
  clear(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#waiting.length = 0;
  }

  #now(value: T): void {
    this.#show(value);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      const [next] = this.#waiting.splice(0, 1);
      if (next !== undefined) this.#now(next);
    }, glanceMs);
  }
}
