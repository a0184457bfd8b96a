/** Search and glossary of the built site, by keyboard. Needs `npm run build` before. */
import { globSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { brokenLinks, openLesson } from '../support/lesson-page.ts';
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

describe('the search', () => {
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    page = await openLesson(browser, `${base}lessons/teams/`, { colorScheme: 'dark' });
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
  });

  afterAll(() => page.context().close());

  const links = () => page.locator('dialog ol a');
  const search = async (query: string): Promise<string> => {
    await page.getByRole('searchbox').fill(query);
    await page.locator('dialog ol[aria-busy="false"]').waitFor({ state: 'attached' });
    return (await page.locator('dialog [role="status"]').textContent()) ?? '';
  };

  it('costs nothing until it is opened, and opens by a key', async () => {
    const loaded = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name),
    );
    expect(loaded.filter((name) => /pagefind|SearchDialog/.test(name))).toEqual([]);
    await page.keyboard.press('/');
    await page.getByRole('dialog', { name: 'Search' }).waitFor();
    expect(await page.locator(':focus').getAttribute('type')).toBe('search');
  });

  it('finds lessons, labs and terms, says how many, and is walked by arrows', async () => {
    expect(await search('circuit breaker')).toMatch(/^\d+ pages|^One page/);
    const kinds = await page.locator('dialog .kind').allTextContents();
    expect(kinds).toEqual(expect.arrayContaining(['Lesson', 'Lab', 'Glossary']));
    await page.keyboard.press('ArrowDown');
    const first = await links().first().elementHandle();
    expect(await page.evaluate((link) => link === document.activeElement, first)).toBe(true);
    await page.keyboard.press('ArrowUp');
    expect(await page.locator(':focus').getAttribute('type')).toBe('search');
    expect(await violations(page)).toEqual([]);
  });

  it('says so when nothing is found', async () => {
    expect(await search('hippopotamus')).toBe('Nothing found for “hippopotamus”.');
  });

  it('closes by Escape, and gives the focus back', async () => {
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog', { name: 'Search' }).isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Search' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    expect(await page.locator(':focus').getAttribute('aria-haspopup')).toBe('dialog');
  });

  it('leads to what was found by Enter', async () => {
    await page.keyboard.press('Control+k');
    await search('zombie code');
    const address = await links().first().getAttribute('href');
    await page.keyboard.press('Enter');
    await page.waitForURL((now) => `${now.pathname}${now.hash}` === address);
    expect(address).toContain('zombie-code');
    expect(complaints).toEqual([]);
  });
});

describe('the index', async () => {
  const folder = new URL('../../dist/pagefind/fragment/', import.meta.url);
  const fragments = await Promise.all(
    (await readdir(folder)).map(async (name) => {
      const text = gunzipSync(await readFile(new URL(name, folder))).toString();
      const { url, content } = JSON.parse(text.replace(/^pagefind_dcd/, '')) as Record<
        'url' | 'content',
        string
      >;
      return { url, content: content.replaceAll(/\s+/g, ' ') };
    }),
  );
  const texts = (pattern: string): Promise<string[]> =>
    Promise.all(globSync(pattern).map((path) => readFile(path, 'utf8')));
  const holding = (text: string): string[] =>
    fragments.filter(({ content }) => content.includes(text)).map(({ url }) => `${url}: ${text}`);

  it('holds lessons, briefs, terms and questions only', () => {
    const sections = fragments.map(({ url }) => url.split('/')[1] ?? '');
    expect(new Set(['lessons', 'labs', 'glossary', 'practice', ...sections]).size).toBe(4);
    expect(fragments.length).toBeGreaterThan(60);
  });

  it('holds no check and no model answer', async () => {
    const titles = (await texts('labs/*/*/checks/*.ts')).flatMap((source) =>
      [...source.matchAll(/title: '([^'\\]{20,})'/g)].map(([, title = '']) => title),
    );
    expect(titles.length).toBeGreaterThan(20);
    // A brief may say what a check says; what only the checks say must not be found.
    const briefs = (await texts('labs/*/*/brief.mdx')).join(' ').replaceAll(/\s+/g, ' ');
    expect(titles.filter((title) => !briefs.includes(title)).flatMap(holding)).toEqual([]);
    const answers = (await texts('src/content/questions/*.json')).map((text) => {
      const { modelAnswer } = JSON.parse(text) as { modelAnswer: string };
      return modelAnswer.slice(0, 60);
    });
    expect(answers.flatMap(holding)).toEqual([]);
  });
});

describe('a term in a lesson', () => {
  it('is explained on focus, Escape takes the note away, and nothing moves', async () => {
    const page = await openLesson(browser, `${base}lessons/strangler-fig/`);
    const term = page.locator('article a.term').first();
    const article = page.locator('article');
    const height = async (): Promise<number> => (await article.boundingBox())?.height ?? 0;
    const before = await height();
    await page.keyboard.press('Tab');
    await term.focus();
    const note = page.getByRole('tooltip');
    expect(await note.textContent()).toBe(await term.getAttribute('data-definition'));
    expect(await term.getAttribute('aria-describedby')).toBe(await note.getAttribute('id'));
    expect(await height()).toBe(before);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await note.isVisible()).toBe(false);
    expect(await term.evaluate((link) => link === document.activeElement)).toBe(true);
    await page.context().close();
  });

  it('is explained under the pointer, and the note may be pointed at', async () => {
    const page = await openLesson(browser, `${base}lessons/strangler-fig/`);
    const note = page.getByRole('tooltip');
    await page.locator('article a.term').first().hover();
    await note.waitFor();
    await note.hover();
    expect(await note.isVisible()).toBe(true);
    await page.mouse.move(0, 0);
    await note.waitFor({ state: 'hidden' });
    await page.context().close();
  });

  it('is a link to the glossary without a script', async () => {
    const page = await openLesson(browser, `${base}lessons/strangler-fig/`, { javaScriptEnabled: false });
    await page.locator('article a.term').first().click();
    await page.waitForURL(/\/glossary\/#/);
    await page.context().close();
  });
});

describe('the glossary', () => {
  it('links to sections that exist', async () => {
    const page = await openLesson(browser, `${base}glossary/`);
    expect(await brokenLinks(page)).toEqual([]);
    await page.context().close();
  });
});
