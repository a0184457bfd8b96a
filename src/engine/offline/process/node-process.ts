/** The `process` object. */
import { EventEmitter } from '@jspm/core/nodelibs/events';
import { normalise } from '../files.ts';
import { loop } from './event-loop.ts';
import { send } from './kernel-link.ts';
import { natives } from './natives.ts';
import { nodeError } from './node-errors.ts';
import { sleep } from './sleep.ts';
import { flushOutput, stderr, stdout } from './output.ts';
import { stdin } from './stdin.ts';

declare const NODE_VERSION: string;

const started = natives.now();
const signals: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGABRT: 6,
  SIGKILL: 9,
  SIGTERM: 15,
};
let cwd = '/';
let exiting = false;
let exitCode: number | undefined;

/** The folder that relative paths start from. */
export const currentFolder = (): string => cwd;

/** Ends the process; nothing of it runs any more after this call, as in Node. */
export function exitNow(code: number): never {
  flushOutput();
  send({ type: 'exit', code });
  halt();
}

/** Waits for the kernel to end this worker. */
function halt(): never {
  for (;;) sleep(60_000);
}

/** Emits `exit` and ends; the listeners may still change the code. */
export function exit(code?: unknown): never {
  if (code !== undefined && code !== null) process.exitCode = readCode(code);
  if (!exiting) {
    exiting = true;
    process.emit('exit', exitCode ?? 0);
  }
  exitNow(exitCode ?? 0);
}

function readCode(code: unknown): number {
  const value = Number(code);
  if ((typeof code === 'number' || typeof code === 'string') && Number.isInteger(value)) return value;
  throw nodeError(
    TypeError,
    'ERR_INVALID_ARG_TYPE',
    `The "code" argument must be of type number. Received ${typeof code}`,
  );
}

function hrtime(previous?: [number, number]): [number, number] {
  const now = natives.now();
  let seconds = Math.floor(now / 1000);
  let nanoseconds = Math.floor((now % 1000) * 1e6);
  if (previous) {
    seconds -= previous[0];
    nanoseconds -= previous[1];
    if (nanoseconds < 0) {
      seconds--;
      nanoseconds += 1e9;
    }
  }
  return [seconds, nanoseconds];
}

function kill(pid: number, signal: string | number = 'SIGTERM'): true {
  const number = typeof signal === 'number' ? signal : signals[signal];
  if (number === undefined) throw nodeError(TypeError, 'ERR_UNKNOWN_SIGNAL', `Unknown signal: ${signal}`);
  if (pid !== process.pid) {
    throw Object.assign(new Error('kill ESRCH'), { errno: -3, code: 'ESRCH', syscall: 'kill' });
  }
  if (number === 0) return true;
  if (typeof signal === 'string' && process.listenerCount(signal) > 0) {
    loop.nextTick(() => process.emit(signal, signal));
    return true;
  }
  return exitNow(128 + number);
}

const memory = (): NodeJS.MemoryUsage => ({
  rss: 60_000_000,
  heapTotal: 30_000_000,
  heapUsed: 20_000_000,
  external: 1_000_000,
  arrayBuffers: 100_000,
});

class LabProcess extends EventEmitter {
  pid = 0;
  ppid = 1;
  title = 'node';
  argv: string[] = ['/usr/bin/node'];
  argv0 = 'node';
  execArgv: string[] = [];
  execPath = '/usr/bin/node';
  env: Record<string, string> = {};
  platform = 'linux';
  arch = 'x64';
  version = `v${NODE_VERSION}`;
  versions = { node: NODE_VERSION, v8: '0' };
  release = { name: 'node' };
  config = { variables: {}, target_defaults: {} };
  features = {};
  /** Makes code compiled by Emscripten take its path for browsers, although this looks like Node. */
  type = 'renderer';
  stdin = stdin;
  stdout = stdout;
  stderr = stderr;
  exit = exit;
  reallyExit = exitNow;
  kill = kill;
  hrtime = Object.assign(hrtime, { bigint: () => BigInt(Math.floor(natives.now() * 1e6)) });
  memoryUsage = Object.assign(memory, { rss: () => memory().rss });

  get exitCode(): number | undefined {
    return exitCode;
  }

  set exitCode(code: unknown) {
    exitCode = code === undefined || code === null ? undefined : readCode(code);
  }

  cwd(): string {
    return cwd;
  }

  chdir(folder: string): void {
    cwd = normalise(folder, cwd);
  }

  uptime(): number {
    return (natives.now() - started) / 1000;
  }

  cpuUsage(): NodeJS.CpuUsage {
    return { user: Math.round((natives.now() - started) * 1000), system: 0 };
  }

  nextTick(callback: (...args: unknown[]) => void, ...args: unknown[]): void {
    if (typeof callback !== 'function') {
      throw nodeError(
        TypeError,
        'ERR_INVALID_ARG_TYPE',
        `The "callback" argument must be of type function. Received ${typeof callback}`,
      );
    }
    loop.nextTick(args.length === 0 ? callback : () => callback(...args));
  }

  emitWarning(warning: string | Error, options?: string | { type?: string; code?: string }): void {
    const type = typeof options === 'string' ? options : (options?.type ?? 'Warning');
    const text = typeof warning === 'string' ? `${type}: ${warning}` : `${warning.name}: ${warning.message}`;
    this.emit(
      'warning',
      typeof warning === 'string' ? Object.assign(new Error(warning), { name: type }) : warning,
    );
    stderr.write(`(node:${this.pid}) ${text}\n`);
  }

  abort(): never {
    return exitNow(134);
  }

  umask(): number {
    return 0o022;
  }

  getuid(): number {
    return 1000;
  }
}

export const process = new LabProcess();
