/** One machine: its files, its network, its processes. Machines share nothing but spare workers and the compiler. */
import { asBytes, asText, FileStore, normalise, parent, type FileOperation } from '../files.ts';
import { caps, type KernelMessage } from '../protocol.ts';
import type { CompileResult } from '../compile/result.ts';
import type { Compiler } from './compiler.ts';
import { Network } from './network.ts';
import { KernelProcess } from './process.ts';
import type { WorkerStock } from './workers.ts';

/** Modules up to this length go to a new process compiled; longer ones when it asks, for it may never. */
const sendAlongUnits = 64 * 1024;

export class Machine {
  readonly compiler: Compiler;
  readonly network: Network;
  readonly #id: number;
  readonly #workers: WorkerStock;
  readonly #tell: (message: KernelMessage) => void;
  readonly #files = new FileStore();
  readonly #processes = new Map<number, KernelProcess>();
  /** Processes whose modules are not loaded yet, and those that still wait for a worker. */
  readonly #loading = new Set<KernelProcess>();
  #starting = 0;
  #nextPid = 100;

  constructor(id: number, compiler: Compiler, workers: WorkerStock, tell: (message: KernelMessage) => void) {
    this.#id = id;
    this.compiler = compiler;
    this.#workers = workers;
    this.#tell = tell;
    this.network = new Network((port, state) => tell({ type: 'port', machine: id, port, state }));
  }

  mount(files: readonly [string, string | Uint8Array][]): void {
    const at = Date.now();
    for (const [name, data] of files) {
      const path = normalise(name);
      this.change({ op: 'mkdir', path: parent(path), at });
      this.change({ op: 'write', path, data, at });
    }
  }

  read(path: string): Uint8Array | undefined {
    const data = this.#files.read(normalise(path));
    return data === undefined ? undefined : asBytes(data);
  }

  remove(path: string): void {
    this.change({ op: 'remove', path: normalise(path), at: Date.now() });
  }

  /** Applies a change and passes it on to all processes but its author. */
  change(operation: FileOperation, author?: KernelProcess): void {
    this.#files.apply(operation, author !== undefined);
    for (const process of this.#processes.values())
      if (process !== author) process.send({ type: 'file', operation });
    // Compiled while nobody waits, so that a process finds it done. What a process writes waits until it is asked for.
    if (!author && operation.op === 'write' && operation.path.endsWith('.js'))
      void this.compiler.compile(asText(operation.data), this);
  }

  /** @returns the number of the new process. */
  async spawn(args: string[], env: Record<string, string>): Promise<number> {
    if (this.#processes.size + this.#starting >= caps.processes) {
      throw new Error(`This machine runs ${caps.processes} processes already, which is as many as it may.`);
    }
    this.#starting++;
    const worker = await this.#workers.take().finally(() => this.#starting--);
    const pid = this.#nextPid++;
    const process = new KernelProcess(pid, this, worker);
    this.#processes.set(pid, process);
    this.#loading.add(process);
    process.send({
      type: 'start',
      pid,
      args,
      env,
      files: this.#files.snapshot(),
      compiled: this.#compiled(),
    });
    return pid;
  }

  process(pid: number): KernelProcess | undefined {
    return this.#processes.get(pid);
  }

  /**
   * A process has loaded its modules (its main module has run, or it listens or connects), or will not any more: the last
   * one to do so leaves time to fill the stock.
   */
  loaded(process: KernelProcess): void {
    if (this.#loading.delete(process) && this.#loading.size === 0 && this.#starting === 0)
      this.#workers.settle();
  }

  output(process: KernelProcess, text: string): void {
    this.#tell({ type: 'output', machine: this.#id, pid: process.pid, text });
  }

  buried(process: KernelProcess, code: number): void {
    this.#processes.delete(process.pid);
    this.compiler.forget(process);
    this.network.bury(process);
    this.#tell({ type: 'exit', machine: this.#id, pid: process.pid, code });
    this.loaded(process);
  }

  dispose(): void {
    this.compiler.forget(this);
    for (const process of this.#processes.values()) process.end(137);
  }

  #compiled(): Map<string, CompileResult> {
    const all = new Map<string, CompileResult>();
    for (const [path, node] of this.#files.files()) {
      if (node.kind !== 'file' || !path.endsWith('.js') || node.data.length > sendAlongUnits) continue;
      const result = this.compiler.compiled(asText(node.data));
      if (result) all.set(path, result);
    }
    return all;
  }
}
