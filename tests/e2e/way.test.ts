/** The way through the course in a browser: marks, resume, progress, certificate. Needs `npm run build` before. */
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshProgress } from '../../src/progress/lab-progress.ts';
import { transferFormat, transferVersion } from '../../src/progress/transfer.ts';
import { violations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { brokenLinks } from '../support/lesson-page.ts';
import { closeSite, siteUrl } from '../support/site.ts';

let browser: Browser;
let context: BrowserContext;
let page: Page;
let base: string;

beforeAll(async () => {
  [browser, base] = await Promise.all([launchBrowser(), siteUrl()]);
  context = await browser.newContext({ reducedMotion: 'reduce' });
  page = await context.newPage();
});

afterAll(async () => {
  await browser.close();
  await closeSite();
});

const mark = () => page.getByRole('button', { name: 'Mark as read' });
const pressed = (value: boolean) => page.locator(`mark-as-read [aria-pressed="${value}"]`).waitFor();

/** A figure of the progress page, once it is there. */
async function figure(name: string, value: number): Promise<void> {
  await page
    .locator('dl > div', { hasText: name })
    .locator('dd', { hasText: new RegExp(`^${value} `) })
    .waitFor();
}

describe('a lesson', () => {
  it('is marked as read by its reader, who may take it back', async () => {
    await page.goto(`${base}lessons/teams/`);
    await mark().focus();
    await page.keyboard.press('Enter');
    await pressed(true);
    expect(await page.locator('mark-as-read [role="status"]').textContent()).toContain('Marked as read');
    await page.reload();
    await pressed(true);
    await mark().click();
    await pressed(false);
    await mark().click();
    await pressed(true);
  });

  it('says what it builds on, and leads to the one before and the next', async () => {
    const text = await page.locator('.lesson > header').textContent();
    expect(text?.replaceAll(/\s+/g, ' ')).toContain('Builds on The signals to split');
    expect(await page.locator('.siblings [rel="prev"]').getAttribute('href')).toContain('signals-to-split');
    expect(await page.locator('.siblings [rel="next"]').getAttribute('href')).toContain('who-did-it');
  });
});

describe('the home page', () => {
  it('resumes where one was, and shows what is done and what is next', async () => {
    await page.goto(base);
    expect(await page.getByRole('link', { name: /^Resume/ }).getAttribute('href')).toContain(
      '/lessons/teams/',
    );
    await page.locator('[data-step="lesson:teams"][data-done]').waitFor();
    expect(await page.locator('[data-step="lesson:teams"]').textContent()).toContain('read');
    expect(await page.locator('[data-next]').getAttribute('data-step')).toBe('lesson:what-each-costs');
    expect(await violations(page)).toEqual([]);
    expect(await brokenLinks(page)).toEqual([]);
  });

  it('has a picture that is switched by keyboard, and told in words', async () => {
    const words = page.locator('shop-picture .texts p:visible');
    expect(await words.textContent()).toContain('Services');
    await page.getByRole('radio', { name: 'Services' }).focus();
    await page.keyboard.press('ArrowLeft');
    expect(await page.getByRole('radio', { name: 'Walls inside' }).isChecked()).toBe(true);
    expect(await page.locator('shop-picture .texts p.walled').isVisible()).toBe(true);
    await page.getByText('The picture in words').click();
    expect(await page.getByText('Six modules: users').isVisible()).toBe(true);
  });
});

describe('the progress page', () => {
  const at = '2026-11-20T10:00:00.000Z';
  const file = {
    format: transferFormat,
    version: transferVersion,
    exportedAt: at,
    labs: [{ ...freshProgress('circuit-breaker', 'hash'), passedAt: at, hints: 1 }],
    history: [],
    lessons: [{ version: 1, slug: 'circuit-breaker', readAt: at }],
  };

  it('counts what this browser keeps, and takes in what another one kept', async () => {
    await page.goto(`${base}progress/`);
    await figure('Lessons read', 1);
    await page.getByRole('button', { name: 'Export or import progress' }).click();
    await page.getByLabel('Import from a file').setInputFiles({
      name: 'progress.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(file)),
    });
    await page.getByText('One lesson is marked as read.').waitFor();
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await figure('Lessons read', 2);
    await figure('Labs passed', 1);
    await page.locator('[data-step="lab:circuit-breaker"][data-done]').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('makes a certificate that says what it is worth', async () => {
    await page.getByRole('link', { name: 'A certificate of work to print' }).click();
    await page.getByLabel('Name on the page').fill('Ada Lovelace');
    const certificate = page.getByRole('article', { name: 'Certificate of work' });
    const text = await certificate.textContent();
    expect(text).toContain('Ada Lovelace');
    expect(text).toContain('November 20, 2026');
    expect(text).toContain('Self-kept');
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
    expect(await certificate.isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
  });

  it('erases everything, having asked twice and offered a file', async () => {
    await page.goto(`${base}progress/`);
    await figure('Lessons read', 2);
    await page.getByRole('button', { name: 'Erase all progress' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export to a file first' }).click();
    expect((await download).suggestedFilename()).toMatch(/^split-decision-.*\.json$/);
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('button', { name: 'No, go back' }).click();
    await page.getByRole('button', { name: 'Go on' }).click();
    expect(await violations(page)).toEqual([]);
    // An answer that the database had not taken yet.
    const rescued = 'split-decision:draft:payments-down';
    await page.evaluate((key) => sessionStorage.setItem(key, '{}'), rescued);
    await page.getByRole('button', { name: 'Yes, erase everything' }).click();
    await page.getByText('Everything is erased.').waitFor();
    expect(await page.evaluate((key) => sessionStorage.getItem(key), rescued)).toBeNull();
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Escape')]);
    await figure('Lessons read', 0);
    await figure('Labs passed', 0);
  });
});
