/** The page's end of the port to the kernel: numbered requests, and events for whoever subscribed. */
import { EngineError } from '../contract.ts';
import { receiveFrom, sendOver } from './ports.ts';
import type { KernelMessage, KernelMethod, KernelMethods, PageMessage } from './protocol.ts';

type KernelEvent = Extract<KernelMessage, { machine: number }>;

interface Pending {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

export class KernelClient {
  readonly #port: MessagePort;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Map<number, (event: KernelEvent) => void>();
  #next = 1;
  #closed = false;

  constructor(port: MessagePort) {
    this.#port = port;
    // Only the kernel has the other end.
    receiveFrom(port, (data) => this.#receive(data as KernelMessage));
  }

  /** @throws {Error} with the kernel's words when it refuses; {EngineError} `torn-down` after `close`. */
  call<M extends KernelMethod>(
    method: M,
    params: KernelMethods[M]['params'],
  ): Promise<KernelMethods[M]['result']> {
    if (this.#closed) return Promise.reject(tornDown());
    const id = this.#next++;
    this.#send({ type: 'request', id, method, params });
    return new Promise((resolve, reject) => {
      // The kernel answers each method with its own result; its handlers are typed by the same table.
      this.#pending.set(id, { resolve: resolve as (value: unknown) => void, reject });
    });
  }

  credit(machine: number, pid: number, messages: number, bytes: number): void {
    if (!this.#closed) this.#send({ type: 'output-credit', machine, pid, messages, bytes });
  }

  /** Events of one machine go to one listener. */
  subscribe(machine: number, listener: (event: KernelEvent) => void): void {
    this.#listeners.set(machine, listener);
  }

  unsubscribe(machine: number): void {
    this.#listeners.delete(machine);
  }

  close(): void {
    this.#closed = true;
    for (const { reject } of this.#pending.values()) reject(tornDown());
    this.#pending.clear();
    this.#listeners.clear();
  }

  #send(message: PageMessage): void {
    sendOver(this.#port, message);
  }

  #receive(message: KernelMessage): void {
    if (message.type === 'answer') {
      this.#pending.get(message.id)?.resolve(message.value);
      this.#pending.delete(message.id);
    } else if (message.type === 'refusal') {
      this.#pending.get(message.id)?.reject(new Error(message.message));
      this.#pending.delete(message.id);
    } else if ('machine' in message) {
      this.#listeners.get(message.machine)?.(message);
    }
  }
}

export function tornDown(): EngineError {
  return new EngineError('torn-down', 'This engine was stopped.', 'Start the engine again.');
}
