/**
 * Errors that reach nobody: uncaught exceptions, rejections without a handler, and attempts to end the process. They
 * fail the check during which they come, not the whole run.
 */
import { bare, NativeError, NativePromise } from './originals.ts';

interface Stray {
  readonly error: Error;
  /** The rejected promise, where it is one. */
  readonly promise?: unknown;
}

/** What came to light while one check ran. */
export class Strays {
  readonly #found: Stray[] = [];

  /** The first error that is still without a handler. */
  get first(): Error | null {
    return this.#found[0]?.error ?? null;
  }

  add(stray: Stray): void {
    this.#found.push(stray);
  }

  /** A rejection got its handler after all. */
  forgive(promise: unknown): void {
    const index = this.#found.findIndex((each) => each.promise === promise);
    if (index >= 0) this.#found.splice(index, 1);
  }
}

function inWords(error: unknown): string {
  return error instanceof NativeError ? `${error.name}: ${error.message}` : String(error);
}

function wrap(name: string, cause: unknown): Error {
  const error = new NativeError(inWords(cause), { cause });
  error.name = name;
  // The place that counts is where the error came from.
  if (cause instanceof NativeError && cause.stack !== undefined) error.stack = cause.stack;
  return error;
}

/**
 * @param current those of the check that runs, or of the one that ran last
 * @param stop ends the check that runs, if one does, with an error
 * @returns what waits until every rejection from before has come to light
 */
export function catchStrays(current: () => Strays, stop: (error: Error) => void): () => Promise<void> {
  let marker: object | null = null;
  let reached = (): void => {};
  process.on('uncaughtException', (cause) => {
    const error = wrap('Uncaught error', cause);
    current().add({ error });
    stop(error);
  });
  process.on('unhandledRejection', (cause, promise) => {
    if (cause !== null && cause === marker) return reached();
    current().add({ error: wrap('Rejection that nothing handles', cause), promise });
  });
  process.on('rejectionHandled', (promise) => current().forgive(promise));
  process.exit = (code): never => {
    const error = new NativeError(`the code called process.exit(${code ?? ''}), which ends the process`);
    current().add({ error });
    stop(error);
    throw error;
  };
  return () =>
    new NativePromise((resolve) => {
      reached = resolve;
      const last = (marker = bare());
      // They come to light in their order, some time after the turn in which they were made. This one is the last.
      void new NativePromise((_, reject) => reject(last));
    });
}
