/**
 * `node:fs` and `node:fs/promises`. A promise of a change resolves once the kernel holds it, so what was acknowledged
 * survives a kill of this process, as it would on a disk.
 */
import { kept, synced } from '../files.ts';
import { loop } from '../event-loop.ts';
import { Dirent, Stats, sync } from './fs-sync.ts';
import { afterwards } from './callback.ts';
import { FileHandle, handles } from './fs-handle.ts';
import { createReadStream, createWriteStream } from './fs-streams.ts';

const constants = {
  F_OK: 0,
  X_OK: 1,
  W_OK: 2,
  R_OK: 4,
  COPYFILE_EXCL: 1,
  O_RDONLY: 0,
  O_WRONLY: 1,
  O_RDWR: 2,
};

/** Runs a synchronous operation and waits for the kernel if it changed something. */
async function lasting<T>(run: () => T): Promise<T> {
  let waiting: Promise<void> | undefined;
  sync.onChange = (id, operation) => void (waiting = kept(id, operation));
  let result: T;
  try {
    result = run();
  } finally {
    sync.onChange = undefined;
  }
  await (waiting ?? turn());
  return result;
}

/** Even what needs no waiting comes back in a later turn of the loop, as from a disk. */
function turn(): Promise<void> {
  const release = loop.hold();
  return new Promise((resolve) => {
    loop.addImmediate(() => {
      release();
      resolve();
    });
  });
}

type Operation = (...args: never[]) => unknown;
const operations = {
  readFile: sync.readFileSync,
  writeFile: sync.writeFileSync,
  appendFile: sync.appendFileSync,
  access: sync.accessSync,
  stat: sync.statSync,
  lstat: sync.lstatSync,
  readdir: sync.readdirSync,
  mkdir: sync.mkdirSync,
  rm: sync.rmSync,
  rmdir: sync.rmdirSync,
  unlink: sync.unlinkSync,
  rename: sync.renameSync,
  copyFile: sync.copyFileSync,
  truncate: sync.truncateSync,
  mkdtemp: sync.mkdtempSync,
  realpath: sync.realpathSync,
} satisfies Record<string, Operation>;

type Run = (...args: unknown[]) => unknown;

const promises: Record<string, Run> = {
  open: (path, flags = 'r') => lasting(() => FileHandle.open(path, String(flags))),
};
const callbacks: Record<string, Run> = {};
for (const [name, operation] of Object.entries(operations)) {
  const run = operation as Run; // each checks its own arguments
  promises[name] = (...args) => {
    const options = args.at(-1);
    if (hasSignal(options)) options.signal.throwIfAborted();
    return lasting(() => run(...args.map(pathOfHandle)));
  };
  callbacks[name] = (...args) => {
    const callback = args.pop();
    if (typeof callback !== 'function') throw new TypeError('The "cb" argument must be of type function.');
    afterwards(
      lasting(() => run(...args)),
      (error, result) => void callback(error, result),
    );
  };
}

const pathOfHandle = (argument: unknown): unknown =>
  argument instanceof FileHandle ? argument.path : argument;

function hasSignal(value: unknown): value is { signal: AbortSignal } {
  return (
    typeof value === 'object' && value !== null && 'signal' in value && value.signal instanceof AbortSignal
  );
}

const { write: _write, apply: _apply, onChange: _onChange, ...syncOperations } = sync;

export const fsModules = {
  fs: {
    ...syncOperations,
    ...callbacks,
    ...handles,
    exists: (path: unknown, callback: (exists: boolean) => void) => callback(sync.existsSync(path)),
    fsync: (_fd: number, callback: (error?: Error | null) => void) => afterwards(synced(), callback),
    createReadStream,
    createWriteStream,
    watch: unavailable('watch'),
    watchFile: unavailable('watchFile'),
    promises: { ...promises, constants },
    constants,
    Stats,
    Dirent,
  },
  'fs/promises': { ...promises, constants },
};

function unavailable(name: string): () => never {
  return () => {
    throw new Error(`fs.${name} is not available in this engine: read the file again when you need it.`);
  };
}
