import { apply, NativePromise, promiseThen, startTimer, stopTimer } from './originals.ts';

/** A limit on how long work may take without coming further. */
export class Limit {
  readonly #ms: number;
  readonly #late: () => Error;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reject: (error: unknown) => void = () => {};
  #over = false;

  /**
   * @param ms milliseconds
   * @param late makes the error when time is up
   */
  constructor(ms: number, late: () => Error) {
    this.#ms = ms;
    this.#late = late;
  }

  /** Waits for work, but not beyond the limit. */
  of<T>(work: () => Promise<T>): Promise<T> {
    return new NativePromise<T>((resolve, reject) => {
      this.#reject = reject;
      this.restart();
      const settle =
        <V>(next: (value: V) => void) =>
        (value: V): void => {
          this.#end();
          next(value);
        };
      // Not `.then(…)`: the code under check may have replaced it.
      apply(promiseThen, work(), [settle(resolve), settle(reject)]);
    });
  }

  /** Lets no time pass, while the work waits for something that has a limit of its own. */
  pause(): void {
    stopTimer(this.#timer);
  }

  /** The work has come further: it has all of its time again. */
  restart(): void {
    stopTimer(this.#timer);
    if (!this.#over) this.#timer = startTimer(() => this.fail(this.#late()), this.#ms);
  }

  /** Ends the waiting at once. */
  fail(error: unknown): void {
    this.#end();
    this.#reject(error);
  }

  #end(): void {
    this.#over = true;
    stopTimer(this.#timer);
  }
}

/** Seconds, as a person says them. */
export function seconds(ms: number): string {
  return `${ms / 1000} s`;
}
