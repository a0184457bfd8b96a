/** The course kept in the browser: asked for once, then used with its server gone for good. */
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve, type Served } from '../../tools/serve.ts';
import { violations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { LabScreen, solutionOf } from './lab-support.ts';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const base = process.env['BASE_PATH'] ?? '/';
let browser: Browser;
let context: BrowserContext;
let server: Served;
let page: Page;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), serve({ dir: dist, base })]);
  context = await browser.newContext();
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], {
    origin: new URL(server.url).origin,
  });
  page = await context.newPage();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const status = (): Promise<string | null> => page.locator('keep-offline [role=status]').textContent();

test('says what it takes, and fetches it when asked, by keyboard', async () => {
  await page.goto(`${server.url}offline/`);
  const keep = page.getByRole('button', { name: 'Keep the course offline' });
  await keep.waitFor();
  expect(await status()).toMatch(/^Not kept yet\. It takes \d+ MB/);
  expect(await violations(page)).toEqual([]);
  await keep.focus();
  await page.keyboard.press('Enter');
  await page.getByText(/^Done\. Kept in this browser since .* It is the newest edition\.$/).waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('status');
  expect(await violations(page)).toEqual([]);
});

test('without a server: opens from the address bar, is read and searched, takes an answer, runs a lab and grades it', async () => {
  const address = server.url;
  await server.close();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));

  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.goto(`${address}lessons/circuit-breaker`);
  expect(page.url()).toBe(`${address}lessons/circuit-breaker/`);
  await page.getByRole('button', { name: 'Fails', exact: true }).click();
  expect((await page.goto(`${address}no/such/page/`))?.status()).toBe(404);

  await page.goto(address);
  await page.keyboard.press('/');
  await page.getByRole('searchbox').fill('circuit breaker');
  await page.locator('dialog ol a').first().waitFor();
  await page.goto(`${address}practice/payments-down/`);
  await page
    .getByRole('textbox', { name: 'Your answer' })
    .fill('We retry immediately, as often as it takes.');
  await page.getByRole('radio', { name: 'Hard' }).press('Space');
  await page.getByRole('button', { name: 'Show what was found' }).click();
  await page.getByRole('heading', { name: 'The ten signals' }).waitFor();

  const lab = await LabScreen.openAt(context, `${address}labs/circuit-breaker/`);
  expect(await lab.page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
  await lab.run();
  await lab.says(/order \d+: 201/);
  for (const [path, code] of Object.entries(solutionOf('circuit-breaker'))) await lab.paste(path, code);
  await lab.save();
  expect(await lab.check()).toMatch(/passed/i);
  expect(errors).toEqual([]);
  await lab.page.close();
});

test('gives the room back, and keeps what the learner wrote', async () => {
  const { port } = new URL(server.url);
  server = await serve({ dir: dist, base, port: Number(port) });
  await page.goto(`${server.url}offline/`);
  await page.getByRole('button', { name: 'Give the room back' }).click();
  await page.getByText(/^The course is no longer kept here\./).waitFor();
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
  const databases = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  expect(databases.length).toBeGreaterThan(0);
});
