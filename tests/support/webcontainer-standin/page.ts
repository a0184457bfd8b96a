/**
 * Runs in the page that stands in for the vendor's: speaks the protocol of `@webcontainer/api` 1.6.4 (Comlink over a
 * MessagePort that it sends to its parent) and passes every operation on to the test's process.
 */
import { Comlink } from '../../../node_modules/@webcontainer/api/dist/vendor/index.js';
import type {
  BuildOptions,
  HostAnswer,
  HostMessage,
  HostOperation,
  HostOperations,
  RunSpec,
  RuntimeInfo,
} from './protocol.ts';

// By the names in protocol.ts.
declare global {
  function __standInHost(call: string): Promise<string>;
  var __standInPush: (messages: HostMessage[]) => void;
}

type Result<K extends HostOperation> = Awaited<ReturnType<HostOperations[K]>>;
type OutputListener = (data: Uint8Array | null) => void;
type PortListener = (port: number, state: 'open' | 'close', url: string) => void;

async function host<K extends HostOperation>(
  operation: K,
  ...args: Parameters<HostOperations[K]>
): Promise<Result<K>> {
  const answer = JSON.parse(await __standInHost(JSON.stringify({ operation, args }))) as HostAnswer;
  if ('error' in answer) throw new Error(answer.error);
  // The host answers an operation with its own result.
  return answer.result as Result<K>;
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(text);
}

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

const handOver = (bytes: Uint8Array<ArrayBuffer>): Uint8Array => Comlink.transfer(bytes, [bytes.buffer]);

const portListeners = new Set<PortListener>();
const processes = new Map<number, { output: OutputListener | undefined; exit: (code: number) => void }>();
let lastPid = 0;

function take(message: HostMessage): void {
  if (message.type === 'port') {
    for (const listener of portListeners) listener(message.port, message.state, message.url);
    return;
  }
  const process = processes.get(message.pid);
  if (message.type === 'output') {
    process?.output?.(handOver(fromBase64(message.data)));
  } else {
    process?.output?.(null);
    process?.exit(message.code);
    processes.delete(message.pid);
  }
}

globalThis.__standInPush = (messages) => messages.forEach(take);

const fs = {
  readFile: async (path: string, encoding?: string | null) => {
    const bytes = fromBase64(await host('readFile', path));
    return encoding ? new TextDecoder(encoding).decode(bytes) : handOver(bytes);
  },
  writeFile: (path: string, data: string | Uint8Array) =>
    host('writeFile', path, toBase64(typeof data === 'string' ? new TextEncoder().encode(data) : data)),
  readdir: (path: string) => host('readdir', path),
  mkdir: (path: string, options?: { recursive?: boolean }) =>
    host('mkdir', path, options?.recursive ?? false),
  rm: (path: string, options?: { recursive?: boolean; force?: boolean }) =>
    host('rm', path, { recursive: options?.recursive ?? false, force: options?.force ?? false }),
};

async function run(
  spec: RunSpec,
  _stdout: unknown,
  _stderr: unknown,
  output?: OutputListener,
): Promise<object> {
  lastPid += 1;
  const pid = lastPid;
  const { promise: onExit, resolve: exit } = Promise.withResolvers<number>();
  processes.set(pid, { output, exit });
  await host('run', pid, spec);
  return Comlink.proxy({
    onExit,
    write: (data: string) => host('write', pid, data),
    resize: () => {},
    kill: () => host('kill', pid),
  });
}

const instance = (info: RuntimeInfo) => ({
  fs: () => Comlink.proxy(fs),
  previewScript: () => Comlink.proxy({}),
  runtimeInfo: () => info,
  run,
  loadFiles: (payload: Uint8Array, options?: { mountPoints?: string }) =>
    host('loadFiles', toBase64(payload), options?.mountPoints ?? null),
  on: (event: string, listener: PortListener) => {
    if (event === 'port') portListeners.add(listener);
    return Comlink.proxy(() => portListeners.delete(listener));
  },
  teardown: async () => {
    portListeners.clear();
    processes.clear();
    await host('teardown');
  },
});

const { port1, port2 } = new MessageChannel();
Comlink.expose(
  { build: async (options: BuildOptions) => Comlink.proxy(instance(await host('build', options))) },
  port1,
);
window.parent.postMessage({ type: 'init' }, '*', [port2]);
