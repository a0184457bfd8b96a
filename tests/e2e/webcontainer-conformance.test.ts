/**
 * The adapter to WebContainer, held against real Node: behind the stand-in real Node does the work, so that whatever
 * differs is the adapter's doing.
 */
import { readFile } from 'node:fs/promises';
import type { Browser, JSHandle, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/contract.ts';
import { bundleSidecar } from '../../tools/bundle-sidecar.ts';
import { conformance } from '../conformance/conformance.ts';
import { seenOfSidecar } from '../conformance/sidecar-scenario.ts';
import { launchBrowser } from '../support/browser.ts';
import { installStandIn, type StandIn } from '../support/webcontainer-standin/index.ts';
import { serveSite, type Site } from '../support/webcontainer-standin/site.ts';

let browser: Browser;
let site: Site;
let standIn: StandIn;
let page: Page;
let engine: JSHandle<Engine>;

beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), serveSite()]);
  const context = await browser.newContext();
  standIn = await installStandIn(context);
  page = await context.newPage();
  await page.goto(site.url);
  await page.waitForFunction(() => 'tools' in globalThis);
  engine = await page.evaluateHandle(async () => {
    const booted = await tools.boot();
    // Takes the logical ports, so that the scenarios run as check runs do, on ports that are assigned.
    await booted.machine();
    return booted;
  });
});
afterAll(async () => {
  await browser?.close();
  await standIn?.close();
  await site?.close();
});

await conformance('The WebContainer engine', (scenario) =>
  page.evaluate(async ({ each, given }) => tools.runScenario(await each.machine(), given), {
    each: engine,
    given: scenario,
  }),
);

test('The sidecar sees and breaks through the adapter what it does on Node', async () => {
  await bundleSidecar();
  const code = await readFile('.generated/sidecar/sidecar.js', 'utf8');
  const seen = await page.evaluate(
    async ({ each, source }) => tools.runSidecarScenario(await each.machine(), source),
    { each: engine, source: code },
  );
  expect(seen).toEqual(seenOfSidecar);
});
