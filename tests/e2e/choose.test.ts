/** Which engine a page gets when the vendor of WebContainer is out of reach, and that a service runs in it. */
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Preference } from '../../src/engine/choose.ts';
import { launchBrowser } from '../support/browser.ts';
import { installStandIn, type StandIn, type StandInMode } from '../support/webcontainer-standin/index.ts';
import { serveSite, type Site } from '../support/webcontainer-standin/site.ts';

/** How long WebContainer gets here, and how long a machine under load may take to boot the offline engine. */
const deadlineMs = 4000;
const offlineBootMs = 6000;

let browser: Browser;
let site: Site;
let context: BrowserContext | undefined;
let standIn: StandIn | undefined;

beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), serveSite({ entry: 'engines' })]);
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

async function open(mode: StandInMode): Promise<{ page: Page; vendor: StandIn }> {
  context = await browser.newContext();
  standIn = await installStandIn(context, { mode });
  const page = await context.newPage();
  await page.goto(site.url);
  await page.waitForFunction(() => 'engines' in globalThis);
  return { page, vendor: standIn };
}

/** Chooses an engine in the page and asks a service that runs in it. */
const chooseAndServe = (page: Page, options: { preference?: Preference; trusted?: boolean }) =>
  page.evaluate(
    async ({ preference = 'auto', trusted = true, deadline }) => {
      const started = performance.now();
      const { engine, kind, reason } = await tools.chooseEngine({
        preference,
        trusted,
        deadlineMs: deadline,
        boots: engines.boots,
      });
      const chosenAfter = performance.now() - started;
      const machine = await engine.machine();
      await machine.mount({
        'serve.mjs': `
          import { createServer } from 'node:http';
          createServer((_, response) => response.end('served')).listen(Number(process.env.PORT), '127.0.0.1');`,
        'ask.mjs': 'console.log(await (await fetch(process.env.URL)).text())',
      });
      const listening = tools.portEvent(machine, 3003, 'open');
      const port = machine.portFor(3003);
      await machine.spawn(['serve.mjs'], { env: { PORT: String(port) } });
      await listening;
      const { output } = await tools.run(machine, ['ask.mjs'], { env: { URL: `http://127.0.0.1:${port}` } });
      await engine.teardown();
      return { kind, reason, chosenAfter, output };
    },
    { ...options, deadline: deadlineMs },
  );

describe('auto', () => {
  test.each([
    ['blocked', /content blocker/],
    ['404', /not ready within 4 s: the last step was “Reaching the WebContainer runtime”/],
    ['silent', /not ready within 4 s: the last step was “Reaching the WebContainer runtime”/],
    ['dies-midway', /not ready within 4 s: the last step was “Starting the WebContainer runtime”/],
  ] as const)('%s: a service runs in the offline engine in time', async (mode, reason) => {
    const { page } = await open(mode);
    const { chosenAfter, ...choice } = await chooseAndServe(page, {});
    expect(choice).toEqual({ kind: 'offline', reason: expect.stringMatching(reason), output: 'served\n' });
    expect(chosenAfter).toBeLessThan(deadlineMs + offlineBootMs);
  });

  test('a vendor that answers is used', async () => {
    const { page } = await open('ok');
    expect(await chooseAndServe(page, {})).toMatchObject({
      kind: 'webcontainer',
      reason: null,
      output: 'served\n',
    });
  });
});

test('code that came by a link does not call the vendor at all', async () => {
  const { page, vendor } = await open('ok');
  expect(await chooseAndServe(page, { trusted: false })).toMatchObject({
    kind: 'offline',
    output: 'served\n',
  });
  expect(vendor.requests).toEqual([]);
});
