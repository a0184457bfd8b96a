import type { WebContainer } from '@webcontainer/api';
import {
  EngineError,
  type FileTree,
  type Machine,
  type PortEvent,
  type Process,
  type SpawnOptions,
} from '../contract.ts';
import { within } from './deadline.ts';
import { normalPath, parentOf, toContainerTree } from './files.ts';
import type { PortLease } from './ports.ts';
import { ContainerProcess } from './process.ts';
import { CoalescedWrites } from './writes.ts';

export interface MachineParts {
  readonly container: WebContainer;
  /** Its folder, below the working directory of the container. */
  readonly folder: string;
  readonly ports: PortLease;
  readonly outputIsBytes: boolean;
  /** How long (in ms) the runtime may take to answer one call. */
  readonly answerMs: number;
  /** Called once, when the machine is gone. */
  readonly onDispose: () => void;
}

/** A folder of the one WebContainer, with processes and ports of its own. */
export class ContainerMachine implements Machine {
  readonly #parts: MachineParts;
  readonly #writes: CoalescedWrites;
  readonly #processes = new Set<ContainerProcess>();
  readonly #starting = new Set<Promise<unknown>>();
  #disposal: Promise<void> | null = null;

  private constructor(parts: MachineParts) {
    this.#parts = parts;
    this.#writes = new CoalescedWrites((path, data) => this.#writeNow(path, data));
  }

  /** Makes the machine and its folder: a mount point must exist. */
  static async open(parts: MachineParts): Promise<ContainerMachine> {
    const machine = new ContainerMachine(parts);
    await machine.#answer('making a folder', parts.container.fs.mkdir(parts.folder, { recursive: true }));
    return machine;
  }

  async mount(files: FileTree): Promise<void> {
    this.#assertOpen();
    const { container, folder } = this.#parts;
    // Bytes go by themselves: in a tree the client packs them as JSON text, at several times their size.
    const binaries = Object.entries(files).filter(([, data]) => typeof data !== 'string');
    const texts = Object.entries(files).filter(([, data]) => typeof data === 'string');
    const tree = toContainerTree(Object.fromEntries(texts));
    await this.#writes.idle();
    await this.#answer('mounting files', container.mount(tree, { mountPoint: folder }));
    await Promise.all(binaries.map(([path, data]) => this.#writeNow(normalPath(path), data)));
  }

  async writeFile(path: string, data: string | Uint8Array): Promise<void> {
    this.#assertOpen();
    await this.#writes.write(normalPath(path), data);
  }

  async readFile(path: string): Promise<Uint8Array> {
    this.#assertOpen();
    const { container } = this.#parts;
    await this.#writes.idle();
    try {
      return await this.#answer('reading a file', container.fs.readFile(this.#inside(path)));
    } catch (cause) {
      if (cause instanceof EngineError) throw cause;
      // There is no stat to ask first, and errors lose their code on the way here: only their text is left.
      throw new EngineError(
        'not-found',
        `There is no file ${path}.`,
        'Check the name, or reset the lab to get its files back.',
        { cause },
      );
    }
  }

  async remove(path: string): Promise<void> {
    this.#assertOpen();
    const { container } = this.#parts;
    await this.#writes.idle();
    const removal = container.fs.rm(this.#inside(path), { recursive: true, force: true });
    await this.#answer('removing a file', removal);
  }

  async spawn(args: readonly string[], options: SpawnOptions = {}): Promise<Process> {
    this.#assertOpen();
    await this.#writes.idle();
    this.#assertOpen();
    const starting = this.#spawn(args, options);
    this.#starting.add(starting);
    try {
      return await starting;
    } finally {
      this.#starting.delete(starting);
    }
  }

  portFor(logical: number): number {
    return this.#parts.ports.portFor(logical);
  }

  onPort(listener: (event: PortEvent) => void): () => void {
    return this.#parts.ports.onPort(listener);
  }

  dispose(): Promise<void> {
    this.#disposal ??= this.#dispose();
    return this.#disposal;
  }

  /** Ends all waiting and takes no more calls, when the runtime itself is gone or about to be. */
  abandon(): void {
    this.#disposal ??= Promise.resolve();
    for (const process of this.#processes) process.abandon();
  }

  async #spawn(args: readonly string[], options: SpawnOptions): Promise<Process> {
    const { container, folder, outputIsBytes } = this.#parts;
    const spawning = container.spawn('node', [...args], { cwd: folder, env: { ...options.env } });
    const remote = await this.#answer('starting a process', spawning).catch((cause: unknown) => {
      throw cause instanceof EngineError
        ? cause
        : new EngineError(
            'spawn-failed',
            `WebContainer could not start node ${args.join(' ')}.`,
            'Restart the lab. If that does not help, reload the page or switch to the offline engine.',
            { cause },
          );
    });
    const process = new ContainerProcess(remote, outputIsBytes);
    this.#processes.add(process);
    void process.exit.then(() => this.#processes.delete(process));
    return process;
  }

  async #dispose(): Promise<void> {
    const { container, folder, ports, onDispose } = this.#parts;
    await Promise.allSettled([this.#writes.idle(), ...this.#starting]);
    await Promise.all([...this.#processes].map((process) => process.kill()));
    try {
      // Only after all have ended: a process could write its files anew.
      await this.#answer('removing files', container.fs.rm(folder, { recursive: true, force: true }));
    } catch {
      // The files are out of reach: no other machine uses this folder, and a teardown forgets it.
    }
    ports.release();
    onDispose();
  }

  async #writeNow(path: string, data: string | Uint8Array): Promise<void> {
    const { fs } = this.#parts.container;
    const target = this.#inside(path);
    try {
      await this.#answer('writing a file', fs.writeFile(target, data));
    } catch (error) {
      // Folders are made only when missing, which is rare, and there is no stat to ask.
      const parent = parentOf(path);
      if (error instanceof EngineError || parent === null) throw error;
      await this.#answer('making a folder', fs.mkdir(this.#inside(parent), { recursive: true }));
      await this.#answer('writing a file', fs.writeFile(target, data));
    }
  }

  #inside(path: string): string {
    return `${this.#parts.folder}/${normalPath(path)}`;
  }

  #assertOpen(): void {
    if (this.#disposal === null) return;
    throw new EngineError('torn-down', 'This machine was shut down.', 'Start the lab again.');
  }

  /** Calls to a runtime that has died are never answered. */
  #answer<T>(what: string, call: Promise<T>): Promise<T> {
    const late = (): EngineError =>
      new EngineError(
        'torn-down',
        `The WebContainer runtime stopped answering (while ${what}).`,
        'Reload the page, or switch to the offline engine. Your files are kept.',
      );
    return within(call, { ms: this.#parts.answerMs, late });
  }
}
