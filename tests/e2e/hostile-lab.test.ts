/**
 * Hostile code in the lab screen: the learner stops it, no edit is lost, and the lab goes on. Here the engine's process
 * itself may die, which takes nothing of the page with it.
 */
import type { Browser, BrowserContext } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { closeSite } from '../support/site.ts';
import { isolatedContext, LabScreen } from './lab-support.ts';

const slug = 'circuit-breaker';
const file = 'orders/app.ts';
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await closeSite();
});
beforeEach(async () => {
  context = await isolatedContext(browser);
});
afterEach(() => context.close());

const attempts: readonly { name: string; code: string }[] = [
  {
    name: 'a line without end',
    code: `export function createApp(): never { for (;;) process.stdout.write('hostile '.repeat(1_000)); }`,
  },
  {
    name: 'the files of the lab removed',
    code: `import fs from 'node:fs';
for (const each of fs.readdirSync('/')) fs.rmSync('/' + each, { recursive: true, force: true });
export function createApp(): never { for (let n = 0; ; n++) fs.writeFileSync('/hostile.txt', String(n)); }`,
  },
];

test.for(attempts)('$name: can be stopped, is kept, and the lab runs again', async ({ code }) => {
  const lab = await LabScreen.open(context, slug);
  await lab.paste(file, code);
  await lab.save();
  await lab.run();
  await lab.processIs('payments', 'running');
  await lab.process('orders').getByText('starting').or(lab.process('orders')).first().waitFor();
  await lab.button('Stop').click();
  for (const id of ['orders', 'payments', 'shopper']) await lab.processIs(id, 'stopped');

  await lab.reload();
  await lab.openFile(file);
  await lab.editor.getByText('hostile').first().waitFor();
  await lab.button('Reset').click();
  await lab.run();
  for (const id of ['orders', 'payments', 'shopper']) await lab.processIs(id, 'running');
  expect(lab.errors).toEqual([]);
});
