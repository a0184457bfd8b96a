/** Work that is done again and again, in the background of a service. */
import type { Clock } from '#kit/clock.ts';
import type { Log } from '#kit/log.ts';

export interface RepeatOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** For the log, should it fail. */
  readonly name: string;
  /** Milliseconds from the end of one round to the beginning of the next. */
  readonly everyMs: number;
}

/** @returns a function that stops it */
export function repeat(
  { clock, log, name, everyMs }: RepeatOptions,
  work: () => Promise<unknown>,
): () => void {
  const stopped = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      await work().catch((error: unknown) => log.warn(`${name} failed`, { reason: String(error) }));
      await clock.sleep(everyMs, { signal: stopped.signal }).catch(() => undefined);
    }
  };
  void run();
  return () => stopped.abort();
}
