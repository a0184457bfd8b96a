/** The figures of the lessons on whether to split, in a browser: by keyboard, and without a script. */
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { openLesson, press, spoken, type } from '../support/lesson-page.ts';
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

async function open(slug: string, options: BrowserContextOptions = {}): Promise<Page> {
  page = await openLesson(browser, `${base}lessons/${slug}/`, options);
  return page;
}

describe('the figures', () => {
  it('work the price of a chain out anew, by keyboard', async () => {
    const lesson = await open('what-each-costs');
    await press(lesson, 'One call for each of 50 rows');
    expect(await spoken(lesson)).toContain('63.40 % of requests meet a slow call');
    await press(lesson, 'Six services');
    expect(await spoken(lesson)).toContain('works 99.40 % of the time, fails 4 h 19 min a month');
    await type(lesson, 'Services in a row', '12');
    expect(await lesson.locator('[data-bars] span').count()).toBe(12);
    expect(await spoken(lesson)).toContain('12 services over a network');
  });

  it('put a value that makes no sense back', async () => {
    const lesson = await open('what-each-costs');
    await type(lesson, 'Services in a row', '-3');
    expect(await lesson.getByLabel('Services in a row').inputValue()).toBe('6');
    expect(await spoken(lesson)).toContain('6 services');
  });

  it('judge a shop by its measurements and not by its opinions', async () => {
    const lesson = await open('signals-to-split');
    await press(lesson, '35 % blocked, CI 90 min');
    expect(await spoken(lesson)).toContain('Not yet: something cheaper comes first');
    await type(lesson, 'CI takes', '8');
    expect(await spoken(lesson)).toContain('Extract the module that waits: payments');
    const before = await lesson.locator('[data-show="headline"]').textContent();
    await lesson.getByLabel('we want to be like Netflix').press('Space');
    expect(await lesson.locator('[data-show="headline"]').textContent()).toBe(before);
    expect(await spoken(lesson)).toContain('They changed nothing');
  });

  it('show what a rota asks of its people', async () => {
    const lesson = await open('teams');
    await press(lesson, 'One engineer, one service');
    expect(await spoken(lesson)).toContain('On duty 100 %, every week');
    expect(await lesson.locator('li[data-week="first"]').count()).toBe(12);
    await press(lesson, 'Eight people, two services');
    expect(await spoken(lesson)).toContain('Within the bounds.');
    expect(await lesson.locator('li[data-week="free"]').count()).toBe(8);
  });

  it('show what becomes of a statement when tables move out', async () => {
    const lesson = await open('shared-database');
    await press(lesson, 'Check out');
    expect(await spoken(lesson)).toContain('Elsewhere: products. Instead: a saga');
    await lesson.getByLabel('payments has moved out').press('Space');
    expect(await spoken(lesson)).toContain('2 calls, about 4 ms');
    await press(lesson, 'List orders with names');
    await type(lesson, 'Orders on a page', '100');
    expect(await lesson.locator('[data-show="naive"]').textContent()).toContain('400');
    await lesson.getByLabel('users has moved out').press('Space');
    await lesson.getByLabel('products has moved out').press('Space');
    expect(await spoken(lesson)).toContain('Then: what it was.');
  });

  it('show what the author of a change reads from a replica that is behind', async () => {
    const lesson = await open('read-replica');
    await press(lesson, 'Support changes it too');
    expect(await spoken(lesson)).toContain('Own row first: reads the change, and never what is newer.');
    await press(lesson, 'The replica is down');
    expect(await spoken(lesson)).toContain('Replica first: reads 503.');
    await press(lesson, '2 s behind');
    await lesson.getByLabel('The replica is behind by').focus();
    for (let step = 0; step < 4; step += 1) await lesson.keyboard.press('ArrowLeft');
    expect(await spoken(lesson)).toContain(
      'The replica is 0 s behind. Replica first: reads what was before.',
    );
  });

  it('show what a checkout waits for, and what it does not', async () => {
    const lesson = await open('tracing');
    await press(lesson, 'A mail that takes 1 s');
    expect(await spoken(lesson)).toContain('The customer waits 450 ms.');
    await press(lesson, 'Fraud check at the same time');
    expect(await spoken(lesson)).toContain('The customer waits 400 ms.');
    expect(await lesson.locator('[data-bar="fraud"] [data-words]').textContent()).toBe('50 ms, off the path');
    expect(await lesson.locator('[data-bar="fraud"] .path').count()).toBe(0);
    await type(lesson, 'Stripe charge', '40');
    expect(await spoken(lesson)).toContain('The bottleneck is “fraud check” of payments, 50 ms.');
  });

  it('multiply the calls of callers who try again', async () => {
    const lesson = await open('calling-each-other');
    await press(lesson, 'Payments hangs');
    expect(await spoken(lesson)).toContain('27 calls reach payments');
    expect(await lesson.locator('[data-marks="payments"] span').count()).toBe(27);
    await press(lesson, 'One layer retries');
    expect(await spoken(lesson)).toContain('3 calls reach payments');
    await lesson.getByLabel('One deadline travels along').press('Space');
    expect(await spoken(lesson)).toContain('One call reaches payments');
    await press(lesson, 'Breaker open');
    expect(await spoken(lesson)).toContain('Everybody has room.');
    expect(await lesson.locator('[data-marks="payments"] span').count()).toBe(0);
  });

  it('let two copies diverge, and repair them', async () => {
    const lesson = await open('dual-write');
    for (const step of ['A arrives in the monolith', 'B arrives in the monolith', 'B arrives in users'])
      await press(lesson, step);
    await press(lesson, 'A arrives in users');
    expect(await spoken(lesson)).toContain('The copies differ, and both say version 3');
    // A step that was taken cannot be taken again, and keeps the focus.
    await press(lesson, 'A arrives in users');
    expect(await lesson.locator('[data-entries] li').count()).toBe(4);
    await press(lesson, 'Reconcile');
    expect(await spoken(lesson)).toContain('The copies agree: B’s number, version 3.');
    await lesson.getByLabel('the monolith decides').press('Space');
    await press(lesson, 'B overtakes A');
    expect(await spoken(lesson)).toContain('A arrives in users and is not newer');
    expect(await spoken(lesson)).toContain('The copies agree');
  });

  it('crash a change at any line, and say what is left', async () => {
    const lesson = await open('sync-by-events');
    await press(lesson, 'crash here, after “send the event”');
    expect(await spoken(lesson)).toContain('both the same');
    await press(lesson, 'crash here, after “commit”');
    expect(await spoken(lesson)).toContain('then a restart: lost. Users service version 2, copy version 1');
    await lesson.getByLabel('an outbox').focus();
    await lesson.keyboard.press('Space');
    await press(lesson, 'crash here, after “relay: send what is in the outbox”');
    expect(await spoken(lesson)).toContain('comes twice');
    expect(await lesson.locator('[data-lines] li.ran').count()).toBe(6);
    await press(lesson, 'No crash at all');
    expect(await spoken(lesson)).toContain('Without a crash: both the same');
  });

  it('walk through a migration, and let it fail', async () => {
    const lesson = await open('choosing-a-migration');
    await press(lesson, 'Next');
    expect(await spoken(lesson)).toContain('2 of 5: Backfill.');
    await press(lesson, 'Let it fail here');
    expect(await spoken(lesson)).toContain('What prevents it: Versions');
    expect(await lesson.locator('path.failing').count()).toBe(1);
    await lesson.getByLabel('Dual write').press('Space');
    expect(await spoken(lesson)).toContain('1 of 5: Write both.');
    await press(lesson, 'Swap');
    expect(await spoken(lesson)).toContain('The way back: at once, unless a repair waits.');
  });

  it('follow a request through the gateway to where it ends', async () => {
    const lesson = await open('api-gateway');
    await press(lesson, 'The 21st at once');
    expect(await spoken(lesson)).toBe(
      'Limit: the bucket is empty. 429 Too Many Requests. Called: no service.',
    );
    await type(lesson, 'Requests just before it', '4');
    expect(await spoken(lesson)).toContain('200 OK. Called: orders, 100 ms.');
    await lesson.getByLabel('asks for somebody else’s order').press('Space');
    expect(await spoken(lesson)).toContain(
      'Services: orders looked up whose it is: not theirs. 404 Not Found.',
    );
    await lesson.getByLabel('was made for the bank').press('Space');
    expect(await lesson.locator('[data-state="not reached"]').count()).toBe(4);
  });

  it.each([
    ['read-replica', 'replica-figure', 'what was before'],
    ['shared-database', 'shared-figure', '200 calls, 0.4 s'],
    ['dual-write', 'copies-figure', 'both say version 3'],
    ['choosing-a-migration', 'timeline-figure', '3 of 5: Cut over'],
    ['what-each-costs', 'cost-figure', '4 h 19 min'],
    ['signals-to-split', 'signals-figure', 'quiet'],
    ['teams', 'oncall-figure', '40 %, one week in 2.5'],
    ['tracing', 'waterfall-figure', '320 ms, all on the path'],
    ['api-gateway', 'gateway-figure', '200 OK'],
    ['calling-each-other', 'cascade-figure', '27 calls reach payments'],
  ])('are an example to read without a script: %s', async (slug, element, text) => {
    const lesson = await open(slug, { javaScriptEnabled: false });
    const figure = lesson.locator(element);
    expect((await figure.textContent())?.replaceAll('\u00A0', ' ')).toContain(text);
    expect(await figure.getByRole('button').count()).toBe(0);
    expect(await figure.getByRole('spinbutton').count()).toBe(0);
    expect(await figure.getByRole('slider').count()).toBe(0);
  });
});
