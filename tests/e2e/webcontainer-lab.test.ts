/** The lab screen in the WebContainer engine, which real Node stands in for: the map lives there as it does offline. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { closeSite } from '../support/site.ts';
import { installStandIn, type StandIn } from '../support/webcontainer-standin/index.ts';
import { isolatedContext, LabScreen } from './lab-support.ts';

let browser: Browser;
let standIn: StandIn | undefined;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await standIn?.close();
  await closeSite();
});

test('runs, shows what passes, refuses when a service is stopped, sends a request, and has a trace of it', async () => {
  const context = await isolatedContext(browser);
  standIn = await installStandIn(context);
  const lab = await LabScreen.open(context, 'circuit-breaker', 'webcontainer');
  const { page } = lab;
  const map = page.locator('#lab-map');
  const view = (name: string): Promise<void> =>
    page.getByRole('tab', { name }).locator('visible=true').click();
  await page.getByTestId('engine').getByText('WebContainer').waitFor();

  await lab.run();
  await view('Map');
  await map.locator('[data-item="shopper->orders"]').getByText('/s').waitFor();
  await map.locator('[data-item="orders->payments"]').getByText('p95').waitFor();

  await view('Requests');
  await page.locator('[data-preset="order"]').click();
  await lab.button('Send').click();
  await page.getByTestId('answer-status').filter({ hasText: '201 Created' }).waitFor();
  await lab.button('Its trace').click();
  await page.locator('[data-testid=span-row][data-service=orders]').waitFor();

  await map.locator('[data-item="payments"]').getByRole('button').click();
  await page.getByTestId('map-menu').getByRole('button', { name: /^Stop/ }).click();
  await map.locator('[data-item="orders->payments"][data-state=refused]').waitFor();
  await map.locator('[data-item="orders->payments"]').getByText('breaker open').waitFor();
  expect(lab.errors).toEqual([]);
  await context.close();
});
