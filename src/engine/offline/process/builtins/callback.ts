/** From promises to Node's callbacks. */
import { loop } from '../event-loop.ts';

/** Calls back from the loop, not from the promise: what the callback throws is an uncaught error and not a rejection. */
export function afterwards<T>(work: Promise<T>, callback: (error?: Error | null, result?: T) => void): void {
  work.then(
    (result) => loop.nextTick(() => callback(null, result)),
    (error: unknown) =>
      loop.nextTick(() => callback(error instanceof Error ? error : new Error(String(error)))),
  );
}
