type Data = string | Uint8Array;

interface Pending {
  data: Data;
  readonly done: Promise<void>;
}

/**
 * Writes files one write at a time for each path, and of those that wait for a path only the latest: who types fast
 * would otherwise queue up one write a keystroke. A caller is answered once data at least as new as its own is there.
 */
export class CoalescedWrites {
  readonly #write: (path: string, data: Data) => Promise<void>;
  readonly #running = new Map<string, Promise<void>>();
  readonly #waiting = new Map<string, Pending>();

  constructor(write: (path: string, data: Data) => Promise<void>) {
    this.#write = write;
  }

  write(path: string, data: Data): Promise<void> {
    const waiting = this.#waiting.get(path);
    if (waiting) {
      waiting.data = data;
      return waiting.done;
    }
    const running = this.#running.get(path);
    if (!running) return this.#start(path, data);
    const next: Pending = {
      data,
      // What came before may have failed; that is for its own caller to hear.
      done: running
        .catch(() => {})
        .then(() => {
          this.#waiting.delete(path);
          return this.#start(path, next.data);
        }),
    };
    this.#waiting.set(path, next);
    return next.done;
  }

  /** Resolves when no write is under way: whatever changes many files at once waits for it, to keep the order. */
  async idle(): Promise<void> {
    while (this.#running.size + this.#waiting.size > 0) {
      const waiting = [...this.#waiting.values()].map(({ done }) => done);
      await Promise.allSettled([...this.#running.values(), ...waiting]);
    }
  }

  #start(path: string, data: Data): Promise<void> {
    const run = this.#write(path, data).finally(() => {
      if (this.#running.get(path) === run) this.#running.delete(path);
    });
    this.#running.set(path, run);
    return run;
  }
}
