/** One at a time, in the order of asking. */
import { DatabaseError } from './error.ts';

// Taken once: a check may replace the global ones, and a lock must not wait for a clock that stands still.
const { setTimeout, clearTimeout } = globalThis;

export class Lock {
  readonly #timeoutMs: number;
  readonly #waiting: (() => void)[] = [];
  #taken = false;

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  /**
   * Does the work while nobody else does any.
   * @throws {DatabaseError} when its turn does not come in time
   */
  async held<T>(work: () => Promise<T>): Promise<T> {
    if (this.#taken) await this.#turn();
    this.#taken = true;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // It stays taken on its way to the next one.
      if (next) next();
      else this.#taken = false;
    }
  }

  #turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(go), 1);
        reject(
          new DatabaseError(
            `A statement waited ${this.#timeoutMs} ms for a transaction to end. If it is part of that transaction, send it there: with tx.query or tx.execute, or in another module with db.in(tx). If it only reads, it can come before.`,
            '55P03',
          ),
        );
      }, this.#timeoutMs);
      const go = (): void => {
        clearTimeout(timer);
        resolve();
      };
      this.#waiting.push(go);
    });
  }
}
