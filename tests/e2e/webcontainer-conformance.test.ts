/**
 * The adapter to WebContainer, held against real Node: behind the stand-in real Node does the work, so that whatever
 * differs is the adapter's doing.
 */
import type { Browser, JSHandle, Page } from 'playwright';
import { afterAll, beforeAll } from 'vitest';
import type { Engine } from '../../src/engine/contract.ts';
import { conformance } from '../conformance/conformance.ts';
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
