/** Open files: the `FileHandle` of `node:fs/promises` and the numbers of `openSync`. */
import { asBytes } from '../../files.ts';
import { pathOf, store, synced } from '../files.ts';
import { fileError, systemError } from '../node-errors.ts';
import { Buffer } from './buffer.ts';
import { sync, type FileOptions, type Stats } from './fs-sync.ts';

/** Numbers 0 to 2 are the standard streams. */
let nextNumber = 20;
const open = new Map<number, OpenFile>();

class OpenFile {
  readonly path: string;
  readonly #flags: string;
  #position = 0;

  constructor(path: unknown, flags: string) {
    this.path = pathOf(path);
    this.#flags = flags;
    const there = store.get(this.path) !== undefined;
    if (flags.startsWith('r') && !there) throw fileError('ENOENT', 'open', String(path));
    if (flags.startsWith('w') || (flags.startsWith('a') && !there)) {
      sync.write(this.path, '', { flag: flags.includes('x') ? 'wx' : 'w' });
    }
  }

  write(data: string | Uint8Array, position?: number | null): number {
    const bytes = asBytes(data);
    if (this.#flags.startsWith('a')) {
      sync.write(this.path, data, { flag: 'a' });
      return bytes.length;
    }
    const at = position ?? this.#position;
    const before = asBytes(store.read(this.path) ?? '');
    const after = new Uint8Array(Math.max(before.length, at + bytes.length));
    after.set(before);
    after.set(bytes, at);
    sync.write(this.path, after, {});
    if (typeof position !== 'number') this.#position = at + bytes.length;
    return bytes.length;
  }

  read(into: Uint8Array, offset: number, length: number, position?: number | null): number {
    const from = position ?? this.#position;
    const part = asBytes(store.read(this.path) ?? '').subarray(from, from + length);
    into.set(part, offset);
    if (typeof position !== 'number') this.#position = from + part.length;
    return part.length;
  }
}

function byNumber(fd: number): OpenFile {
  const file = open.get(fd);
  if (!file) throw systemError('EBADF', 'write', 'EBADF: bad file descriptor, write');
  return file;
}

export class FileHandle {
  readonly fd: number;

  static open(path: unknown, flags: string): FileHandle {
    return new FileHandle(handles.openSync(path, flags));
  }

  private constructor(fd: number) {
    this.fd = fd;
  }

  get path(): string {
    return byNumber(this.fd).path;
  }

  async write(
    data: string | Uint8Array,
    position?: number | null,
  ): Promise<{ bytesWritten: number; buffer: unknown }> {
    const bytesWritten = byNumber(this.fd).write(data, position);
    await synced();
    return { bytesWritten, buffer: data };
  }

  async read(
    buffer: Uint8Array = Buffer.alloc(16_384),
    offset = 0,
    length = buffer.length - offset,
    position?: number | null,
  ): Promise<{ bytesRead: number; buffer: Uint8Array }> {
    return { bytesRead: byNumber(this.fd).read(buffer, offset, length, position), buffer };
  }

  async appendFile(data: string | Uint8Array): Promise<void> {
    byNumber(this.fd).write(data);
    await synced();
  }

  async writeFile(data: string | Uint8Array): Promise<void> {
    byNumber(this.fd).write(data);
    await synced();
  }

  async readFile(options?: FileOptions): Promise<string | Buffer> {
    return sync.readFileSync(this.path, options);
  }

  async stat(): Promise<Stats | undefined> {
    return sync.statSync(this.path);
  }

  async truncate(length = 0): Promise<void> {
    sync.truncateSync(this.path, length);
    await synced();
  }

  sync(): Promise<void> {
    return synced();
  }

  datasync(): Promise<void> {
    return synced();
  }

  async close(): Promise<void> {
    open.delete(this.fd);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/** The functions of `node:fs` that work on numbers. */
export const handles = {
  openSync(path: unknown, flags = 'r'): number {
    const file = new OpenFile(path, flags);
    const fd = nextNumber++;
    open.set(fd, file);
    return fd;
  },
  closeSync(fd: number): void {
    byNumber(fd);
    open.delete(fd);
  },
  writeSync(fd: number, data: string | Uint8Array, position?: number | null): number {
    return byNumber(fd).write(data, position);
  },
  readSync(
    fd: number,
    into: Uint8Array,
    offset = 0,
    length = into.length - offset,
    position?: number | null,
  ): number {
    return byNumber(fd).read(into, offset, length, position);
  },
  fsyncSync(fd: number): void {
    byNumber(fd);
  },
  fstatSync(fd: number): Stats | undefined {
    return sync.statSync(byNumber(fd).path);
  },
};
