/** The lessons on whether to split, in a browser: their figures by keyboard, without a script, in both themes. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { closeSite, siteUrl } from '../support/site.ts';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const lessons = ['what-each-costs', 'signals-to-split', 'teams', 'who-did-it'];

let axe: string;
let browser: Browser;
let base: string;
let context: BrowserContext | undefined;

beforeAll(async () => {
  [browser, base, axe] = await Promise.all([launchBrowser(), siteUrl(), readFile(axePath, 'utf8')]);
});

afterAll(async () => {
  await browser.close();
  await closeSite();
});

afterEach(async () => {
  await context?.close();
  context = undefined;
});

async function open(slug: string, options: BrowserContextOptions = {}): Promise<Page> {
  context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  await page.goto(`${base}lessons/${slug}/`);
  await page.evaluate(() => document.fonts.ready);
  return page;
}

/** What a screen reader has just been told. */
async function spoken(page: Page): Promise<string> {
  const texts = await page.locator('[data-status]').allTextContents();
  return texts.join('').replaceAll('\u00A0', ' ');
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).focus();
  await page.keyboard.press('Enter');
}

/** Types into a field and leaves it, as a keyboard does. */
async function type(page: Page, label: string, value: string): Promise<void> {
  await page.getByLabel(label).fill(value);
  await page.keyboard.press('Tab');
}

describe.each(lessons)('the lesson "%s"', (slug) => {
  it('is accessible in both themes, with everything opened', async () => {
    const page = await open(slug);
    await page.evaluate(() => {
      for (const each of document.querySelectorAll('details')) each.open = true;
    });
    // Evaluated rather than added as a script tag, which the content security policy refuses.
    await page.evaluate(axe);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const violations = await page.evaluate(async () => {
        // axe.min.js has just put it there.
        const { axe: loaded } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
        return (await loaded.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      });
      expect(violations, colorScheme).toEqual([]);
    }
  });

  it('fits a phone, and twice the text size, and loads at most 150 KB of type', async () => {
    const page = await open(slug, { viewport: { width: 390, height: 800 } });
    const overflow = (): Promise<number> =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBe(0);
    const fonts = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter((entry) => entry instanceof PerformanceResourceTiming && entry.name.endsWith('.woff2'))
        .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0),
    );
    expect(fonts).toBeGreaterThan(0);
    expect(fonts).toBeLessThanOrEqual(150_000);
    await page.setViewportSize({ width: 1_440, height: 800 });
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    expect(await overflow()).toBe(0);
  });

  it('links to sections and pages that exist', async () => {
    const page = await open(slug);
    const links = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLAnchorElement>('article a[href]')].map((link) => link.href),
    );
    for (const link of new Set(links.filter((each) => each.startsWith(base)))) {
      const { hash } = new URL(link);
      const response = await fetch(link);
      expect(response.status, link).toBe(200);
      if (hash) expect(await response.text(), link).toContain(`id="${hash.slice(1)}"`);
    }
  });
});

describe('the figures', () => {
  it('work the price of a chain out anew, by keyboard', async () => {
    const page = await open('what-each-costs');
    await press(page, 'One call for each of 50 rows');
    expect(await spoken(page)).toContain('63.40 % of requests meet a slow call');
    await press(page, 'Six services');
    expect(await spoken(page)).toContain('works 99.40 % of the time, fails 4 h 19 min a month');
    await type(page, 'Services in a row', '12');
    expect(await page.locator('[data-bars] span').count()).toBe(12);
    expect(await spoken(page)).toContain('12 services over a network');
  });

  it('put a value that makes no sense back', async () => {
    const page = await open('what-each-costs');
    await type(page, 'Services in a row', '-3');
    expect(await page.getByLabel('Services in a row').inputValue()).toBe('6');
    expect(await spoken(page)).toContain('6 services');
  });

  it('judge a shop by its measurements and not by its opinions', async () => {
    const page = await open('signals-to-split');
    await press(page, '35 % blocked, CI 90 min');
    expect(await spoken(page)).toContain('Not yet: something cheaper comes first');
    await type(page, 'CI takes', '8');
    expect(await spoken(page)).toContain('Extract the module that waits: payments');
    const before = await page.locator('[data-show="headline"]').textContent();
    await page.getByLabel('we want to be like Netflix').press('Space');
    expect(await page.locator('[data-show="headline"]').textContent()).toBe(before);
    expect(await spoken(page)).toContain('They changed nothing');
  });

  it('show what a rota asks of its people', async () => {
    const page = await open('teams');
    await press(page, 'One engineer, one service');
    expect(await spoken(page)).toContain('On duty 100 %, every week');
    expect(await page.locator('li[data-week="first"]').count()).toBe(12);
    await press(page, 'Eight people, two services');
    expect(await spoken(page)).toContain('Within the bounds.');
    expect(await page.locator('li[data-week="free"]').count()).toBe(8);
  });

  it.each([
    ['what-each-costs', 'cost-figure', '4 h 19 min'],
    ['signals-to-split', 'signals-figure', 'quiet'],
    ['teams', 'oncall-figure', '40 %, one week in 2.5'],
  ])('are an example to read without a script: %s', async (slug, element, text) => {
    const page = await open(slug, { javaScriptEnabled: false });
    const figure = page.locator(element);
    expect((await figure.textContent())?.replaceAll('\u00A0', ' ')).toContain(text);
    expect(await figure.getByRole('button').count()).toBe(0);
    expect(await figure.getByRole('spinbutton').count()).toBe(0);
  });
});
