/** How the offline engine starts, fails to start, and says so. */
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { stock } from '../../src/engine/offline/kernel/workers.ts';
import { bundleOfflineEngine } from '../../tools/bundle-offline-engine.ts';
import { launchBrowser } from '../support/browser.ts';
import { untilWorkers } from '../support/workers.ts';
import { openFixtureSite, type FixtureSite } from '../support/fixture-site.ts';

let site: FixtureSite;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  await bundleOfflineEngine();
  site = await openFixtureSite(fileURLToPath(new URL('fixture', import.meta.url)));
  browser = await launchBrowser();
});

beforeEach(async () => {
  await page?.close();
  page = await browser.newPage();
  await page.goto(site.url);
  await page.waitForFunction(() => globalThis.fixture !== undefined);
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

test('each step is reported, and a second boot fetches nothing', async () => {
  const boot = (): Promise<{ id: string; state: string }[]> =>
    page.evaluate(async () => {
      const steps: { id: string; state: string }[] = [];
      const engine = await globalThis.fixture!.boot({ onStep: ({ id, state }) => steps.push({ id, state }) });
      await engine.teardown();
      return steps.filter(({ state }, at) => state !== 'running' || steps[at - 1]?.state !== 'running');
    });
  const expected = [
    'offline-load running',
    'offline-load completed',
    'offline-start running',
    'offline-start completed',
  ];
  expect((await boot()).map(({ id, state }) => `${id} ${state}`)).toEqual(expected);
  const before = site.requests.length;
  expect((await boot()).map(({ id, state }) => `${id} ${state}`)).toEqual(expected);
  expect(site.requests.length).toBe(before);
});

test('a part that cannot be had is named with a remedy, and the next try works', async () => {
  await page.route('**/process-*.js', (route) => route.abort());
  const attempt = (): Promise<unknown> =>
    page.evaluate(() =>
      globalThis.fixture!.boot().then(
        async (engine) => {
          await engine.teardown();
          return engine.kind;
        },
        ({ code, message, remedy }: { code: string; message: string; remedy: string }) => ({
          code,
          message,
          remedy,
        }),
      ),
    );
  expect(await attempt()).toEqual({
    code: 'boot-failed',
    message: expect.stringContaining('could not be loaded') as string,
    remedy: expect.stringMatching(/^Check your connection/) as string,
  });
  await page.unroute('**/process-*.js');
  expect(await attempt()).toBe('offline');
});

test('an aborted boot gives everything back', async () => {
  const seen = await page.evaluate(async () => {
    const { boot } = globalThis.fixture!;
    const controller = new AbortController();
    const failure = boot({
      signal: controller.signal,
      onStep: ({ id, state }) => {
        if (id === 'offline-start' && state === 'running') queueMicrotask(() => controller.abort());
      },
    }).then(
      () => 'booted',
      (error: Error) => error.name,
    );
    const before = await boot({ signal: AbortSignal.abort() }).then(
      () => 'booted',
      (error: Error) => error.name,
    );
    return { failure: await failure, before, frames: document.querySelectorAll('iframe').length };
  });
  expect(seen).toEqual({ failure: 'AbortError', before: 'AbortError', frames: 0 });
});

test('a browser whose policy forbids workers gets an answer and a remedy', async () => {
  const failure = await page.evaluate(async () => {
    // The frame inherits the page's policy.
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = "worker-src 'none'";
    document.head.append(policy);
    return globalThis.fixture!.boot().then(
      () => 'booted',
      ({ code, remedy }: { code: string; remedy: string }) => ({ code, remedy }),
    );
  });
  expect(failure).toEqual({
    code: 'unsupported-browser',
    remedy: expect.stringContaining('allow workers') as string,
  });
});

test('what is not there is said so, and what is torn down stays down', async () => {
  const seen = await page.evaluate(async () => {
    const engine = await globalThis.fixture!.boot();
    const machine = await engine.machine();
    const codeOf = (work: Promise<unknown>): Promise<unknown> =>
      work.then(
        () => 'fine',
        (error: { code: string }) => error.code,
      );
    await machine.mount({
      'package.json': '{"type":"module"}',
      'loop.js': 'for (;;);',
      'bytes.bin': new Uint8Array([1, 2]),
    });
    const bytes = [...(await machine.readFile('bytes.bin'))];
    const missing = await codeOf(machine.readFile('nope.txt'));
    const gone = await machine.spawn(['nope.js']);
    const code = await gone.exit;
    const loop = await machine.spawn(['loop.js']);
    await engine.teardown();
    await engine.teardown();
    return { bytes, missing, code, exit: await loop.exit, after: await codeOf(machine.mount({})) };
  });
  expect(seen).toEqual({ bytes: [1, 2], missing: 'not-found', code: 1, exit: 137, after: 'torn-down' });
});

test('spare workers wait for processes, are replaced, and go with the engine', async () => {
  const spare = stock + 1; // and the compiler
  const engine = await page.evaluateHandle(() => globalThis.fixture!.boot());
  await untilWorkers(page, spare);
  const waiting = page.workers();
  const process = await engine.evaluateHandle(async (booted) => {
    const machine = await booted.machine();
    await machine.mount({ 'main.js': "process.stdin.resume(); console.log('up');" });
    const child = await machine.spawn(['main.js']);
    await globalThis.fixture!.firstOutput(child);
    return child;
  });
  await untilWorkers(page, spare + 1);
  // It runs in one of those that waited, and one more has come for it.
  expect(page.workers()).toEqual(expect.arrayContaining(waiting));
  await process.evaluate((child) => child.kill());
  await untilWorkers(page, spare);
  expect(page.workers().filter((worker) => waiting.includes(worker))).toHaveLength(spare - 1);
  await engine.evaluate((booted) => booted.teardown());
  await untilWorkers(page, 0);
});

test('a program that waits at its top level for as long as it lives does not keep spare workers from coming', async () => {
  const engine = await page.evaluateHandle(() => globalThis.fixture!.boot());
  await untilWorkers(page, stock + 1);
  await engine.evaluate(async (booted) => {
    const machine = await booted.machine();
    await machine.mount({
      'main.js':
        "import http from 'node:http'; http.createServer().listen(3000); await new Promise(() => setInterval(() => {}, 1000));",
    });
    await machine.spawn(['main.js']);
  });
  await untilWorkers(page, stock + 2);
  await engine.evaluate((booted) => booted.teardown());
});
