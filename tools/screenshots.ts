/**
 * Makes the pictures of the README, and the one for previews of a link, from the built site, in a browser that reaches no other host.
 *
 *     npm run screenshots
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Locator } from 'playwright';
import { isolatedContext, LabScreen, solutionOf } from '../tests/e2e/lab-support.ts';
import { launchBrowser } from '../tests/support/browser.ts';
import { closeSite, siteUrl } from '../tests/support/site.ts';

const folder = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
mkdirSync(folder, { recursive: true });

const browser = await launchBrowser();
try {
  const shop = await browser.newContext({ viewport: { width: 1_200, height: 630 }, reducedMotion: 'reduce' });
  const home = await shop.newPage();
  await home.goto(await siteUrl());
  await home.evaluate(() => document.fonts.ready);
  await home.screenshot({ path: fileURLToPath(new URL('../public/social.png', import.meta.url)) });
  await shop.close();
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await isolatedContext(browser, { colorScheme, height: 1040 });
    const lab = await LabScreen.open(context, 'circuit-breaker');
    const { page } = lab;
    const item = (name: string): Locator => page.locator(`#lab-map [data-item="${name}"]`);
    const tab = (name: string): Promise<void> =>
      page.getByRole('tab', { name }).locator('visible=true').click();
    for (const [path, code] of Object.entries(solutionOf('circuit-breaker'))) await lab.paste(path, code);
    await lab.save();
    await lab.run();
    await tab('Map');
    await tab('Traffic');
    await lab.button('Start traffic').click();
    // Some seconds of calm, so that the plots have a before and an after.
    await item('traffic->orders').getByText('/s').first().waitFor();
    await page.waitForTimeout(12_000);
    await item('payments').getByRole('button').click();
    await page.getByTestId('map-menu').getByRole('button', { name: /^Stop/ }).click();
    await item('orders->payments').getByText('breaker open').waitFor();
    await page.waitForTimeout(6_000);
    await page.screenshot({ path: `${folder}lab-circuit-breaker-${colorScheme}.png` });
    await context.close();
  }
} finally {
  await browser.close();
  await closeSite();
}
