/** The kernel's spare workers: a process takes one, the stock is filled again, and a failure is heard. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { stock, WorkerStock } from '../../src/engine/offline/kernel/workers.ts';

/** A worker that starts when the test says so. */
class FakeWorker extends EventTarget {
  static readonly all: FakeWorker[] = [];
  #port: MessagePort | undefined;

  constructor() {
    super();
    FakeWorker.all.push(this);
  }

  postMessage(_message: unknown, [port]: MessagePort[]): void {
    this.#port = port;
  }

  up(): void {
    this.#port?.postMessage({ type: 'up' });
  }

  fail(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
}

const started = FakeWorker.all;

beforeEach(() => {
  started.length = 0;
  vi.stubGlobal('Worker', FakeWorker);
});
afterEach(() => vi.unstubAllGlobals());

/** A stock in which all workers are up. */
async function filled(): Promise<WorkerStock> {
  const workers = new WorkerStock('');
  const opened = workers.open();
  for (const worker of started) worker.up();
  await opened;
  return workers;
}

test('the whole stock starts at once, and is open with the first that is up', async () => {
  const workers = new WorkerStock('');
  const opened = workers.open();
  expect(started).toHaveLength(stock);
  started[2]?.up();
  await opened;
  expect((await workers.take()).worker).toBe(started[2]);
});

test('a process takes a spare worker, each its own, and nothing starts until there is time for it', async () => {
  const workers = await filled();
  const taken = await Promise.all(Array.from({ length: stock }, () => workers.take()));
  expect(new Set(taken.map(({ worker }) => worker))).toEqual(new Set(started));
  expect(started).toHaveLength(stock);
  workers.settle();
  expect(started).toHaveLength(2 * stock);
  workers.settle();
  expect(started).toHaveLength(2 * stock);
});

test('where the stock is empty, whoever comes takes what starts', async () => {
  const workers = await filled();
  for (let count = 0; count < stock; count++) await workers.take();
  const late = workers.take();
  expect(started).toHaveLength(stock + 1);
  started.at(-1)?.up();
  expect((await late).worker).toBe(started.at(-1));
});

test('one worker that does not start is made up for by the others', async () => {
  const workers = new WorkerStock('');
  const opened = workers.open();
  started[0]?.fail('no room');
  started[1]?.up();
  await opened;
  expect((await workers.take()).worker).toBe(started[1]);
});

test('where no worker starts, whoever waits hears why, and the next try starts another', async () => {
  const workers = new WorkerStock('');
  const opened = workers.open();
  for (const worker of started) worker.fail('not allowed');
  await expect(opened).rejects.toThrow('not allowed');
  const next = workers.take();
  started.at(-1)?.up();
  expect((await next).worker).toBe(started[stock]);
});
