/** The kernel: runs in the sandboxed frame, serves the page over one port, keeps machines and their processes. */
import { receiveFrom, sendOver } from '../ports.ts';
import type { FrameStart, KernelMessage, KernelMethod, KernelMethods, PageMessage } from '../protocol.ts';
import { Compiler } from './compiler.ts';
import { Machine } from './machine.ts';
import { WorkerStock } from './workers.ts';

type Handlers = {
  [M in KernelMethod]: (
    params: KernelMethods[M]['params'],
  ) => KernelMethods[M]['result'] | Promise<KernelMethods[M]['result']>;
};

/** Called by the frame's inline script, once, with what the page handed over. */
async function start(sources: FrameStart, page: MessagePort): Promise<void> {
  const tell = (message: KernelMessage): void => sendOver(page, message);
  const workers = new WorkerStock(sources.process);
  const compiler = new Compiler(sources.compiler);
  const machines = new Map<number, Machine>();
  let nextMachine = 1;

  const machine = (id: number): Machine => {
    const found = machines.get(id);
    if (!found) throw new Error('This machine was disposed of.');
    return found;
  };

  const handlers: Handlers = {
    'machine.open': () => {
      const id = nextMachine++;
      machines.set(id, new Machine(id, compiler, workers, tell));
      return id;
    },
    'machine.dispose': ({ machine: id }) => {
      machines.get(id)?.dispose();
      machines.delete(id);
      return undefined;
    },
    'files.mount': ({ machine: id, files }) => void machine(id).mount(files),
    'files.read': ({ machine: id, path }) => machine(id).read(path),
    'files.remove': ({ machine: id, path }) => void machine(id).remove(path),
    'process.spawn': ({ machine: id, args, env }) => machine(id).spawn(args, env),
    'process.write': ({ machine: id, pid, data }) => {
      machines.get(id)?.process(pid)?.send({ type: 'stdin', data });
      return undefined;
    },
    'process.kill': ({ machine: id, pid }) => {
      machines.get(id)?.process(pid)?.end(137);
      return undefined;
    },
  };

  async function answer({ id, method, params }: Extract<PageMessage, { type: 'request' }>): Promise<void> {
    try {
      // The page's client pairs each method with its parameters; that pairing cannot be told from a union here.
      const handle = handlers[method] as (params: unknown) => unknown;
      tell({ type: 'answer', id, value: await handle(params) });
    } catch (error) {
      tell({ type: 'refusal', id, message: error instanceof Error ? error.message : String(error) });
    }
  }

  receiveFrom(page, (data) => {
    const message = data as PageMessage; // only the page has the other end
    if (message.type === 'request') void answer(message);
    else machines.get(message.machine)?.process(message.pid)?.credit(message.messages, message.bytes);
  });

  await workers.open();
  tell({ type: 'ready' });
}

/** A browser may refuse a worker at once, or say later that it did not start. */
function startKernel(sources: FrameStart, page: MessagePort): void {
  start(sources, page).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    sendOver(page, { type: 'failed', message } satisfies KernelMessage);
  });
}

// The inline script evaluates this bundle and calls what it leaves here.
Object.assign(globalThis, { startKernel });
