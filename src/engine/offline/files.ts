/**
 * The files of one machine: a tree in memory. The kernel has the master copy; every process works on a replica of its
 * own (so that the synchronous half of `node:fs` can be served) and sends its changes to the kernel as operations.
 */
import { caps } from './protocol.ts';
import type { FileErrorCode } from './protocol.ts';

/** A change, as it travels. Paths are absolute and normalised. `at` is the time of the change in Unix milliseconds. */
export type FileOperation =
  | { op: 'write'; path: string; data: string | Uint8Array; at: number }
  | { op: 'append'; path: string; data: string | Uint8Array; at: number }
  | { op: 'mkdir'; path: string; at: number }
  | { op: 'remove'; path: string; at: number }
  | { op: 'rename'; from: string; to: string; at: number };

/** A whole tree, as it travels: path, content (`null` for a folder) and time of change. */
export type FileSnapshot = [path: string, data: string | Uint8Array | null, changed: number][];

export type FileNode =
  { kind: 'file'; data: string | Uint8Array; changed: number } | { kind: 'folder'; changed: number };

/** A refused change. The caller words it as Node would. */
export class FileRefusal extends Error {
  readonly code: FileErrorCode;

  constructor(code: FileErrorCode, path: string) {
    super(`${code}: ${path}`);
    this.code = code;
  }
}

/** Makes a path absolute and takes `.` and `..` out; it never climbs above the root. */
export function normalise(path: string, folder = '/'): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${folder}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** The folder that holds this normalised path. */
export function parent(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

export function asText(data: string | Uint8Array): string {
  return typeof data === 'string' ? data : decoder.decode(data);
}

export function asBytes(data: string | Uint8Array): Uint8Array {
  return typeof data === 'string' ? encoder.encode(data) : data;
}

/** What a content counts against the cap. A text counts its UTF-16 units: near enough, and free to know. */
const weight = (data: string | Uint8Array): number => data.length;

export class FileStore {
  readonly #nodes = new Map<string, FileNode>([['/', { kind: 'folder', changed: 0 }]]);
  #weight = 0;

  get(path: string): FileNode | undefined {
    return this.#nodes.get(path);
  }

  /** The content of a file; `undefined` where there is no file of that name. */
  read(path: string): string | Uint8Array | undefined {
    const node = this.#nodes.get(path);
    return node?.kind === 'file' ? node.data : undefined;
  }

  /** The names in a folder, sorted. */
  list(folder: string): string[] {
    const prefix = folder === '/' ? '/' : `${folder}/`;
    const names: string[] = [];
    for (const path of this.#nodes.keys()) {
      if (path.length > prefix.length && path.startsWith(prefix) && !path.includes('/', prefix.length)) {
        names.push(path.slice(prefix.length));
      }
    }
    return names.sort();
  }

  files(): IterableIterator<[string, FileNode]> {
    return this.#nodes.entries();
  }

  snapshot(): FileSnapshot {
    const all: FileSnapshot = [];
    for (const [path, node] of this.#nodes) {
      all.push([path, node.kind === 'file' ? node.data : null, node.changed]);
    }
    return all;
  }

  restore(snapshot: FileSnapshot): void {
    this.#nodes.clear();
    this.#weight = 0;
    for (const [path, data, changed] of snapshot) {
      this.#nodes.set(path, data === null ? { kind: 'folder', changed } : { kind: 'file', data, changed });
      if (data !== null) this.#weight += weight(data);
    }
  }

  /** Makes a folder and those above it. */
  makeFolders(path: string, at: number, bounded = true): void {
    for (let folder = path; ; folder = parent(folder)) {
      const node = this.#nodes.get(folder);
      if (node?.kind === 'file') throw new FileRefusal('ENOTDIR', folder);
      if (node) return;
      this.#put(folder, { kind: 'folder', changed: at }, bounded);
    }
  }

  /**
   * Applies a change.
   * @param bounded whether the caps hold for it: they are for what a lab's code writes, and must not keep the learner's
   *   own files out.
   * @throws {FileRefusal} when the tree does not allow it; nothing has changed then.
   */
  apply(operation: FileOperation, bounded = true): void {
    switch (operation.op) {
      case 'write':
        return this.#write(operation.path, operation.data, operation.at, bounded);
      case 'append': {
        const before = this.read(operation.path);
        return this.#write(
          operation.path,
          before === undefined ? operation.data : join(before, operation.data),
          operation.at,
          bounded,
        );
      }
      case 'mkdir':
        return this.makeFolders(operation.path, operation.at, bounded);
      case 'remove':
        for (const path of this.#below(operation.path)) this.#drop(path);
        return;
      case 'rename':
        return this.#rename(operation.from, operation.to, operation.at);
    }
  }

  #write(path: string, data: string | Uint8Array, at: number, bounded: boolean): void {
    const before = this.#nodes.get(path);
    if (before?.kind === 'folder') throw new FileRefusal('EISDIR', path);
    const folder = this.#nodes.get(parent(path));
    if (!folder) throw new FileRefusal('ENOENT', path);
    if (folder.kind === 'file') throw new FileRefusal('ENOTDIR', path);
    const grown = this.#weight + weight(data) - (before ? weight(before.data) : 0);
    if (bounded && grown > caps.fileBytes) throw new FileRefusal('ENOSPC', path);
    this.#put(path, { kind: 'file', data, changed: at }, bounded);
    this.#weight = grown;
  }

  #rename(from: string, to: string, at: number): void {
    const node = this.#nodes.get(from);
    const target = this.#nodes.get(to);
    if (!node || !this.#nodes.has(parent(to))) throw new FileRefusal('ENOENT', from);
    if (target?.kind === 'folder' && node.kind === 'file') throw new FileRefusal('EISDIR', to);
    if (target?.kind === 'file' && node.kind === 'folder') throw new FileRefusal('ENOTDIR', to);
    if (to.startsWith(`${from}/`)) throw new FileRefusal('EINVAL', to);
    if (from === to) return;
    if (target?.kind === 'folder' && this.list(to).length > 0) throw new FileRefusal('ENOTEMPTY', to);
    if (target) this.#drop(to);
    for (const path of this.#below(from)) {
      const moved = this.#nodes.get(path);
      if (!moved) continue;
      this.#nodes.delete(path);
      this.#nodes.set(to + path.slice(from.length), path === from ? { ...moved, changed: at } : moved);
    }
  }

  /** The path itself, if it is there, and all that is below it. */
  #below(path: string): string[] {
    const prefix = path === '/' ? '/' : `${path}/`;
    return [...this.#nodes.keys()].filter(
      (each) => each !== '/' && (each === path || each.startsWith(prefix)),
    );
  }

  #put(path: string, node: FileNode, bounded: boolean): void {
    const full = bounded && this.#nodes.size >= caps.files;
    if (full && !this.#nodes.has(path)) throw new FileRefusal('ENOSPC', path);
    this.#nodes.set(path, node);
  }

  #drop(path: string): void {
    const node = this.#nodes.get(path);
    if (node?.kind === 'file') this.#weight -= weight(node.data);
    this.#nodes.delete(path);
  }
}

function join(before: string | Uint8Array, more: string | Uint8Array): string | Uint8Array {
  if (typeof before === 'string' && typeof more === 'string') return before + more;
  const first = asBytes(before);
  const second = asBytes(more);
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
