/**
 * A bulkhead lets so many tasks run at once and no more, so that those who hang take no more with them than their own
 * compartment. This one lets everybody in.
 */
export interface Bulkhead {
  /** How many tasks may run at once. */
  readonly limit: number;
  /** How many run now. */
  readonly running: number;
  /** How many were not run, because the limit was reached. */
  readonly dropped: number;
  run(task: () => Promise<void>): Promise<void>;
}

export function createBulkhead(limit: number): Bulkhead {
  let running = 0;
  return {
    limit,
    get running() {
      return running;
    },
    dropped: 0,
    run: async (task) => {
      running += 1;
      await task();
      running -= 1;
    },
  };
}
