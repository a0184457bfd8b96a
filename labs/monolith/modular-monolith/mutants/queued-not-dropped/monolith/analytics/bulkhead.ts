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
  /** Begins the task, as soon as there is room. Nobody hears how it ends. */
  run(task: () => Promise<void>): void;
}

export function createBulkhead(limit: number): Bulkhead {
  let running = 0;
  const waiting: (() => Promise<void>)[] = [];
  const begin = (task: () => Promise<void>): void => {
    running += 1;
    task().then(end, end);
  };
  const end = (): void => {
    running -= 1;
    const next = waiting.shift();
    if (next) begin(next);
  };
  return {
    limit,
    get running() {
      return running;
    },
    dropped: 0,
    run: (task) => {
      if (running >= limit) waiting.push(task);
      else begin(task);
    },
  };
}
