import { apply, NativePromise, startTimer, stopTimer, promiseThen } from './originals.ts';

/**
 * Waits for work, but not longer than `ms` milliseconds.
 * @param late makes the error when time is up
 * @param abort called with a function that ends the waiting at once with an error
 */
export function limited<T>(
  work: () => Promise<T>,
  ms: number,
  late: () => Error,
  abort?: (stop: (error: unknown) => void) => void,
): Promise<T> {
  return new NativePromise<T>((resolve, reject) => {
    const timer = startTimer(() => reject(late()), ms);
    abort?.((error) => {
      stopTimer(timer);
      reject(error);
    });
    const settle =
      <V>(next: (value: V) => void) =>
      (value: V): void => {
        stopTimer(timer);
        next(value);
      };
    // Not `.then(…)`: the code under check may have replaced it.
    apply(promiseThen, work(), [settle(resolve), settle(reject)]);
  });
}

/** Seconds, as a person says them. */
export function seconds(ms: number): string {
  return `${ms / 1000} s`;
}
