/** Counts from zero. */
export class Counter {
  #value = 0;

  get value(): number {
    return this.#value;
  }

  add(step = 1): number {
    if (this.#value + step < 0) throw new RangeError('a counter is never below zero');
    this.#value += step;
    return this.#value;
  }

  state(): { value: number; history: number[] } {
    return { value: this.#value, history: [...Array(this.#value).keys()] };
  }

  async settled(): Promise<number> {
    await Promise.resolve();
    return this.#value;
  }
}
