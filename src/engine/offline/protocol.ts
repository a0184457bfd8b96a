/**
 * The messages that pass between the page, the kernel in the sandboxed frame, and its processes.
 *
 * The page and the kernel talk over one MessagePort: numbered requests with answers one way, events the other. The
 * kernel and each process talk over one MessagePort too. What comes from a process is untrusted: the kernel reads it
 * through `kernel/validate.ts` only.
 */
import type { CompileResult } from './compile/result.ts';
import type { FileOperation, FileSnapshot } from './files.ts';

// ---- page and kernel

/** What the page may ask of the kernel, by method: the parameters and the answer. */
export interface KernelMethods {
  'machine.open': { params: Record<never, never>; result: number };
  'machine.dispose': { params: { machine: number }; result: undefined };
  'files.mount': { params: { machine: number; files: [string, string | Uint8Array][] }; result: undefined };
  'files.read': { params: { machine: number; path: string }; result: Uint8Array | undefined };
  'files.remove': { params: { machine: number; path: string }; result: undefined };
  'process.spawn': {
    params: { machine: number; args: string[]; env: Record<string, string> };
    result: number;
  };
  'process.write': { params: { machine: number; pid: number; data: string }; result: undefined };
  'process.kill': { params: { machine: number; pid: number }; result: undefined };
}

export type KernelMethod = keyof KernelMethods;

/** A request of the page. `output-credit` needs no answer and has no number. */
export type PageMessage =
  | { type: 'request'; id: number; method: KernelMethod; params: KernelMethods[KernelMethod]['params'] }
  | { type: 'output-credit'; machine: number; pid: number; messages: number; bytes: number };

export type KernelMessage =
  | { type: 'ready' }
  | { type: 'failed'; message: string }
  | { type: 'answer'; id: number; value: unknown }
  | { type: 'refusal'; id: number; message: string }
  | { type: 'output'; machine: number; pid: number; text: string }
  | { type: 'exit'; machine: number; pid: number; code: number }
  | { type: 'port'; machine: number; port: number; state: 'open' | 'close' };

/** What the page hands to the frame, beside its end of the port. */
export interface FrameStart {
  type: 'split-decision:boot';
  /** Source of the kernel, a script. */
  kernel: string;
  /** Source of the worker that is a process, a classic script. */
  process: string;
  /** Source of the worker that compiles modules, a classic script. */
  compiler: string;
}

// ---- kernel and process

/** What the kernel tells a process. A wire comes with `accept`. */
export type ToProcess =
  | {
      type: 'start';
      pid: number;
      args: string[];
      env: Record<string, string>;
      files: FileSnapshot;
      compiled: Map<string, CompileResult>;
    }
  | { type: 'stdin'; data: string }
  | { type: 'compiled'; id: number; result: CompileResult }
  | { type: 'output-credit'; messages: number; bytes: number }
  | { type: 'file'; operation: FileOperation }
  | { type: 'file-done'; id: number; error: FileErrorCode | undefined }
  | { type: 'listening'; id: number; port: number }
  | { type: 'listen-failed'; id: number; code: 'EADDRINUSE' | 'EMFILE' }
  | { type: 'accept'; connection: number; port: number; remotePort: number; wire: MessagePort }
  | { type: 'connected'; connection: number }
  | { type: 'refused'; connection: number; code: 'ECONNREFUSED' | 'EMFILE' }
  | { type: 'reset'; connection: number }
  | { type: 'hangup'; connection: number }
  | { type: 'subtle-done'; id: number; value: SubtleValue }
  | { type: 'subtle-failed'; id: number; name: string; message: string };

/** What a process asks of the kernel. A wire comes with `connect`. */
export type FromProcess =
  | { type: 'up' }
  | { type: 'running' }
  | { type: 'output'; text: string }
  | { type: 'exit'; code: number }
  | { type: 'compile'; id: number; text: string }
  | { type: 'file'; id: number; operation: FileOperation }
  | { type: 'listen'; id: number; port: number }
  | { type: 'unlisten'; port: number }
  | { type: 'connect'; connection: number; port: number; wire: MessagePort }
  | { type: 'disconnect'; connection: number }
  | { type: 'subtle'; id: number; method: SubtleMethod; args: SubtleArgument[] }
  | { type: 'forget-key'; key: number };

export type FileErrorCode = 'ENOSPC' | 'ENOENT' | 'EISDIR' | 'ENOTDIR' | 'EEXIST' | 'ENOTEMPTY' | 'EINVAL';

/** The methods of `crypto.subtle` that the frame serves. */
export const subtleMethods = [
  'generateKey',
  'importKey',
  'exportKey',
  'sign',
  'verify',
  'digest',
  'encrypt',
  'decrypt',
  'deriveBits',
  'deriveKey',
  'wrapKey',
  'unwrapKey',
] as const;
export type SubtleMethod = (typeof subtleMethods)[number];

/** A key that stays in the frame; a process holds only its number and what may be known of it. */
export interface KeyHandle {
  readonly key: number;
  readonly type: KeyType;
  readonly extractable: boolean;
  readonly algorithm: unknown;
  readonly usages: KeyUsage[];
}

/** An argument of a `subtle` call: a key by its number, or plain data (which may itself name a key: ECDH's public). */
export type SubtleArgument = { key: number } | { plain: unknown } | { algorithm: unknown; publicKey: number };

/** The answer to a `subtle` call. */
export type SubtleValue =
  | { kind: 'key'; handle: KeyHandle }
  | { kind: 'pair'; publicKey: KeyHandle; privateKey: KeyHandle }
  | { kind: 'plain'; value: unknown };

// ---- caps

/** What one machine may use at most. Far above any lab; there to keep a runaway program from the learner's memory. */
export const caps = {
  processes: 64,
  portsPerProcess: 64,
  connectionsPerProcess: 4096,
  keysPerProcess: 4096,
  derivationRounds: 10_000_000,
  fileBytes: 64 * 1024 * 1024,
  files: 20_000,
  /** The longest module that is compiled, in UTF-16 units; the compiler is shared by all. */
  moduleUnits: 4 * 1024 * 1024,
  /** Output a process may have sent and not seen acknowledged: messages, and UTF-16 units. */
  outputMessages: 256,
  outputUnits: 1024 * 1024,
  /** Input that waits for a process to read it, in UTF-16 units. */
  stdinUnits: 16 * 1024 * 1024,
} as const;
