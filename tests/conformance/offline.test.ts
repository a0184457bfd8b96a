/** The offline engine in a real browser, held against real Node. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleOfflineEngine } from '../../tools/bundle-offline-engine.ts';
import { bundleSidecar } from '../../tools/bundle-sidecar.ts';
import { launchBrowser } from '../support/browser.ts';
import { openFixtureSite, type FixtureSite } from '../support/fixture-site.ts';
import type { Browser, Page } from 'playwright';
import { conformance } from './conformance.ts';
import { seenOfSidecar } from './sidecar-scenario.ts';

let site: FixtureSite;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  await bundleOfflineEngine();
  site = await openFixtureSite(new URL('fixture', import.meta.url).pathname);
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.goto(site.url);
  await page.waitForFunction(() => globalThis.fixture !== undefined);
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

await conformance('The offline engine', (scenario) =>
  page.evaluate(async (given) => {
    const { boot, runScenario } = globalThis.fixture!; // awaited above
    const engine = await boot();
    try {
      return await runScenario(await engine.machine(), given);
    } finally {
      await engine.teardown();
    }
  }, scenario),
);

test('The sidecar sees and breaks in the offline engine what it does on Node', async () => {
  await bundleSidecar();
  const code = await readFile('.generated/sidecar/sidecar.js', 'utf8');
  const seen = await page.evaluate(async (source) => {
    const { boot, runSidecarScenario } = globalThis.fixture!; // awaited above
    const engine = await boot();
    try {
      return await runSidecarScenario(await engine.machine(), source);
    } finally {
      await engine.teardown();
    }
  }, code);
  expect(seen).toEqual(seenOfSidecar);
});
