import type { BootStep } from '../contract.ts';

/** The steps of a boot, in order. */
const titles = {
  browser: 'Checking this browser',
  client: 'Loading the WebContainer client',
  connect: 'Reaching the WebContainer runtime',
  start: 'Starting the WebContainer runtime',
} as const;

export type StepId = keyof typeof titles;

/** Reports the steps of one boot to whoever listens. */
export class Steps {
  readonly #report: (step: BootStep) => void;

  constructor(report: ((step: BootStep) => void) | undefined) {
    this.#report = report ?? (() => {});
    for (const [id, title] of Object.entries(titles)) this.#report({ id, title, state: 'idle' });
  }

  /** Runs one step and reports how it goes. What it throws is its failure and is thrown on. */
  async run<T>(id: StepId, action: () => Promise<T> | T): Promise<T> {
    const step = { id, title: titles[id] };
    const began = performance.now();
    this.#report({ ...step, state: 'running' });
    try {
      const result = await action();
      this.#report({ ...step, state: 'completed', ms: performance.now() - began });
      return result;
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      this.#report({ ...step, state: 'failed', ms: performance.now() - began, detail });
      throw error;
    }
  }
}
