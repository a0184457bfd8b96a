/** A machine that only remembers what was asked of it, for tests of the lab screen. */
import type { FileTree, Machine, PortEvent, Process } from '../../src/engine/contract.ts';

export class FakeMachine implements Machine {
  readonly spawned: { args: readonly string[]; env: Readonly<Record<string, string>> }[] = [];
  readonly processes = new Map<string, { exit: (code: number) => void; write: (text: string) => void }>();
  readonly files: Record<string, string> = {};
  readonly #listeners = new Set<(event: PortEvent) => void>();

  async spawn(
    args: readonly string[],
    options: { env?: Readonly<Record<string, string>> } = {},
  ): Promise<Process> {
    this.spawned.push({ args, env: options.env ?? {} });
    const { promise: exit, resolve } = Promise.withResolvers<number>();
    let controller: ReadableStreamDefaultController<string>;
    const output = new ReadableStream<string>({ start: (each) => void (controller = each) });
    const end = (code: number): void => {
      resolve(code);
      controller.close();
    };
    this.processes.set(args[0] ?? '', { exit: end, write: (text) => controller.enqueue(text) });
    return { output, exit, write: async () => {}, kill: async () => end(137) };
  }

  /** As if a process listened on the port. */
  open(port: number): void {
    for (const listener of this.#listeners) listener({ port, type: 'open' });
  }

  onPort(listener: (event: PortEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  portFor(logical: number): number {
    return logical + 10_000;
  }

  async mount(files: FileTree): Promise<void> {
    for (const [path, text] of Object.entries(files)) this.files[path] = String(text);
  }

  async writeFile(path: string, data: string | Uint8Array): Promise<void> {
    this.files[path] = String(data);
  }

  async readFile(): Promise<Uint8Array> {
    return new Uint8Array();
  }

  async remove(): Promise<void> {}

  async dispose(): Promise<void> {}
}
