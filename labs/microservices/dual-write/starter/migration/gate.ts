/** Lets any number of works through at once, or one alone: the roles are swapped while nobody writes. */
export class Gate {
  readonly #inside = new Set<Promise<unknown>>();
  #alone: Promise<unknown> = Promise.resolve();

  /** Work that uses the roles. It begins when nobody is alone inside. */
  async together<T>(work: () => Promise<T>): Promise<T> {
    for (let alone; alone !== this.#alone;) await (alone = this.#alone);
    const running = work();
    const settled = running.catch(() => undefined);
    this.#inside.add(settled);
    try {
      return await running;
    } finally {
      this.#inside.delete(settled);
    }
  }

  /** Work that changes the roles. It begins when all others have ended; those that come meanwhile wait for it. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#alone;
    const running = (async () => {
      await before;
      await Promise.all(this.#inside);
      return work();
    })();
    this.#alone = running.catch(() => undefined);
    return running;
  }
}
