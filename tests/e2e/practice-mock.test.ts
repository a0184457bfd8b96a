/** The mock interview in a browser, against a clock of the test's. Needs `npm run build` before. */
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { violations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { overflow } from '../support/lesson-page.ts';
import { closeSite, siteUrl } from '../support/site.ts';

let browser: Browser;
let base: string;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [browser, base] = await Promise.all([launchBrowser(), siteUrl()]);
});
afterAll(async () => {
  await browser.close();
  await closeSite();
});
afterEach(() => context.close());

/** Sets the clock of the page; its timers run on as they are. */
const minute = (number: number) =>
  context.clock.setFixedTime(Date.parse('2026-11-23T10:00:00') + number * 60_000);

async function open(width = 1280): Promise<void> {
  context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width, height: 844 } });
  await minute(0);
  page = await context.newPage();
  await page.goto(`${base}practice/mock/`);
  await page
    .getByLabel('The question')
    .selectOption({ label: 'Payments is down. Payments is slow. What happens to checkout?' });
}

const clock = () => page.locator('[data-clock]');
const face = (text: string) => clock().filter({ hasText: text }).waitFor();
const press = (name: string) => page.getByRole('button', { name, exact: true }).press('Enter');
const phase = (name: string) => page.getByRole('textbox', { name, exact: true });

describe('a mock interview', () => {
  it('leads through five phases, asks what was missing, and leaves a report', async () => {
    await open();
    await press('Start the clock');
    await phase('Clarify').fill('Slow is worse than down, because every caller holds a connection.');
    await face('35:00');
    await minute(5);
    await phase('Numbers').fill('Twelve a second for thirty seconds are 360 requests in flight.');
    await face('30:00');

    await press('Pause');
    await minute(25);
    await face('30:00');
    await press('Go on');
    await minute(26);
    await face('29:00');

    await page.reload();
    await face('29:00');
    expect(await phase('Numbers').inputValue()).toContain('360 requests');

    await press('Next phase');
    await phase('Design').fill('Checkout calls payments with a timeout of two seconds.');
    await press('Next phase');
    const asked = page.getByRole('listitem').filter({ hasText: 'What does the shopper see?' });
    await asked.waitFor();
    expect(await page.getByText('It answers, but after thirty seconds.').count()).toBe(0);
    await phase('Deep dive').fill('The shopper reads “we have your order”, and a worker charges later.');
    await press('Next phase');
    await phase('Trade-offs').fill('The price is orders that turn out unpaid, which somebody has to cancel.');
    expect(await violations(page)).toEqual([]);

    await minute(60);
    await page.getByRole('heading', { name: 'The time is up' }).waitFor();
    await page.getByRole('radio', { name: 'Good' }).press('Space');
    await press('Show the report');
    await page.getByRole('heading', { name: /^Report: Payments is down/ }).waitFor();
    await page.getByRole('heading', { name: 'The ten signals' }).waitFor();
    expect(await violations(page)).toEqual([]);

    const waiting = page.waitForEvent('download');
    await press('Keep it as a file');
    const text = await readFile(await (await waiting).path(), 'utf8');
    expect(text).toContain('# Mock interview: Payments is down');
    expect(text).toContain('> The breaker is open. What does the shopper see?');
    expect(text).toMatch(/- found: Slow is worse than down/);

    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
    expect(await page.getByText('The shopper reads').first().isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });

    await page.reload();
    await page.getByRole('button', { name: /^Show the report of/ }).press('Enter');
    await page.getByRole('heading', { name: /^Report: Payments is down/ }).waitFor();
  });

  it('works on a phone, and can be ended early or thrown away', async () => {
    await open(390);
    expect(await overflow(page)).toBe(0);
    await press('Start the clock');
    await phase('Clarify').fill('How many users?');
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await press('End now');
    await page.getByRole('heading', { name: 'Before you see the report' }).waitFor();
    await press('Back to the interview');
    await press('Throw this mock away');
    await page.getByRole('button', { name: 'Start the clock' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Start the clock' }).waitFor();
    expect(await clock().count()).toBe(0);
  });
});
