/** Lab code is a stranger: in the offline engine it reads nothing of the site, calls nobody, and stops no one else. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleOfflineEngine } from '../../tools/bundle-offline-engine.ts';
import { launchBrowser } from '../support/browser.ts';
import { openFixtureSite, type FixtureSite } from '../support/fixture-site.ts';

let site: FixtureSite;
let outside: Server;
let outsideUrl: string;
const outsideRequests: string[] = [];
let browser: Browser;
let page: Page;

beforeAll(async () => {
  await bundleOfflineEngine();
  site = await openFixtureSite(new URL('../conformance/fixture', import.meta.url).pathname);
  outside = createServer((request, response) => {
    outsideRequests.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*').end('export default "secret"');
  });
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  // A server on a TCP port has such an address.
  outsideUrl = `http://localhost:${(outside.address() as AddressInfo).port}`;
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.goto(site.url);
  await page.waitForFunction(() => globalThis.fixture !== undefined);
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  outside?.closeAllConnections();
  outside?.close();
});

/** Runs one program in a machine of its own and gives what it wrote and how it ended. */
function run(text: string, env: Record<string, string> = {}): Promise<{ output: string; code: number }> {
  return page.evaluate(
    async ({ program, given }) => {
      const engine = await globalThis.fixture!.boot(); // the page was waited for
      try {
        const machine = await engine.machine();
        await machine.mount({ 'package.json': '{"type":"module"}', 'main.js': program });
        const process = await machine.spawn(['main.js'], { env: given });
        let output = '';
        for (let reader = process.output.getReader(); ;) {
          const { done, value } = await reader.read();
          if (done) return { output, code: await process.exit };
          output += value;
        }
      } finally {
        await engine.teardown();
      }
    },
    { program: text, given: env },
  );
}

test('lab code gets out nowhere, and nobody hears of it', async () => {
  await page.evaluate(() => {
    localStorage.setItem('progress', 'secret');
    document.cookie = 'key=secret';
  });
  // The page itself fetches the engine's sources, once.
  await run('');
  const before = site.requests.length;
  const attack = await readFile(new URL('sandbox/attack.js', import.meta.url), 'utf8');
  const { output } = await run(attack, { OWN: site.url.replace(/\/$/, ''), OUTSIDE: outsideUrl });
  const report = /^REPORT (.*)$/m.exec(output)?.[1];
  expect(report, output).toBeDefined();
  const attempts = JSON.parse(report ?? '{}') as Record<string, string>;

  for (const [name, got] of Object.entries(attempts)) {
    if (name.startsWith('name ')) expect(got, name).toBe('got undefined');
    else if (name.includes(': ') && !name.endsWith('Response')) expect(got, name).toMatch(/^failed /);
  }
  expect(attempts['prototype chain']).toBe('got ');
  expect(attempts['navigator']).toBe('got hardwareConcurrency,language,languages,platform,userAgent');
  expect(attempts['navigator storage']).toBe('got undefinedundefinedundefined');
  expect(attempts['data import']).toMatch(/^failed /);
  expect(attempts['channel caught']).toBe('got 0');
  expect(output).not.toContain('secret');
  expect(output).not.toContain('FORGED');
  expect(site.requests.slice(before)).toEqual([]);
  expect(outsideRequests).toEqual([]);
});

test('the frame has no origin and names no host in its policy', async () => {
  const frame = await page.evaluate(async () => {
    const engine = await globalThis.fixture!.boot();
    const element = document.querySelector('iframe');
    const seen = {
      sandbox: element?.getAttribute('sandbox'),
      hidden: element?.hidden,
      aria: element?.getAttribute('aria-hidden'),
      policy: /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(element?.srcdoc ?? '')?.[1],
      reachable: element?.contentDocument !== null,
    };
    await engine.teardown();
    return { ...seen, gone: document.querySelector('iframe') === null };
  });
  expect(frame).toEqual({
    sandbox: 'allow-scripts',
    hidden: true,
    aria: 'true',
    policy: "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob:; worker-src blob:",
    reachable: false,
    gone: true,
  });
});

test('an endless loop leaves the page alive, and a flood of output is cut with a note', async () => {
  const seen = await page.evaluate(async () => {
    const engine = await globalThis.fixture!.boot();
    const machine = await engine.machine();
    await machine.mount({
      'package.json': '{"type":"module"}',
      'loop.js': `console.log('looping'); for (;;);`,
      'flood.js': `for (let line = 0; ; line++) console.log('line ' + line + ' of a flood');`,
      'neighbour.js': `console.log('alive');`,
    });
    const loop = await machine.spawn(['loop.js']);
    const first = await loop.output.getReader().read();

    const flood = await machine.spawn(['flood.js']);
    const unread = await machine.spawn(['flood.js']);
    let text = '';
    let longestGap = 0;
    let last = performance.now();
    const reader = flood.output.getReader();
    // Reads until the note comes, and sees meanwhile whether the page gets its turns.
    while (!text.includes('left out')) {
      const { value, done } = await reader.read();
      if (done) break;
      text += value;
      await new Promise((resolve) => setTimeout(resolve, 0));
      longestGap = Math.max(longestGap, performance.now() - last);
      last = performance.now();
    }
    const neighbour = await machine.spawn(['neighbour.js']);
    const alive = await neighbour.exit;
    await Promise.all([loop.kill(), flood.kill(), unread.kill()]);
    const exits = await Promise.all([loop.exit, flood.exit, unread.exit]);
    await engine.teardown();
    return {
      first: first.value,
      note: /\[.* left out: .*\]/.exec(text)?.[0],
      size: text.length,
      longestGap,
      alive,
      exits,
    };
  });
  expect(seen.first).toBe('looping\n');
  expect(seen.note).toMatch(
    /^\[\d+ lines? of output \(.+\) left out: they came faster than they can be shown\]$/,
  );
  expect(seen.size).toBeLessThan(3 * 1024 * 1024);
  expect(seen.longestGap).toBeLessThan(1000);
  expect(seen.alive).toBe(0);
  expect(seen.exits).toEqual([137, 137, 137]);
});

test('machines do not meet: neither their files nor their ports', async () => {
  const seen = await page.evaluate(async () => {
    const { boot, firstOutput: read } = globalThis.fixture!;
    const engine = await boot();
    const [one, two] = [await engine.machine(), await engine.machine()];
    const server = `import http from 'node:http'; http.createServer((_req, res) => res.end(process.env.WHO)).listen(8080, () => console.log('up'));`;
    const client = `import fs from 'node:fs'; console.log(await fetch('http://127.0.0.1:8080').then((r) => r.text(), (e) => e.cause.code), fs.existsSync('/secret.txt'));`;
    await one.mount({
      'package.json': '{"type":"module"}',
      'server.js': server,
      'client.js': client,
      'secret.txt': 'x',
    });
    await two.mount({ 'package.json': '{"type":"module"}', 'server.js': server, 'client.js': client });
    const up = await read(await one.spawn(['server.js'], { env: { WHO: 'one' } }));
    const before = await read(await two.spawn(['client.js']));
    await read(await two.spawn(['server.js'], { env: { WHO: 'two' } }));
    const after = [await read(await one.spawn(['client.js'])), await read(await two.spawn(['client.js']))];
    const waiting = await two.spawn(['server.js'], { env: { WHO: 'three' } });
    const taken = await waiting.exit;
    await two.dispose();
    const survivor = await read(await one.spawn(['client.js']));
    await engine.teardown();
    const stopped = await engine.machine().then(
      () => 'opened',
      (error: { code: string }) => error.code,
    );
    return { up, before, after, taken, survivor, stopped };
  });
  expect(seen).toEqual({
    up: 'up\n',
    before: 'ECONNREFUSED false\n',
    after: ['one true\n', 'two false\n'],
    taken: 1,
    survivor: 'one true\n',
    stopped: 'torn-down',
  });
});

test('the engine starts again without the server', async () => {
  await site.stop();
  const { output, code } = await run(`console.log('no network needed');`);
  expect({ output, code }).toEqual({ output: 'no network needed\n', code: 0 });
});
