import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { HostProcess } from './processes.ts';
import type { BuildOptions, HostMessage, HostOperations, RunSpec, RuntimeInfo } from './protocol.ts';

export interface HostOptions {
  readonly reporter: string;
  readonly cutEvery: number | null;
  readonly echo: boolean;
}

/** A folder or a file of a mounted tree, in the client's short form. */
type Node =
  { readonly d: Tree } | { readonly f: { readonly c: string; readonly b?: true } | { readonly l: string } };
type Tree = Readonly<Record<string, Node>>;

async function writeTree(folder: string, tree: Tree): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, node] of Object.entries(tree)) {
    const path = join(folder, name);
    if ('d' in node) await writeTree(path, node.d);
    else if ('l' in node.f) await symlink(node.f.l, path);
    else await writeFile(path, Buffer.from(node.f.c, node.f.b ? 'latin1' : 'utf8'));
  }
}

/** The container behind the stand-in's page: a temporary folder and real Node processes. */
export class ContainerHost implements HostOperations {
  readonly #options: HostOptions;
  readonly #push: (message: HostMessage) => void;
  readonly #processes = new Map<number, HostProcess>();
  #root: string | null = null;
  #workdir = '';

  constructor(options: HostOptions, push: (message: HostMessage) => void) {
    this.#options = options;
    this.#push = push;
  }

  /** How many processes are alive. */
  get processCount(): number {
    return this.#processes.size;
  }

  async build({ workdirName = 'project' }: BuildOptions): Promise<RuntimeInfo> {
    await this.teardown();
    this.#root = await mkdtemp(join(tmpdir(), 'webcontainer-standin-'));
    this.#workdir = join(this.#root, 'home', workdirName);
    await mkdir(this.#workdir, { recursive: true });
    return { path: '/bin:/usr/bin:/usr/local/bin', cwd: `/home/${workdirName}` };
  }

  async loadFiles(tree: string, mountPoint: string | null): Promise<void> {
    const folder = mountPoint === null ? this.#workdir : this.#inside(mountPoint);
    // As in the real runtime, a mount point must exist.
    await readdir(folder);
    const root = JSON.parse(Buffer.from(tree, 'base64').toString()) as { d: Tree };
    await writeTree(folder, root.d);
  }

  async readFile(path: string): Promise<string> {
    return readFile(this.#inside(path), 'base64');
  }

  async writeFile(path: string, data: string): Promise<void> {
    await writeFile(this.#inside(path), Buffer.from(data, 'base64'));
  }

  async readdir(path: string): Promise<string[]> {
    return readdir(this.#inside(path));
  }

  async mkdir(path: string, recursive: boolean): Promise<void> {
    await mkdir(this.#inside(path), { recursive });
  }

  async rm(path: string, options: { recursive: boolean; force: boolean }): Promise<void> {
    await rm(this.#inside(path), options);
  }

  async run(pid: number, { command, args, cwd, env }: RunSpec): Promise<void> {
    if (command !== 'node') throw new Error(`ENOENT: command not found: ${command}`);
    const variables = Object.entries(env ?? {}).map(([name, value]) => [name, String(value)]);
    const options = {
      ...this.#options,
      args,
      cwd: cwd === undefined ? this.#workdir : this.#inside(cwd),
      env: Object.fromEntries(variables) as Record<string, string>,
    };
    const process = new HostProcess(pid, options, this.#push);
    this.#processes.set(pid, process);
    void process.ended.then(() => this.#processes.delete(pid));
  }

  async write(pid: number, data: string): Promise<void> {
    this.#processes.get(pid)?.write(data);
  }

  async kill(pid: number): Promise<void> {
    this.#processes.get(pid)?.kill();
  }

  async teardown(): Promise<void> {
    const processes = [...this.#processes.values()];
    for (const process of processes) process.kill();
    await Promise.all(processes.map(({ ended }) => ended));
    if (this.#root) await rm(this.#root, { recursive: true, force: true });
    this.#root = null;
  }

  /** A path of the container as one of this machine. It does not leave the container. */
  #inside(path: string): string {
    if (this.#root === null) throw new Error('The container was not built, or was torn down.');
    const absolute = resolve(this.#workdir, path.replace(/^\/+/, ''));
    if (absolute !== this.#workdir && !absolute.startsWith(this.#workdir + sep)) {
      throw new Error(`EACCES: ${basename(dirname(path))}/${basename(path)} is outside of the container`);
    }
    return absolute;
  }
}
