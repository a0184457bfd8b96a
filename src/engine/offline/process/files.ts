/** This process's replica of the machine's files. Changes apply here at once and go to the kernel, which keeps them. */
import { FileRefusal, FileStore, normalise, type FileOperation } from '../files.ts';
import { loop } from './event-loop.ts';
import { newQuestion, onKernel, send } from './kernel-link.ts';
import { natives } from './natives.ts';
import { fileError } from './node-errors.ts';
import { currentFolder } from './node-process.ts';

export const store = new FileStore();

/** Changes of `node:fs/promises` that wait for the kernel's word, by number. */
const awaited = new Map<number, { operation: FileOperation; settle: (code: string | undefined) => void }>();

onKernel('file', ({ operation }) => {
  try {
    store.apply(operation, false);
  } catch (error) {
    // The kernel's copy allowed it; a replica that differs by a change on its way must not end the process.
    if (!(error instanceof FileRefusal)) throw error;
  }
});

onKernel('file-done', ({ id, error }) => {
  const waiting = awaited.get(id);
  awaited.delete(id);
  waiting?.settle(error);
});

/** An absolute path of what a caller of `node:fs` names. */
export function pathOf(path: unknown): string {
  if (path instanceof URL) return normalise(decodeURIComponent(path.pathname));
  if (typeof path === 'string' && path !== '') return normalise(path, currentFolder());
  if (path instanceof Uint8Array) return normalise(new TextDecoder().decode(path), currentFolder());
  throw fileError('ENOENT', 'open', String(path));
}

/** Applies a change to this replica and sends it on. @throws as Node does for the named system call. */
export function change(operation: FileOperation, syscall: string): number {
  try {
    store.apply(operation);
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    if (operation.op === 'rename') throw fileError(error.code, syscall, operation.from, operation.to);
    throw fileError(error.code, syscall, operation.path);
  }
  const id = newQuestion();
  send({ type: 'file', id, operation });
  return id;
}

/** Resolves once the kernel holds the change, from which on it survives this process. */
export function kept(id: number, operation: FileOperation): Promise<void> {
  const release = loop.hold();
  return new Promise<void>((resolve, reject) => {
    awaited.set(id, {
      operation,
      settle: (code) => {
        release();
        const path = operation.op === 'rename' ? operation.from : operation.path;
        if (code === undefined) resolve();
        else reject(fileError(code, operation.op === 'rename' ? 'rename' : 'write', path));
      },
    });
  });
}

/** Resolves once the kernel has taken everything that this process changed so far: it answers in order. */
export function synced(): Promise<void> {
  const operation: FileOperation = { op: 'mkdir', path: '/tmp', at: natives.date() };
  return kept(change(operation, 'fsync'), operation);
}
