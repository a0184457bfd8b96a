/** What holds for every lesson of the course, in a browser: one page each, looked at in several ways. */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { course } from '../../src/content/course.ts';
import { violations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { brokenLinks, fontBytes, openAll, openLesson, overflow } from '../support/lesson-page.ts';
import { closeSite, siteUrl } from '../support/site.ts';

let browser: Browser;
let base: string;

beforeAll(async () => {
  [browser, base] = await Promise.all([launchBrowser(), siteUrl()]);
});

afterAll(async () => {
  await browser.close();
  await closeSite();
});

describe.each(course.flatMap(({ lessons }) => lessons))('the lesson "%s"', (slug) => {
  let page: Page;

  beforeAll(async () => {
    page = await openLesson(browser, `${base}lessons/${slug}/`, { viewport: { width: 390, height: 900 } });
    await openAll(page);
  });

  afterAll(() => page.context().close());

  it.each([
    { colorScheme: 'dark', width: 390 },
    { colorScheme: 'light', width: 1_440 },
  ] as const)(
    'is accessible with everything opened, $colorScheme at $width pixels',
    async ({ colorScheme, width }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      expect(await violations(page)).toEqual([]);
    },
  );

  it('fits a phone, and twice the text size', async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await overflow(page)).toBe(0);
    await page.setViewportSize({ width: 1_440, height: 800 });
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    expect(await overflow(page)).toBe(0);
  });

  it('loads at most 150 KB of type', async () => {
    const bytes = await fontBytes(page);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(150_000);
  });

  it('links to sections and pages that exist', async () => {
    expect(await brokenLinks(page)).toEqual([]);
  });
});
