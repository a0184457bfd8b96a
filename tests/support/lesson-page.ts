/** A lesson of the built site in a browser, and what its tests ask of it. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

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

/** Presses a button by keyboard. */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).focus();
  await page.keyboard.press('Enter');
}

/** What axe finds, with everything opened. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true;
  });
  // Evaluated rather than added as a script tag, which the content security policy refuses.
  await page.evaluate(await readFile(axePath, 'utf8'));
  return page.evaluate(async () => {
    // axe.min.js has just put it there.
    const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
    return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
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
    [...document.querySelectorAll<HTMLAnchorElement>('article a[href]')]
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
