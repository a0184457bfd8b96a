/**
 * Workers in stock. Starting one takes tens of milliseconds (its script holds all of the built-ins), so some are kept
 * ready for the next process.
 */

import { sendOver } from '../ports.ts';

/** How many workers wait for a process: as many as a lab of three services and its sidecar opens at once. */
export const stock = 4;

/** A worker that is up, and the port over which all talk with it goes. */
export interface ReadyWorker {
  worker: Worker;
  port: MessagePort;
}

interface Waiting {
  readonly resolve: (worker: ReadyWorker) => void;
  readonly reject: (error: Error) => void;
}

/** The workers go with the frame: there is nothing to close here. */
export class WorkerStock {
  readonly #url: string;
  readonly #ready: ReadyWorker[] = [];
  readonly #waiting: Waiting[] = [];
  readonly #starting = new Set<ReadyWorker>();

  /** @param source of the worker, a classic script: a module worker does not start in a frame without an origin. */
  constructor(source: string) {
    this.#url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  }

  /** Starts the stock; resolves when the first worker is up. Rejects when the browser does not let workers start here. */
  async open(): Promise<void> {
    const first = this.take();
    this.settle();
    this.#ready.push(await first);
  }

  /** A worker for a new process, at once if one is in stock. Rejects when none starts. */
  take(): Promise<ReadyWorker> {
    const ready = this.#ready.shift();
    if (ready) return Promise.resolve(ready);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      if (this.#starting.size < this.#waiting.length) this.#start();
    });
  }

  /** Says that no process is being opened just now: time to fill the stock. */
  settle(): void {
    while (this.#ready.length + this.#starting.size < stock) this.#start();
  }

  #start(): void {
    const worker = new Worker(this.#url);
    const { port1: port, port2: theirs } = new MessageChannel();
    const candidate = { worker, port };
    this.#starting.add(candidate);
    worker.addEventListener('error', (event) => {
      if (!this.#starting.delete(candidate)) return;
      // Others that are starting may still serve all who wait.
      const message = event.message || 'The browser does not start workers in a sandboxed frame.';
      if (this.#starting.size < this.#waiting.length) this.#waiting.shift()?.reject(new Error(message));
    });
    port.addEventListener(
      'message',
      () => {
        if (!this.#starting.delete(candidate)) return;
        const waiting = this.#waiting.shift();
        if (waiting) waiting.resolve(candidate);
        else this.#ready.push(candidate);
      },
      { once: true },
    );
    port.start();
    sendOver(worker, { type: 'adopt' }, [theirs]);
  }
}
