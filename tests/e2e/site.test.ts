/** The built site in a browser: accessibility, keyboard, theme, policy. Needs `npm run build` before. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { violations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { closeSite, siteUrl } from '../support/site.ts';

const pages = {
  home: '',
  lessons: 'lessons/',
  lesson: 'lessons/circuit-breaker/',
  glossary: 'glossary/',
  progress: 'progress/',
  certificate: 'progress/certificate/',
  missing: 'no/such/page/',
};
const lesson = pages.lesson;

let browser: Browser;
let base: string;
let context: BrowserContext | undefined;
let complaints: string[] = [];

beforeAll(async () => {
  [browser, base] = await Promise.all([launchBrowser(), siteUrl()]);
});

afterAll(async () => {
  await browser.close();
  await closeSite();
});

afterEach(async () => {
  await context?.close();
  context = undefined;
});

/** Opens a page and notes everything that it complains about: console errors, exceptions, foreign requests. */
async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  complaints = [];
  const page = await context.newPage();
  page.on('console', (message) => {
    // The document itself is the only thing that may be missing, on the page that says so.
    const ownStatus = message.text().includes('404') && path === pages.missing;
    if (message.type() === 'error' && !ownStatus) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(base)) complaints.push(`request to ${request.url()}`);
  });
  await page.goto(base + path);
  await page.evaluate(() => document.fonts.ready);
  return page;
}

describe.each(Object.entries(pages))('the page "%s"', (_name, path) => {
  it.each(['light', 'dark'] as const)('is accessible in the %s theme', async (colorScheme) => {
    const page = await open(path, { colorScheme });
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it.each([390, 768, 1440])('fits a window of %i pixels, and one of twice the text size', async (width) => {
    const page = await open(path, { viewport: { width, height: 800 } });
    const overflow = (): Promise<number> =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBe(0);
    if (width < 700) return;
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    expect(await overflow()).toBe(0);
  });

  it('says what it is, and lets the keyboard skip to it', async () => {
    const page = await open(path);
    expect(await page.title()).toContain('Split Decision');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.locator(':focus').getAttribute('id')).toBe('main');
  });
});

const paper = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

describe('the theme', () => {
  it('follows the system until one chooses, and is kept without a flash', async () => {
    const page = await open('', { colorScheme: 'light' });
    const light = await paper(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await paper(page);
    expect(dark).not.toBe(light);
    await page.getByRole('radio', { name: 'Light theme' }).check({ force: true });
    expect(await paper(page)).toBe(light);
    await page.goto(base + lesson, { waitUntil: 'commit' });
    await page.waitForSelector('body', { state: 'attached' });
    expect(await paper(page)).toBe(light);
    await page.getByRole('radio', { name: 'Theme of the system' }).check({ force: true });
    expect(await paper(page)).toBe(dark);
    expect(complaints).toEqual([]);
  });

  it('can be chosen by keyboard', async () => {
    const page = await open('', { colorScheme: 'light' });
    const light = await paper(page);
    await page.getByRole('radio', { name: 'Theme of the system' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await paper(page)).not.toBe(light);
  });
});

describe('the breaker figure', () => {
  it('is played by keyboard alone, and says what happened', async () => {
    const page = await open(lesson);
    const state = page.locator('[data-show="state"]');
    const status = (): Promise<string> =>
      page
        .locator('[data-status]')
        .allTextContents()
        .then((all) => all.join(''));
    const press = async (name: string, times = 1): Promise<void> => {
      await page.getByRole('button', { name, exact: true }).focus();
      for (let i = 0; i < times; i++) await page.keyboard.press('Enter');
    };

    await press('Fails', 5);
    expect(await state.textContent()).toBe('Open');
    expect(await status()).toBe(
      'Call 5 failed. The breaker opened. Open: the next call is rejected, for another 30 s.',
    );
    expect(await page.locator('breaker-figure svg').getAttribute('data-state')).toBe('open');

    await press('10 s', 3);
    expect(await state.textContent()).toBe('Half-open');
    await press('Succeeds, 10 at once');
    expect(await page.locator('[data-show="calls"]').textContent()).toBe('6 / 9');
    expect(await state.textContent()).toBe('Closed');
    expect(await page.locator('[data-events] tr').first().textContent()).toContain('The breaker closed');
    expect(await violations(page)).toEqual([]);

    await press('Start over');
    expect(await page.locator('[data-show="calls"]').textContent()).toBe('0 / 0');
  });

  it('announces the same news twice', async () => {
    const page = await open(lesson);
    await page.getByRole('button', { name: '8, 9, 11, 12, 13 s' }).click();
    const spoken = page.locator('[data-status]:not(:empty)');
    await page.getByRole('button', { name: 'Start over' }).click();
    const first = await spoken.elementHandle();
    await page.getByRole('button', { name: 'Start over' }).click();
    const second = await spoken.elementHandle();
    expect(await spoken.textContent()).toBe('Started over');
    expect(await page.evaluate(([a, b]) => a === b, [first, second])).toBe(false);
  });

  it('can be seen and read without a script', async () => {
    const page = await open(lesson, { javaScriptEnabled: false });
    expect(await page.locator('breaker-figure svg').isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: 'Fails' }).isVisible()).toBe(false);
    await page.getByText('The same as a table').click();
    expect(await page.getByRole('cell', { name: 'the probe succeeds' }).isVisible()).toBe(true);
  });
});

describe('a lesson', () => {
  it('marks the section that is being read', async () => {
    const page = await open(`${lesson}#half-open`, { viewport: { width: 1440, height: 800 } });
    await page.locator('on-this-page a[aria-current]').waitFor();
    expect(await page.locator('on-this-page a[aria-current]').textContent()).toContain('Three states');
  });
});
