/**
 * Waits for a promise that may never settle: nothing that speaks to the remote runtime rejects when that is gone.
 * @param options.ms how long to wait, in milliseconds.
 * @param options.late makes the error for when the time is over.
 * @param options.signal ends the wait early; the result then rejects with its reason.
 */
export async function within<T>(
  promise: Promise<T>,
  options: { ms: number; late: () => Error; signal?: AbortSignal | undefined },
): Promise<T> {
  const { ms, late, signal } = options;
  signal?.throwIfAborted();
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(late()), ms);
  const abort = (): void => reject(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([promise, ended]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

/** Resolves after so many milliseconds. */
export const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
