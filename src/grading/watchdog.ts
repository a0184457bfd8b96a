/** Calls back when it was not fed in time. */
export class Watchdog {
  readonly #bark: (ms: number) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param bark called once with the milliseconds that have passed in vain */
  constructor(bark: (ms: number) => void) {
    this.#bark = bark;
  }

  /** Gives it `ms` milliseconds from now, whatever was left. */
  feed(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#bark(ms), ms);
  }

  /** Keeps it quiet until it is fed again. */
  stop(): void {
    clearTimeout(this.#timer);
  }
}
