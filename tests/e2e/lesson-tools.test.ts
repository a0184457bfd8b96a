/** The lessons on staying, deciding and leaving, in a browser: their figures by keyboard and without a script. */
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { openLesson, press, spoken } from '../support/lesson-page.ts';
import { closeSite, siteUrl } from '../support/site.ts';

let browser: Browser;
let base: string;
let page: Page | undefined;

beforeAll(async () => {
  [browser, base] = await Promise.all([launchBrowser(), siteUrl()]);
});

afterAll(async () => {
  await browser.close();
  await closeSite();
});

afterEach(async () => {
  await page?.context().close();
  page = undefined;
});

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  page = await openLesson(browser, `${base}lessons/${path}`, options);
  return page;
}

describe('the graph of imports', () => {
  it('says what the rule thinks of an import, and is repaired by keyboard', async () => {
    const lesson = await open('modular-monolith/');
    await press(lesson, 'Add');
    expect(await spoken(lesson)).toContain('closes a cycle, products needs orders needs products');
    expect(await lesson.locator('svg .import.refused').count()).toBe(2);
    await press(lesson, 'Remove: products imports orders/index.ts');
    expect(await spoken(lesson)).toContain('the build passes');
    // Its button is gone; the keyboard goes on at the one before.
    expect(await lesson.locator(':focus').getAttribute('aria-label')).toContain('Remove: orders imports');
    await press(lesson, 'As one finds it');
    expect(await spoken(lesson)).toContain('5 imports, 5 refused: the build fails.');
  });

  it('is a graph and a table without a script', async () => {
    const lesson = await open('modular-monolith/', { javaScriptEnabled: false });
    const figure = lesson.locator('import-figure');
    expect(await figure.getByText('orders imports users/index.ts').isVisible()).toBe(true);
    expect(await figure.getByRole('button').count()).toBe(0);
  });
});

describe('the decision table', () => {
  it('reads the answers, and keeps them in a link that says the same elsewhere', async () => {
    const lesson = await open('decision-table/', { permissions: ['clipboard-read', 'clipboard-write'] });
    expect(new URL(lesson.url()).search).toBe('');
    await press(lesson, '35 % blocked, CI 90 min');
    expect(await spoken(lesson)).toContain('Try first: CI in 15 minutes or less');
    await lesson.getByLabel('From merged to ready').fill('8');
    await lesson.keyboard.press('Tab');
    expect(await spoken(lesson)).toContain('Extract: the module whose deployments wait.');

    await press(lesson, 'Copy as text');
    await lesson.getByText('Copied.').waitFor();
    const text = await lesson.evaluate(() => navigator.clipboard.readText());
    expect(text).toContain('Verdict: Modular monolith');
    const link = text.split('\n').at(-1) ?? '';
    await lesson.context().close();

    const elsewhere = await open(link.slice(`${base}lessons/`.length));
    expect(await elsewhere.getByLabel('From merged to ready').inputValue()).toBe('8');
    expect(await elsewhere.locator('[data-show="extract"]').textContent()).toBe(
      'the module whose deployments wait',
    );
  });

  it('passes over a link that makes no sense', async () => {
    const lesson = await open('decision-table/?engineers=-5&teams=<b>x</b>');
    expect(await lesson.getByLabel('Engineers').inputValue()).toBe('40');
    expect(await lesson.locator('[data-show="row"]').textContent()).toBe('Modular monolith');
  });

  it('is a verdict and a table of cases without a script', async () => {
    const lesson = await open('decision-table/', { javaScriptEnabled: false });
    expect(
      await lesson.locator('decision-table').getByText('Modular monolith', { exact: true }).isVisible(),
    ).toBe(true);
    expect(await lesson.locator('decision-table').getByRole('button').count()).toBe(0);
    await lesson.getByText('More systems, as a table').click();
    expect(await lesson.getByRole('cell', { name: 'Microservices, one team at a time' }).isVisible()).toBe(
      true,
    );
  });
});

describe('the rollout', () => {
  it('keeps users where they are, and is pulled back by the guard once it sees enough', async () => {
    const lesson = await open('strangler-fig/');
    const on = (): Promise<number> => lesson.locator('rollout-figure circle.new').count();
    await lesson.getByLabel('failing, 10 % are 5xx').check();
    await press(lesson, '1 %');
    await press(lesson, '1 min');
    expect(await spoken(lesson)).toContain('The guard has fewer than 50 requests and says nothing');
    expect(await on()).toBe(3);
    await press(lesson, '25 %');
    expect(await on()).toBe(49);
    await press(lesson, '10 s');
    expect(await spoken(lesson)).toContain('The guard pulled the rollout back to 0 %');
    expect(await on()).toBe(0);
    await press(lesson, 'Start over');
    expect(await lesson.locator('[data-entries] tr').count()).toBe(0);
  });

  it('sends users back and forth when a coin is tossed', async () => {
    const lesson = await open('strangler-fig/');
    await press(lesson, '50 %');
    await press(lesson, '10 s');
    expect(await spoken(lesson)).not.toContain('changed sides');
    await lesson.getByLabel('tossing a coin').check();
    await press(lesson, '10 s');
    expect(await spoken(lesson)).toMatch(/\d+ users changed sides unasked/);
  });

  it('is a picture of 25 % and a table of stages without a script', async () => {
    const lesson = await open('strangler-fig/', { javaScriptEnabled: false });
    expect(await lesson.locator('rollout-figure circle.new').count()).toBe(49);
    await lesson.getByText('The stages as a table').click();
    expect(await lesson.getByRole('cell', { name: 'sees fewer than 50: blind' }).first().isVisible()).toBe(
      true,
    );
  });
});

describe('the log', () => {
  it('does a record twice after a kill, recognises it with an inbox, and loses it when committed first', async () => {
    const lesson = await open('events/');
    const figure = lesson.locator('log-figure');
    await press(lesson, 'Send 6 events');
    expect(await spoken(lesson)).toContain('Lag 6');
    await press(lesson, 'Kill payments-1');
    expect(await spoken(lesson)).toContain('payments-1 is killed in o2.1: after the work, before the commit');
    await press(lesson, 'Handle all');
    expect(await spoken(lesson)).toContain('Lag 0, done twice 1, never done 0');
    expect(await figure.locator('td .record.twice').count()).toBe(1);
    // Its button has changed its words and not its place: the keyboard is still there.
    await press(lesson, 'Start payments-1');
    expect(await lesson.locator(':focus').textContent()).toBe('Kill payments-1');

    await press(lesson, 'Start over');
    await lesson.getByLabel('with an inbox').press('Space');
    await press(lesson, 'Send 6 events');
    await press(lesson, 'Kill payments-1');
    await press(lesson, 'Handle all');
    expect(await spoken(lesson)).toContain('done twice 0, never done 0, recognised 1');

    await press(lesson, 'The same, committed first');
    expect(await spoken(lesson)).toContain('never done 1');
    expect(await lesson.getByLabel('before the work').isChecked()).toBe(true);
  });

  it('is the moment after a kill, and a table of scenes, without a script', async () => {
    const lesson = await open('events/', { javaScriptEnabled: false });
    expect(await lesson.locator('log-figure td .record.unfinished').count()).toBe(1);
    expect(await lesson.locator('log-figure').getByRole('button').count()).toBe(0);
    await lesson.getByText('Four scenes as a table').click();
    expect(await lesson.getByRole('rowheader', { name: 'The same with an inbox' }).isVisible()).toBe(true);
  });
});
