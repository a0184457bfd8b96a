/** A lesson of the built site in a browser, and what its tests ask of it. */
import type { Browser, BrowserContextOptions, Page } from 'playwright';

/**
 * Opens a lesson in a context of its own, which the caller closes.
 * @param address of the lesson, with the query if there is one: `http://localhost:1234/lessons/teams/`
 */
export async function openLesson(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  await page.goto(address);
  await page.evaluate(() => document.fonts.ready);
  return page;
}

/** What a screen reader has just been told. */
export async function spoken(page: Page): Promise<string> {
  const texts = await page.locator('[data-status]').allTextContents();
  return texts.join('').replaceAll('\u00A0', ' ');
}

/** Types into a field and leaves it, as a keyboard does. */
export async function type(page: Page, label: string, value: string): Promise<void> {
  await page.getByLabel(label).fill(value);
  await page.keyboard.press('Tab');
}

/** Presses a button by keyboard. */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).focus();
  await page.keyboard.press('Enter');
}

/** Opens every answer and every table, and waits until what they show is in place. */
export async function openAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true;
  });
  // A block of code that scrolls can be focused once its script has seen, in an idle moment, that it does.
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLElement>('.expressive-code pre')].every(
      (block) => block.scrollWidth <= block.clientWidth || block.tabIndex >= 0,
    ),
  );
  await page.evaluate(() => document.fonts.ready);
}

/** By how many pixels the page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Bytes of the fonts that the page has loaded. */
export function fontBytes(page: Page): Promise<number> {
  return page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => entry instanceof PerformanceResourceTiming && entry.name.endsWith('.woff2'))
      .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0),
  );
}

/** Links of the lesson to pages or sections of this site that are not there. */
export async function brokenLinks(page: Page): Promise<string[]> {
  const links = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLAnchorElement>('main a[href]')]
      .map((link) => link.href)
      .filter((each) => each.startsWith(location.origin)),
  );
  const broken: string[] = [];
  for (const link of new Set(links)) {
    const response = await fetch(link);
    const id = new URL(link).hash.slice(1);
    const there = response.ok && (!id || (await response.text()).includes(`id="${id}"`));
    if (!there) broken.push(link);
  }
  return broken;
}
