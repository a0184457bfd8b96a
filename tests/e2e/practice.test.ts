/** Practising a question in a browser, as a new learner would. Needs `npm run build` before. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { violations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { overflow } from '../support/lesson-page.ts';
import { closeSite, siteUrl } from '../support/site.ts';

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

async function newContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  complaints = [];
  return context;
}

async function open(path: string, from?: BrowserContext): Promise<Page> {
  const page = await (from ?? (await newContext())).newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${base}practice/${path}`);
  return page;
}

const field = (page: Page) => page.getByRole('textbox', { name: 'Your answer' });
const saved = (page: Page) => page.locator('.saving', { hasText: /^saved$/ }).waitFor();
const answer =
  'Slow is worse than down, because every caller holds a connection until the front page is dead. ' +
  'So I stop waiting after two seconds. We retry immediately and as often as it takes.';

/** Writes an answer and asks what was found, by keyboard alone. */
async function answerIt(page: Page): Promise<void> {
  await field(page).focus();
  await page.keyboard.insertText(answer);
  await page.getByRole('radio', { name: 'Hard' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('checkbox', { name: 'Observability' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Show what was found' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'The ten signals' }).waitFor();
}

describe('a question', () => {
  it('is answered, seen through, overruled and found again, by keyboard', async () => {
    const page = await open('payments-down/');
    await field(page).waitFor();
    await page.getByRole('button', { name: 'Show what was found' }).press('Enter');
    await page.getByRole('status').filter({ hasText: 'Write an answer first' }).waitFor();
    await answerIt(page);

    await page.locator(':focus', { hasText: /^What was found$/ }).waitFor();
    const said = page.getByRole('status').filter({ hasText: /Found 2 of \d+ points .* 1 speak against it/ });
    await said.waitFor();
    const own = page.getByRole('region', { name: 'Your words' });
    const against = await own.locator('mark[data-status="contradicted"]').allTextContents();
    expect(against.join('')).toContain('retry immediately');
    expect((await own.locator('p').first().innerText()).replaceAll(/\d+$/gm, '')).toContain(
      'Slow is worse than down',
    );
    await page.getByText('You thought that you had explained “Observability”').waitFor();
    expect(await page.getByRole('region', { name: 'A strong answer' }).innerText()).toContain(
      'Down is the kind case',
    );
    await page.getByText('The same as a table').press('Enter');
    await page.getByRole('row', { name: /Failure modes yes/ }).waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/\bcorrect/i);

    const overrule = page.getByRole('button', { name: /^I did not say that: More and faster retries/ });
    await overrule.press('Enter');
    await page.getByText('Overruled by you: you did not say it.').waitFor();
    await page.getByText('You have overruled one finding.').waitFor();

    // A second, better answer; the history tells the change.
    await page.getByRole('button', { name: 'Improve this answer' }).press('Enter');
    await expect.poll(() => field(page).inputValue()).toBe(answer);
    await field(page).press('End');
    await page.keyboard.insertText(' Meanwhile the shopper reads “we have your order”, and we charge later.');
    await page.getByRole('radio', { name: 'Good' }).press('Space');
    await page.getByRole('button', { name: 'Show what was found' }).press('Enter');
    await page.getByRole('region', { name: 'Your answers so far' }).getByRole('row').nth(2).waitFor();
    // The desk is cleared before the feedback gets the focus.
    await page.locator(':focus', { hasText: /^What was found$/ }).waitFor();

    await page.reload();
    const history = page.getByRole('region', { name: 'Your answers so far' });
    await history.getByRole('row').nth(2).waitFor();
    await expect.poll(() => field(page).inputValue()).toBe('');
    await history.getByRole('button').nth(1).press('Enter');
    await page.getByText('Overruled by you: you did not say it.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('keeps a draft over a reload, and lets one tab write', async () => {
    const from = await newContext();
    const page = await open('payments-down/', from);
    await field(page).fill('Half a thought');
    await saved(page);
    await field(page).press('End');
    await page.keyboard.insertText(', not yet stored');
    await page.reload();
    await expect.poll(() => field(page).inputValue()).toBe('Half a thought, not yet stored');

    const other = await open('payments-down/', from);
    await other.getByText('Another tab has this question open').waitFor();
    expect(await field(other).getAttribute('readonly')).not.toBeNull();
    await other.getByRole('button', { name: 'Write here instead' }).click();
    await page.getByText('Another tab has taken over').waitFor();
    await field(other).fill('From the other tab');
    await saved(other);
  });

  it('is due again later, and what was missed is asked at once', async () => {
    const from = await newContext();
    await from.clock.install({ time: new Date('2026-11-23T10:00:00') });
    const page = await open('payments-down/', from);
    await answerIt(page);
    await page.getByText(/This question is due again (tomorrow|in \d+ days)/).waitFor();

    await page.goto(`${base}practice/`);
    const due = page.getByRole('region', { name: 'Due today' });
    await due.getByText(/^\d+ points\.$/).waitFor();
    await due.getByRole('button', { name: 'Say it aloud, then show' }).press('Enter');
    await due.getByRole('button', { name: 'Good' }).press('Enter');
    await due
      .getByRole('status')
      .filter({ hasText: /^Due again .* to go\.$/ })
      .waitFor();
    expect(await due.getByRole('link', { name: /^Payments is down/ }).count()).toBe(1);

    await from.clock.setFixedTime(new Date('2027-02-23T10:00:00'));
    await page.reload();
    await due.getByText(/^one question and \d+ points\.$/).waitFor();
    expect(complaints).toEqual([]);
  });

  it('can be read without a script', async () => {
    const from = await newContext({ javaScriptEnabled: false });
    const page = await open('payments-down/', from);
    await page.getByText('Writing an answer and having it read needs a script').waitFor();
    expect(await page.getByRole('textbox').count()).toBe(0);
    await page.getByText('A model answer, two to three minutes spoken').click();
    expect(await page.getByText('Down is the kind case.').isVisible()).toBe(true);
  });

  it('finds what an older page had stored', async () => {
    const from = await newContext();
    const page = await open('', from);
    await page.getByText('No cards yet').waitFor();
    // The database as it was before there was practice.
    await page.goto(`${base}no/such/page/`);
    await page.evaluate(async () => {
      const finished = (request: IDBRequest): Promise<unknown> =>
        new Promise((resolve, reject) => {
          request.addEventListener('success', () => resolve(request.result));
          request.addEventListener('error', () => reject(request.error));
        });
      await finished(indexedDB.deleteDatabase('split-decision'));
      const request = indexedDB.open('split-decision', 1);
      request.addEventListener('upgradeneeded', () => {
        const { result: database } = request;
        database.createObjectStore('labs');
        database.createObjectStore('history', { autoIncrement: true }).createIndex('slug', 'slug');
        database.createObjectStore('set-aside', { autoIncrement: true });
      });
      await finished(request);
      const { result: database } = request;
      const lab = {
        version: 1,
        slug: 'circuit-breaker',
        starterHash: 'x',
        files: {},
        view: { open: [], active: null, cursors: {} },
        prediction: null,
        hints: 0,
        report: null,
        passedAt: '2026-11-20T10:00:00.000Z',
      };
      await finished(
        database.transaction('labs', 'readwrite').objectStore('labs').put(lab, 'circuit-breaker'),
      );
      database.close();
    });
    complaints = [];
    await page.goto(`${base}practice/payments-down/`);
    await answerIt(page);
    // The lab that was passed then is offered as evidence now.
    await page.getByText('I built a circuit breaker: five failures within ten seconds').waitFor();
    expect(complaints).toEqual([]);
  });
});

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  it('everything is accessible and fits a phone', async () => {
    const from = await newContext({ colorScheme, viewport: { width: 390, height: 844 } });
    const list = await open('', from);
    await list.getByText('No cards yet').waitFor();
    expect(await violations(list)).toEqual([]);
    expect(await overflow(list)).toBe(0);

    const page = await open('payments-down/', from);
    await field(page).waitFor();
    expect(await violations(page)).toEqual([]);
    await answerIt(page);
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
  });
});

describe('dictation', () => {
  it('says where the sound goes before it starts', async () => {
    const from = await newContext();
    await from.addInitScript(() => {
      class Recognition extends EventTarget {
        start(): void {
          const result = Object.assign([{ transcript: 'a timeout first' }], { isFinal: true });
          const event = Object.assign(new Event('result'), { resultIndex: 0, results: [result] });
          queueMicrotask(() => this.dispatchEvent(event));
        }
        stop(): void {
          this.dispatchEvent(new Event('end'));
        }
      }
      Object.assign(globalThis, { SpeechRecognition: Recognition, webkitSpeechRecognition: Recognition });
    });
    const page = await open('payments-down/', from);
    await page.getByRole('button', { name: 'Dictate' }).click();
    await page.getByText('will send the sound to a speech service of its maker').waitFor();
    expect(await field(page).inputValue()).toBe('');
    await page.getByRole('button', { name: 'Start dictating' }).click();
    await expect.poll(() => field(page).inputValue()).toBe('a timeout first');
    await page.getByRole('button', { name: 'Stop dictating' }).click();
    await page.getByRole('button', { name: 'Dictate' }).waitFor();
  });
});
