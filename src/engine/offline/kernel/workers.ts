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

export class WorkerStock {
  readonly #url: string;
  readonly #ready: ReadyWorker[] = [];
  readonly #waiting: ((worker: ReadyWorker) => void)[] = [];
  readonly #starting = new Set<ReadyWorker>();
  #onFailure: ((message: string) => void) | undefined;
  #closed = false;

  /** @param source of the worker, a classic script: a module worker does not start in a frame without an origin. */
  constructor(source: string) {
    this.#url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  }

  /** Starts the first worker. Rejects when the browser does not let workers start here. */
  async open(): Promise<void> {
    const failed = new Promise<never>((_resolve, reject) => {
      this.#onFailure = (message) => reject(new Error(message));
    });
    const first = await Promise.race([this.take(), failed]);
    this.#onFailure = undefined;
    this.#ready.push(first);
    this.settle();
  }

  /** A worker for a new process, at once if one is in stock. */
  take(): Promise<ReadyWorker> {
    const ready = this.#ready.shift();
    if (ready) return Promise.resolve(ready);
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (this.#starting.size < this.#waiting.length) this.#start();
    });
  }

  /** Says that no process is being opened just now: time to fill the stock. */
  settle(): void {
    while (!this.#closed && this.#ready.length + this.#starting.size < stock) this.#start();
  }

  close(): void {
    this.#closed = true;
    for (const { worker } of [...this.#ready, ...this.#starting]) worker.terminate();
    URL.revokeObjectURL(this.#url);
  }

  #start(): void {
    const worker = new Worker(this.#url);
    const { port1: port, port2: theirs } = new MessageChannel();
    const candidate = { worker, port };
    this.#starting.add(candidate);
    worker.addEventListener('error', (event) => {
      if (!this.#starting.delete(candidate)) return;
      this.#onFailure?.(event.message || 'The browser does not start workers in a sandboxed frame.');
    });
    port.addEventListener(
      'message',
      () => {
        if (!this.#starting.delete(candidate) || this.#closed) return;
        const waiting = this.#waiting.shift();
        if (waiting) waiting(candidate);
        else this.#ready.push(candidate);
      },
      { once: true },
    );
    port.start();
    sendOver(worker, { type: 'adopt' }, [theirs]);
  }
}
