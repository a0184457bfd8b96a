/** The lab on events with its solution, on the offline engine: payments is away, and everything settles afterwards. */
import type { Browser, BrowserContext } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { closeSite } from '../support/site.ts';
import { isolatedContext, LabScreen, solutionOf } from './lab-support.ts';

const slug = 'events-and-saga';
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  browser = await launchBrowser();
  context = await isolatedContext(browser);
});
afterAll(async () => {
  await browser?.close();
  await closeSite();
});

test('orders go on without payments, the map shows how far it is behind, and all of it is made up for', async () => {
  const lab = await LabScreen.open(context, slug);
  const go = (tab: string): Promise<void> =>
    lab.page.getByRole('tab', { name: tab, exact: true }).filter({ visible: true }).click();
  const behind = lab.page.getByText(/^[1-9]\d* behind$/).filter({ visible: true });
  for (const [path, text] of Object.entries(solutionOf(slug))) {
    await lab.paste(path, text);
    await lab.save();
  }
  await lab.run();
  for (const id of ['log', 'orders', 'payments', 'notifications']) await lab.processIs(id, 'running');
  await lab.says(/heard of an order/);
  await go('Map');

  await lab.button('Stop payments').click();
  await lab.processIs('payments', 'stopped');
  await lab.says(/order \d+: 202/);
  // A reader that is dead cannot say so: the log does.
  await behind.filter({ hasText: /^[3-9] / }).waitFor();

  await lab.button('Start payments').click();
  await lab.processIs('payments', 'running');
  await go('Data');
  await lab.page.getByText(/^(All \d+ rows are|The one row is) the same\.$/).waitFor();
  expect(lab.errors).toEqual([]);
});
