/** The page's handles on a machine of the kernel and on its processes. */
import {
  EngineError,
  type FileTree,
  type Machine,
  type PortEvent,
  type Process,
  type SpawnOptions,
} from '../contract.ts';
import type { KernelClient } from './kernel-client.ts';

export class OfflineMachine implements Machine {
  readonly #kernel: KernelClient;
  readonly #id: number;
  readonly #processes = new Map<number, OfflineProcess>();
  readonly #portListeners = new Set<(event: PortEvent) => void>();
  readonly #onDispose: (machine: OfflineMachine) => void;

  static async open(
    kernel: KernelClient,
    onDispose: (machine: OfflineMachine) => void,
  ): Promise<OfflineMachine> {
    return new OfflineMachine(kernel, await kernel.call('machine.open', {}), onDispose);
  }

  private constructor(kernel: KernelClient, id: number, onDispose: (machine: OfflineMachine) => void) {
    this.#kernel = kernel;
    this.#id = id;
    this.#onDispose = onDispose;
    kernel.subscribe(id, (event) => {
      if (event.type === 'output') this.#processes.get(event.pid)?.receive(event.text);
      else if (event.type === 'exit') this.#bury(event.pid, event.code);
      else for (const listener of this.#portListeners) listener({ port: event.port, type: event.state });
    });
  }

  async mount(files: FileTree): Promise<void> {
    await this.#kernel.call('files.mount', { machine: this.#id, files: Object.entries(files) });
  }

  writeFile(path: string, data: string | Uint8Array): Promise<void> {
    return this.mount({ [path]: data });
  }

  async readFile(path: string): Promise<Uint8Array> {
    const data = await this.#kernel.call('files.read', { machine: this.#id, path });
    if (data) return data;
    throw new EngineError('not-found', `There is no file ${path}.`, 'Check the name, or reset the lab.');
  }

  async remove(path: string): Promise<void> {
    await this.#kernel.call('files.remove', { machine: this.#id, path });
  }

  async spawn(args: readonly string[], options: SpawnOptions = {}): Promise<Process> {
    const machine = this.#id;
    try {
      const pid = await this.#kernel.call('process.spawn', {
        machine,
        args: [...args],
        env: { ...options.env },
      });
      const process = new OfflineProcess(this.#kernel, machine, pid);
      this.#processes.set(pid, process);
      return process;
    } catch (error) {
      if (error instanceof EngineError) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new EngineError(
        'spawn-failed',
        `The process was not started. ${reason}`,
        'Stop the lab and open it again.',
        {
          cause: error,
        },
      );
    }
  }

  portFor(logical: number): number {
    return logical;
  }

  onPort(listener: (event: PortEvent) => void): () => void {
    // Wrapped, so that the same function subscribed twice is two subscriptions.
    const own = (event: PortEvent): void => listener(event);
    this.#portListeners.add(own);
    return () => this.#portListeners.delete(own);
  }

  async dispose(): Promise<void> {
    try {
      await this.#kernel.call('machine.dispose', { machine: this.#id });
    } catch (error) {
      // An engine that is gone has taken the machine with it.
      if (!(error instanceof EngineError && error.code === 'torn-down')) throw error;
    }
    this.stopped();
    this.#kernel.unsubscribe(this.#id);
    this.#onDispose(this);
  }

  /** Settles what still waits, when the kernel is gone. */
  stopped(): void {
    for (const pid of this.#processes.keys()) this.#bury(pid, 137);
    this.#portListeners.clear();
  }

  #bury(pid: number, code: number): void {
    this.#processes.get(pid)?.ended(code);
    this.#processes.delete(pid);
  }
}

/** Output that waits for a reader, before the kernel's process is held back. */
const waitingChunks = 16;

class OfflineProcess implements Process {
  readonly output: ReadableStream<string>;
  readonly exit: Promise<number>;
  readonly #kernel: KernelClient;
  readonly #machine: number;
  readonly #pid: number;
  #controller: ReadableStreamDefaultController<string> | undefined;
  #settle: (code: number) => void = () => {};
  #alive = true;
  /** Output that was received and for which no room was given back yet. */
  #owed = { messages: 0, units: 0 };

  constructor(kernel: KernelClient, machine: number, pid: number) {
    this.#kernel = kernel;
    this.#machine = machine;
    this.#pid = pid;
    this.exit = new Promise((resolve) => (this.#settle = resolve));
    this.output = new ReadableStream<string>(
      {
        start: (controller) => void (this.#controller = controller),
        pull: () => this.#giveCredit(),
        // Nobody wants it any more; the process may go on writing all the same.
        cancel: () => {
          this.#controller = undefined;
          this.#giveCredit();
        },
      },
      { highWaterMark: waitingChunks },
    );
  }

  receive(text: string): void {
    this.#owed.messages++;
    this.#owed.units += text.length;
    this.#controller?.enqueue(text);
    if ((this.#controller?.desiredSize ?? 1) > 0) this.#giveCredit();
  }

  ended(code: number): void {
    this.#alive = false;
    this.#controller?.close();
    this.#controller = undefined;
    this.#settle(code);
  }

  async write(input: string): Promise<void> {
    if (!this.#alive) return;
    await this.#kernel.call('process.write', { machine: this.#machine, pid: this.#pid, data: input });
  }

  async kill(): Promise<void> {
    // If the engine goes meanwhile, the process has ended as well.
    if (this.#alive) {
      const { exit } = this;
      const killed = this.#kernel.call('process.kill', { machine: this.#machine, pid: this.#pid });
      await Promise.race([exit, killed]).catch(() => exit);
    }
    await this.exit;
  }

  #giveCredit(): void {
    const { messages, units } = this.#owed;
    if (messages === 0 || !this.#alive) return;
    this.#owed = { messages: 0, units: 0 };
    this.#kernel.credit(this.#machine, this.#pid, messages, units);
  }
}
