/** Machines of the WebContainer engine, in Chromium with the real client and a stand-in for its vendor. */
import type { Browser, BrowserContext, JSHandle, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/contract.ts';
import { launchBrowser } from '../support/browser.ts';
import { installStandIn, type StandIn, type StandInOptions } from '../support/webcontainer-standin/index.ts';
import { serveSite, type Site } from '../support/webcontainer-standin/site.ts';

let browser: Browser;
let site: Site;
let context: BrowserContext | undefined;
let standIn: StandIn | undefined;

beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), serveSite()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});
afterEach(async () => {
  await context?.close();
  await standIn?.close();
  context = undefined;
  standIn = undefined;
});

async function boot(
  options?: StandInOptions,
): Promise<{ page: Page; engine: JSHandle<Engine>; vendor: StandIn }> {
  context = await browser.newContext();
  standIn = await installStandIn(context, options);
  const page = await context.newPage();
  await page.goto(site.url);
  await page.waitForFunction(() => 'tools' in globalThis);
  return { page, engine: await page.evaluateHandle(() => tools.boot()), vendor: standIn };
}

test('a process runs in its machine, with its own variables, and chooses its exit code', async () => {
  const { page, engine } = await boot();
  const seen = await page.evaluate(async (each) => {
    const machine = await each.machine();
    await machine.mount({
      'package.json': '{ "type": "module" }',
      'orders/main.js': `
        import { readFileSync } from 'node:fs';
        console.log(readFileSync('package.json', 'utf8'), process.env.GREETING, process.argv[2]);
        console.error('and an error');
        process.exitCode = 3;`,
    });
    return tools.run(machine, ['orders/main.js', 'one'], { env: { GREETING: 'hello' } });
  }, engine);
  expect(seen).toEqual({ code: 3, output: '{ "type": "module" } hello one\nand an error\n' });
});

test('mounted bytes arrive as they are and are not detached', async () => {
  const { page, engine } = await boot();
  const seen = await page.evaluate(async (each) => {
    const machine = await each.machine();
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
    await machine.mount({ 'a/b/data.bin': bytes, 'constructor/x.txt': 'x' });
    await machine.writeFile('a/copy.bin', bytes);
    const [mounted, written] = await Promise.all(
      ['a/b/data.bin', 'a/copy.bin'].map((path) => machine.readFile(path)),
    );
    const same = (other: Uint8Array | undefined) => other?.every((byte, index) => byte === bytes[index]);
    return [bytes.length, same(mounted), same(written), (await machine.readFile('constructor/x.txt')).length];
  }, engine);
  expect(seen).toEqual([70_000, true, true, 1]);
});

test('files: folders are made, the latest of many writes stays, and what is missing has a name', async () => {
  const { page, engine } = await boot();
  const seen = await page.evaluate(async (each) => {
    const machine = await each.machine();
    const text = async (path: string) => new TextDecoder().decode(await machine.readFile(path));
    const versions = Array.from({ length: 20 }, (_, version) => `version ${version}`);
    await Promise.all(versions.map((version) => machine.writeFile('deep/down/a.txt', version)));
    const latest = await text('deep/down/a.txt');
    await machine.remove('deep');
    await machine.remove('deep');
    const missing = await tools.errorOf(machine.readFile('deep/down/a.txt'));
    const outside = await machine.writeFile('../machine-2/a.txt', '').catch(String);
    return { latest, missing, outside };
  }, engine);
  expect(seen.latest).toBe('version 19');
  expect(seen.missing).toMatchObject({ code: 'not-found', message: 'There is no file deep/down/a.txt.' });
  expect(seen.outside).toMatch(/TypeError: .* is no path inside the machine/);
});

test('output is whole, however the runtime cuts it', async () => {
  const { page, engine } = await boot({ cutEvery: 1 });
  const seen = await page.evaluate(async (each) => {
    const machine = await each.machine();
    await machine.mount({ 'print.js': String.raw`process.stdout.write('naïve €uro 🙂\nend\r\nno line')` });
    return tools.run(machine, ['print.js']);
  }, engine);
  expect(seen).toEqual({ code: 0, output: 'naïve €uro 🙂\nend\r\nno line' });
});

test('a great deal of output arrives complete and in order', async () => {
  const { page, engine } = await boot();
  const lines = await page.evaluate(async (each) => {
    const machine = await each.machine();
    await machine.mount({ 'print.js': 'for (let i = 0; i < 20_000; i++) console.log(`line ${i}`)' });
    return (await tools.run(machine, ['print.js'])).output.split('\n');
  }, engine);
  expect(lines).toHaveLength(20_001);
  expect(lines.findIndex((line, index) => line !== `line ${index}`)).toBe(20_000);
});

test('input reaches the process, where the runtime echoes too', async () => {
  const { page, engine } = await boot({ echo: true });
  const seen = await page.evaluate(async (each) => {
    const machine = await each.machine();
    await machine.mount({
      'upper.js': `process.stdin.once('data', (line) => { console.log(String(line).toUpperCase()); process.exit() })`,
    });
    const result = await tools.run(machine, ['upper.js'], { input: 'ping\n' });
    return result.output;
  }, engine);
  expect(seen).toContain('PING\n');
});

test('input to a process that has ended is no error', async () => {
  const { page, engine } = await boot();
  const code = await page.evaluate(async (each) => {
    const machine = await each.machine();
    await machine.mount({ 'empty.js': '' });
    const process = await machine.spawn(['empty.js']);
    await process.exit;
    await process.write('anybody?\n');
    await process.kill();
    return process.exit;
  }, engine);
  expect(code).toBe(0);
});

test('kill ends an endless loop with 137, and closes its output', async () => {
  const { page, engine, vendor } = await boot();
  const seen = await page.evaluate(async (each) => {
    const machine = await each.machine();
    await machine.mount({ 'loop.js': 'console.log("on"); for (;;);' });
    const process = await machine.spawn(['loop.js']);
    const reader = process.output.getReader();
    const first = await reader.read();
    await process.kill();
    return [first.value, await process.exit, (await reader.read()).done];
  }, engine);
  expect(seen).toEqual(['on\n', 137, true]);
  expect(vendor.processCount).toBe(0);
});

test('an uncaught error ends a process with 1 and its stack', async () => {
  const { page, engine } = await boot();
  const seen = await page.evaluate(async (each) => {
    const machine = await each.machine();
    await machine.mount({ 'throw.js': '\nthrow new Error("oh no")' });
    return tools.run(machine, ['throw.js']);
  }, engine);
  expect(seen.code).toBe(1);
  expect(seen.output).toMatch(/throw\.js:2[^]*Error: oh no/);
});

test('two machines serve the same logical port side by side, and each hears of its own', async () => {
  const { page, engine } = await boot();
  const seen = await page.evaluate(async (each) => {
    const machines = [await each.machine(), await each.machine()];
    const events: string[] = [];
    const answers = await Promise.all(
      machines.map(async (machine, index) => {
        machine.onPort(({ port, type }) => events.push(`${index} ${port} ${type}`));
        await machine.mount({
          'serve.mjs': `
            import { createServer } from 'node:http';
            createServer((_, response) => response.end('machine ${index}')).listen(process.env.PORT, '127.0.0.1');`,
          'ask.mjs': 'console.log(await (await fetch(process.env.URL)).text())',
        });
        const open = tools.portEvent(machine, 3003, 'open');
        const port = String(machine.portFor(3003));
        const server = await machine.spawn(['serve.mjs'], { env: { PORT: port } });
        await open;
        const asked = await tools.run(machine, ['ask.mjs'], { env: { URL: `http://127.0.0.1:${port}` } });
        const close = tools.portEvent(machine, 3003, 'close');
        await Promise.all([close, server.kill()]);
        return asked.output;
      }),
    );
    return { answers, ports: machines.map((machine) => machine.portFor(3003)), events: events.sort() };
  }, engine);
  expect(seen.answers).toEqual(['machine 0\n', 'machine 1\n']);
  expect(seen.ports[0]).toBe(3003);
  expect(seen.ports[1]).not.toBe(3003);
  expect(seen.events).toEqual(['0 3003 close', '0 3003 open', '1 3003 close', '1 3003 open']);
});

test('labs are switched without another boot: the next machine has the logical ports and no old files', async () => {
  const { page, engine, vendor } = await boot();
  const seen = await page.evaluate(async (each) => {
    const first = await each.machine();
    await first.mount({ 'wait.js': 'console.log("on"); setInterval(() => {}, 1000)' });
    const process = await first.spawn(['wait.js']);
    await first.dispose();
    const second = await each.machine();
    const code = await process.exit;
    const gone = await tools.errorOf(first.spawn(['wait.js']));
    return {
      code,
      gone: gone.code,
      port: second.portFor(3000),
      old: (await tools.errorOf(second.readFile('wait.js'))).code,
    };
  }, engine);
  expect(seen).toEqual({ code: 137, gone: 'torn-down', port: 3000, old: 'not-found' });
  expect(vendor.processCount).toBe(0);
  expect(vendor.requests).toHaveLength(1);
});
