/** Data that two services keep a copy of: seen drifting apart, by keyboard, in both themes and on a phone. */
import { expect, test } from 'vitest';
import { violationsInBothThemes } from '../support/axe.ts';
import { contextForEach } from './lab-context.ts';
import { LabScreen } from './lab-support.ts';

const context = contextForEach();

test('both copies side by side, with what differs marked; a copy that is gone says so', async () => {
  const lab = await LabScreen.open(context(), 'dual-write');
  const { page } = lab;
  const summary = page.getByTestId('data-summary');
  await lab.run();
  await page.keyboard.press('Alt+9');
  await page.locator('#lab-data:focus').waitFor();
  await page.keyboard.press('Alt+7');
  await lab.button('Start traffic').press('Enter');
  await page.keyboard.press('Alt+9');
  await summary.getByText(/^\d+ of \d+ rows differ\.$/).waitFor();
  const differing = page.locator('tr[data-state=differs]');
  await differing.first().waitFor();
  expect(await differing.first().textContent()).toContain('differs');

  // What moves while axe looks would give it places that are no more.
  await lab.button('Stop').click();
  await summary.getByText('As it was when the lab stopped.').waitFor();
  expect(await violationsInBothThemes(page)).toEqual([]);
  await page.getByLabel('Only what differs').press('Space');
  expect(await page.locator('tr[data-state=same]').count()).toBe(0);

  await lab.run();
  await page.keyboard.press('Alt+5');
  await page.locator('#lab-map [data-item="users-db"][data-state=open]').waitFor();
  await page.locator('#lab-map [data-item="users-db"] [role=button]').press('Enter');
  const menu = page.getByTestId('map-menu');
  await menu.getByRole('button', { name: /^Compare the copies/ }).press('Enter');
  await page.locator('#lab-data:focus').waitFor();
  await page.locator('#lab-map [data-item="users"] [role=button]').press('Enter');
  await menu.getByRole('button', { name: /^Stop/ }).press('Enter');
  await summary.getByText(/users does not answer \(ECONNREFUSED\)/).waitFor();
  await page.locator('#lab-map [data-item="users-db"][data-state=closed]').waitFor();

  await page.setViewportSize({ width: 390, height: 800 });
  await page.getByRole('tab', { name: 'Data' }).locator('visible=true').click();
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBe(0);
  expect(lab.errors).toEqual([]);
});
