/** The synchronous half of `node:fs`, on the replica of the machine's files. Each change returns its number. */
import { asBytes, asText, parent, type FileNode } from '../../files.ts';
import { change, pathOf, store } from '../files.ts';
import { natives } from '../natives.ts';
import { fileError, systemError } from '../node-errors.ts';
import { Buffer, viewAsBuffer } from './buffer.ts';

type Content = string | Uint8Array;
interface Options {
  encoding?: BufferEncoding | 'buffer' | null | undefined;
  flag?: string | undefined;
  recursive?: boolean | undefined;
  force?: boolean | undefined;
  withFileTypes?: boolean | undefined;
  throwIfNoEntry?: boolean | undefined;
}
export type FileOptions = Options | string | null | undefined;

export function readOptions(options: FileOptions): Options {
  return typeof options === 'string' ? { encoding: options as BufferEncoding } : (options ?? {}); // Node checks it on use
}

function contentOf(data: unknown, encoding: Options['encoding']): Content {
  if (typeof data === 'string') {
    const isText = !encoding || encoding === 'utf8' || encoding === 'utf-8';
    return isText ? data : new Uint8Array(Buffer.from(data, encoding as BufferEncoding));
  }
  if (ArrayBuffer.isView(data))
    return new Uint8Array(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  throw Object.assign(
    new TypeError(
      'The "data" argument must be of type string or an instance of Buffer, TypedArray, or DataView.',
    ),
    { code: 'ERR_INVALID_ARG_TYPE' },
  );
}

function find(path: unknown, syscall: string): [string, FileNode] {
  const full = pathOf(path);
  const node = store.get(full);
  if (node) return [full, node];
  const above = store.get(parent(full));
  throw fileError(above?.kind === 'file' ? 'ENOTDIR' : 'ENOENT', syscall, shown(path));
}

/** A path as the caller wrote it, as Node's messages show it. */
const shown = (path: unknown): string => (path instanceof URL ? pathOf(path) : String(path));

export class Stats {
  readonly size: number;
  readonly mtimeMs: number;
  readonly mode: number;
  readonly #isFolder: boolean;

  constructor(node: FileNode) {
    this.#isFolder = node.kind === 'folder';
    this.size = node.kind === 'folder' ? 4096 : asBytes(node.data).length;
    this.mtimeMs = node.changed;
    this.mode = node.kind === 'folder' ? 0o40755 : 0o100644;
  }

  get mtime(): Date {
    return new Date(this.mtimeMs);
  }

  get ctime(): Date {
    return this.mtime;
  }

  get birthtime(): Date {
    return this.mtime;
  }

  isFile(): boolean {
    return !this.#isFolder;
  }

  isDirectory(): boolean {
    return this.#isFolder;
  }

  isSymbolicLink(): boolean {
    return false;
  }
}

export class Dirent {
  readonly name: string;
  readonly parentPath: string;
  readonly #isFolder: boolean;

  constructor(name: string, parentPath: string, isFolder: boolean) {
    this.name = name;
    this.parentPath = parentPath;
    this.#isFolder = isFolder;
  }

  isFile(): boolean {
    return !this.#isFolder;
  }

  isDirectory(): boolean {
    return this.#isFolder;
  }

  isSymbolicLink(): boolean {
    return false;
  }
}

export const sync = {
  readFileSync(path: unknown, options?: FileOptions): string | Buffer {
    const [, node] = find(path, 'open');
    if (node.kind === 'folder') {
      throw systemError('EISDIR', 'read', 'EISDIR: illegal operation on a directory, read');
    }
    const { encoding } = readOptions(options);
    if (encoding === 'utf8' || encoding === 'utf-8') return asText(node.data);
    const buffer = viewAsBuffer(asBytes(node.data).slice());
    return encoding && encoding !== 'buffer' ? buffer.toString(encoding) : buffer;
  },

  writeFileSync(path: unknown, data: unknown, options?: FileOptions): void {
    sync.write(path, data, readOptions(options));
  },

  appendFileSync(path: unknown, data: unknown, options?: FileOptions): void {
    sync.write(path, data, { ...readOptions(options), flag: 'a' });
  },

  existsSync(path: unknown): boolean {
    try {
      return store.get(pathOf(path)) !== undefined;
    } catch {
      return false;
    }
  },

  accessSync(path: unknown): void {
    find(path, 'access');
  },

  statSync(path: unknown, options: Options = {}): Stats | undefined {
    if (options.throwIfNoEntry === false && !sync.existsSync(path)) return undefined;
    return new Stats(find(path, 'stat')[1]);
  },

  lstatSync(path: unknown, options: Options = {}): Stats | undefined {
    return sync.statSync(path, options);
  },

  readdirSync(path: unknown, options?: FileOptions): (string | Dirent)[] {
    const [full, node] = find(path, 'scandir');
    if (node.kind === 'file') throw fileError('ENOTDIR', 'scandir', shown(path));
    const { withFileTypes, recursive } = readOptions(options);
    const list = (folder: string, prefix: string): (string | Dirent)[] =>
      store.list(folder).flatMap((name) => {
        const child = `${folder === '/' ? '' : folder}/${name}`;
        const isFolder = store.get(child)?.kind === 'folder';
        const entry = withFileTypes ? new Dirent(name, folder, isFolder) : prefix + name;
        return [entry, ...(recursive && isFolder ? list(child, `${prefix}${name}/`) : [])];
      });
    return list(full, '');
  },

  mkdirSync(path: unknown, options?: Options | number): string | undefined {
    const full = pathOf(path);
    const recursive = typeof options === 'object' && options?.recursive === true;
    const there = store.get(full);
    if (there && !(recursive && there.kind === 'folder')) throw fileError('EEXIST', 'mkdir', shown(path));
    if (there) return undefined;
    if (!recursive && !store.get(parent(full))) throw fileError('ENOENT', 'mkdir', shown(path));
    let first = full;
    while (!store.get(parent(first))) first = parent(first);
    sync.apply({ op: 'mkdir', path: full, at: natives.date() }, 'mkdir');
    return recursive ? first : undefined;
  },

  rmSync(path: unknown, options: Options = {}): void {
    if (options.force && !sync.existsSync(path)) return;
    const [full, node] = find(path, 'rm');
    if (node.kind === 'folder' && !options.recursive) {
      throw Object.assign(new Error(`Path is a directory: rm returned EISDIR (is a directory) ${full}`), {
        name: 'SystemError',
        code: 'ERR_FS_EISDIR',
      });
    }
    sync.apply({ op: 'remove', path: full, at: natives.date() }, 'rm');
  },

  rmdirSync(path: unknown): void {
    const [full, node] = find(path, 'rmdir');
    if (node.kind === 'file') throw fileError('ENOTDIR', 'rmdir', shown(path));
    if (store.list(full).length > 0) throw fileError('ENOTEMPTY', 'rmdir', shown(path));
    sync.apply({ op: 'remove', path: full, at: natives.date() }, 'rmdir');
  },

  unlinkSync(path: unknown): void {
    const [full, node] = find(path, 'unlink');
    if (node.kind === 'folder') throw fileError('EISDIR', 'unlink', shown(path));
    sync.apply({ op: 'remove', path: full, at: natives.date() }, 'unlink');
  },

  renameSync(from: unknown, to: unknown): void {
    const source = pathOf(from);
    if (!store.get(source)) throw fileError('ENOENT', 'rename', shown(from), shown(to));
    sync.apply({ op: 'rename', from: source, to: pathOf(to), at: natives.date() }, 'rename');
  },

  copyFileSync(from: unknown, to: unknown): void {
    sync.writeFileSync(to, sync.readFileSync(from));
  },

  truncateSync(path: unknown, length = 0): void {
    const bytes = sync.readFileSync(path) as Buffer; // without an encoding it is one
    const cut = new Uint8Array(length);
    cut.set(bytes.subarray(0, length));
    sync.writeFileSync(path, cut);
  },

  mkdtempSync(prefix: string): string {
    let name = '';
    do name = prefix + Math.random().toString(36).slice(2, 8).padEnd(6, '0');
    while (sync.existsSync(name));
    sync.mkdirSync(name);
    return name;
  },

  realpathSync(path: unknown): string {
    return find(path, 'realpath')[0];
  },

  write(path: unknown, data: unknown, { encoding, flag = 'w' }: Options): void {
    const full = pathOf(path);
    const there = store.get(full);
    if (flag.includes('x') && there) throw fileError('EEXIST', 'open', shown(path));
    if (!there && !store.get(parent(full))) throw fileError('ENOENT', 'open', shown(path));
    if (there?.kind === 'folder') throw fileError('EISDIR', 'open', shown(path));
    const op = flag.startsWith('a') ? 'append' : 'write';
    sync.apply({ op, path: full, data: contentOf(data, encoding), at: natives.date() }, 'write');
  },

  /** Applies a change; `onChange` hears of it, which is how the asynchronous half waits for the kernel. */
  apply(operation: Parameters<typeof change>[0], syscall: string): void {
    const id = change(operation, syscall);
    sync.onChange?.(id, operation);
  },
  onChange: undefined as ((id: number, operation: Parameters<typeof change>[0]) => void) | undefined,
};
