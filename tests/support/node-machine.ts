/** A machine of real Node processes in a temporary folder: what an engine must behave like. */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import {
  EngineError,
  type FileTree,
  type Machine,
  type PortEvent,
  type Process,
  type SpawnOptions,
} from '../../src/engine/contract.ts';

/** Reports on file descriptor 3 when a server of the process starts or stops to listen. */
const reportPorts = `
import net from 'node:net';
import { writeSync } from 'node:fs';
const emit = net.Server.prototype.emit;
net.Server.prototype.emit = function (event, ...rest) {
  if (event === 'listening') this.reported = this.address()?.port;
  if ((event === 'listening' || event === 'close') && this.reported) {
    writeSync(3, JSON.stringify({ port: this.reported, type: event === 'close' ? 'close' : 'open' }) + '\\n');
  }
  return emit.call(this, event, ...rest);
};
`;

const killed = 137;

/** Below the ports that the system hands out for outgoing connections. */
const lowestPort = 12_000;
const highestPort = 30_000;
/** Machines begin this far apart, so that two of them hardly ever meet, in this process or another. */
const portsEach = 20;

function randomBase(): number {
  const places = (highestPort - lowestPort) / portsEach;
  return lowestPort + Math.floor(Math.random() * places) * portsEach;
}

export class NodeMachine implements Machine {
  readonly #root: string;
  readonly #running = new Map<Process, number | undefined>();
  readonly #listeners = new Set<(event: PortEvent) => void>();
  /** Actual ports by logical ones, from the first of its own on; null when ports are taken as they are. */
  readonly #ports: Map<number, number> | null;
  readonly #basePort = randomBase();

  private constructor(root: string, ownPorts: boolean) {
    this.#root = root;
    this.#ports = ownPorts ? new Map() : null;
  }

  /** @param ownPorts whether its processes listen on ports of its own, so that machines can run side by side */
  static async open({ ownPorts = false } = {}): Promise<NodeMachine> {
    return new NodeMachine(await realpath(await mkdtemp(join(tmpdir(), 'machine-'))), ownPorts);
  }

  async mount(files: FileTree): Promise<void> {
    for (const [path, data] of Object.entries(files)) await this.writeFile(path, data);
  }

  async writeFile(path: string, data: string | Uint8Array): Promise<void> {
    const file = join(this.#root, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, data);
  }

  async readFile(path: string): Promise<Uint8Array> {
    try {
      return await readFile(join(this.#root, path));
    } catch (cause) {
      throw new EngineError('not-found', `There is no file ${path}.`, 'Check the name.', { cause });
    }
  }

  async remove(path: string): Promise<void> {
    await rm(join(this.#root, path), { recursive: true, force: true });
  }

  async spawn(args: readonly string[], { env = {} }: SpawnOptions = {}): Promise<Process> {
    const preload = `data:text/javascript,${encodeURIComponent(reportPorts)}`;
    const child = spawn(process.execPath, ['--import', preload, ...args], {
      cwd: this.#root,
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    });
    const { stdin, stdout, stderr } = child;
    stdin.on('error', () => {});
    const open = new Set<number>();
    const tell = ({ port, type }: PortEvent): void => {
      if (type === 'open') open.add(port);
      else open.delete(port);
      for (const listener of this.#listeners) listener({ port: this.#logical(port), type });
    };
    const ports = child.stdio[3];
    if (ports instanceof Readable) {
      ports.setEncoding('utf8').on('data', (chunk: string) => {
        for (const line of chunk.split('\n')) if (line !== '') tell(JSON.parse(line) as PortEvent);
      });
    }
    const exit = new Promise<number>((resolve) => {
      child.once('exit', (code, signal) => {
        for (const port of open) tell({ port, type: 'close' });
        this.#running.delete(own);
        resolve(signal === null ? (code ?? 1) : killed);
      });
    });
    const output = new ReadableStream<string>({
      start(controller) {
        for (const stream of [stdout, stderr]) {
          stream.setEncoding('utf8').on('data', (chunk: string) => controller.enqueue(chunk));
        }
        child.once('close', () => controller.close());
      },
    });
    const own: Process = {
      output,
      exit,
      async write(input) {
        if (stdin.writable) stdin.write(input);
      },
      async kill() {
        child.kill('SIGKILL');
        await exit;
      },
    };
    this.#running.set(own, child.pid);
    return own;
  }

  /** The system's numbers of the processes that run. */
  get pids(): number[] {
    return [...this.#running.values()].filter((pid) => pid !== undefined);
  }

  portFor(logical: number): number {
    if (!this.#ports) return logical;
    const known = this.#ports.get(logical);
    if (known !== undefined) return known;
    const port = this.#basePort + this.#ports.size;
    this.#ports.set(logical, port);
    return port;
  }

  #logical(port: number): number {
    for (const [logical, actual] of this.#ports ?? []) if (actual === port) return logical;
    return port;
  }

  onPort(listener: (event: PortEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((each) => each.kill()));
    await rm(this.#root, { recursive: true, force: true });
  }
}
