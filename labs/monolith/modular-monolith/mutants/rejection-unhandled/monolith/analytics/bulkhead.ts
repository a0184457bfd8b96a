/**
 * A bulkhead lets so many tasks run at once and no more, so that those who hang take no more with them than their own
 * compartment. Whoever finds it full is turned away at once, and counted.
 */
export interface Bulkhead {
  /** How many tasks may run at once. */
  readonly limit: number;
  /** How many run now. */
  readonly running: number;
  /** How many were not run, because the limit was reached. */
  readonly dropped: number;
  /** Begins the task, if there is room. Nobody hears how it ends. */
  run(task: () => Promise<void>): void;
}

export function createBulkhead(limit: number): Bulkhead {
  let running = 0;
  let dropped = 0;
  const end = (): void => {
    running -= 1;
  };
  return {
    limit,
    get running() {
      return running;
    },
    get dropped() {
      return dropped;
    },
    run: (task) => {
      if (running >= limit) {
        dropped += 1;
        return;
      }
      running += 1;
      void task().finally(end);
    },
  };
}
