/** One process as the kernel sees it: a worker, the port to it, and what it may still send. */
import { FileRefusal } from '../files.ts';
import { receiveFrom, sendOver } from '../ports.ts';
import { caps, type FromProcess, type ToProcess } from '../protocol.ts';
import { SubtleService } from './subtle.ts';
import { readFromProcess } from './validate.ts';
import type { Machine } from './machine.ts';
import type { ReadyWorker } from './workers.ts';

/** A process that floods its channel although it was told to wait is not ours any more; this is far above the window. */
const outputTolerance = 4;

export class KernelProcess {
  readonly pid: number;
  readonly #machine: Machine;
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #subtle = new SubtleService();
  #unacknowledged = 0;
  #alive = true;

  constructor(pid: number, machine: Machine, { worker, port }: ReadyWorker) {
    this.pid = pid;
    this.#machine = machine;
    this.#worker = worker;
    this.#port = port;
    receiveFrom(port, (data) => {
      const message = this.#alive ? readFromProcess(data) : undefined;
      if (message) this.#receive(message);
    });
    // The script itself failed to go on (out of memory, for one). What lab code throws never comes here.
    worker.addEventListener('error', () => this.end(1));
  }

  get alive(): boolean {
    return this.#alive;
  }

  send(message: ToProcess, transfer: Transferable[] = []): void {
    if (this.#alive) sendOver(this.#port, message, transfer);
  }

  /** Gives back room for output that the page has taken. */
  credit(messages: number, units: number): void {
    this.#unacknowledged = Math.max(0, this.#unacknowledged - units);
    this.send({ type: 'output-credit', messages, bytes: units });
  }

  /** Ends it at once, whatever it is doing. */
  end(code: number): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.#worker.terminate();
    this.#port.close();
    this.#machine.buried(this, code);
  }

  #receive(message: FromProcess): void {
    const machine = this.#machine;
    switch (message.type) {
      case 'up':
        return;
      case 'running':
        return machine.loaded(this);
      case 'output':
        this.#unacknowledged += message.text.length;
        if (this.#unacknowledged > caps.outputUnits * outputTolerance) return this.end(137);
        return machine.output(this, message.text);
      case 'exit':
        return this.end(message.code);
      case 'compile':
        void machine.compiler
          .compile(message.text, this)
          .then((result) => this.send({ type: 'compiled', id: message.id, result }));
        return;
      case 'file': {
        const error = attempt(() => machine.change(message.operation, this));
        return this.send({ type: 'file-done', id: message.id, error });
      }
      case 'listen':
        machine.loaded(this);
        return machine.network.listen(this, message.id, message.port);
      case 'unlisten':
        return machine.network.unlisten(this, message.port);
      case 'connect':
        // Its main module may wait at its top level for as long as the process lives.
        machine.loaded(this);
        return machine.network.connect(this, message.connection, message.port, message.wire);
      case 'disconnect':
        return machine.network.disconnect(this, message.connection);
      case 'subtle':
        this.#subtle.call(message.method, message.args).then(
          (value) => this.send({ type: 'subtle-done', id: message.id, value }),
          (error: unknown) => this.send({ type: 'subtle-failed', id: message.id, ...inWords(error) }),
        );
        return;
      case 'forget-key':
        return this.#subtle.forget(message.key);
    }
  }
}

function attempt(change: () => void): FileRefusal['code'] | undefined {
  try {
    change();
    return undefined;
  } catch (error) {
    if (error instanceof FileRefusal) return error.code;
    throw error;
  }
}

function inWords(error: unknown): { name: string; message: string } {
  return error instanceof Error || error instanceof DOMException
    ? { name: error.name, message: error.message }
    : { name: 'OperationError', message: String(error) };
}
