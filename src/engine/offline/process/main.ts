/** The worker that is a process: waits for its port, then for what to run. */
import type { CompileResult } from '../compile/result.ts';
import { asText, normalise } from '../files.ts';
import { builtin, isBuiltin } from './builtins/registry.ts';
import { loop } from './event-loop.ts';
import { store } from './files.ts';
import { installGlobals } from './globals.ts';
import { adopt, newQuestion, onKernel, send } from './kernel-link.ts';
import { Loader } from './modules/loader.ts';
import { Resolver } from './modules/resolve.ts';
import { natives } from './natives.ts';
import { exit, process } from './node-process.ts';
import { writeFatal } from './output.ts';
import { showOnlyLabFrames } from './stack.ts';
import { catchUncaught, uncaught, type ReadLine } from './uncaught.ts';

/** Exit code of a program whose top level waits for something that can never come, as in Node. */
const unsettledExit = 13;

const compiled = new Map<string, CompileResult>();
const asked = new Map<number, (result: CompileResult) => void>();

onKernel('compiled', ({ id, result }) => {
  asked.get(id)?.(result);
  asked.delete(id);
});

/** Compiled modules came along with the start; those that were too long, or were changed since, are asked for. */
function compile(path: string, text: string): CompileResult | Promise<CompileResult> {
  const known = compiled.get(path);
  compiled.delete(path);
  if (known) return known;
  const id = newQuestion();
  return new Promise((resolve) => {
    asked.set(id, resolve);
    send({ type: 'compile', id, text });
  });
}

const files = {
  readText: (path: string): string | undefined => {
    const data = store.read(path);
    return data === undefined ? undefined : asText(data);
  },
  isFolder: (path: string): boolean => store.get(path)?.kind === 'folder',
};

onKernel('file', ({ operation }) => {
  if (operation.op === 'rename') compiled.delete(operation.to);
  else compiled.delete(operation.path);
});

onKernel('start', ({ pid, args, env, files: snapshot, compiled: modules }) => {
  store.restore(snapshot);
  for (const [path, result] of modules) compiled.set(path, result);
  process.pid = pid;
  const path = normalise(args[0] ?? '');
  process.argv = ['/usr/bin/node', path, ...args.slice(1)];
  process.env = { PATH: '/usr/bin', HOME: '/', NODE_ENV: 'development', ...env };
  void run(path);
});

async function run(path: string): Promise<void> {
  const loader = new Loader({ files, resolver: new Resolver(files, isBuiltin), compile, builtin });
  showOnlyLabFrames((url) => loader.leadOf(url));
  const readLine = (url: string, line: number): string | undefined => loader.readLine(url, line);
  catchUncaught(readLine);
  let settled = false;
  loop.onIdle(() => {
    if (!settled) return void endUnsettled(loader, readLine);
    process.emit('beforeExit', process.exitCode ?? 0);
    if (loop.idle) exit();
  });
  try {
    await loader.runMain(path);
    settled = true;
    send({ type: 'running' });
    loop.checkIdle();
  } catch (error) {
    loop.enter(() => uncaught(error, 'uncaughtException', readLine));
    // Lab code took the error; the process ends when nothing is left to do.
    settled = true;
    loop.checkIdle();
  }
}

async function endUnsettled(loader: Loader, readLine: ReadLine): Promise<void> {
  const place = await loader.unsettled();
  const where = place
    ? `${place.url}:${place.line}\n${readLine(place.url, place.line) ?? ''}\n^\n\n`
    : 'the end';
  writeFatal(`Warning: Detected unsettled top-level await at ${where}\n`);
  exit(unsettledExit);
}

installGlobals();
natives.addEventListener(
  'message',
  (event) => {
    const [port] = (event as MessageEvent).ports; // the kernel's first message, and its only one on this channel
    if (!port) return;
    adopt(port);
    send({ type: 'up' });
  },
  { once: true },
);
