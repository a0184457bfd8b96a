/**
 * A breaker at work, from beginning to end, by keyboard alone and with every other host blocked: load, a dead service,
 * a red link, an open breaker, answers that are fast again, a restart, the probe, and the trace of one slow request.
 */
import type { Locator, Page } from 'playwright';
import { expect, test } from 'vitest';
import { contextForEach } from './lab-context.ts';
import { LabScreen, solutionOf } from './lab-support.ts';

const context = contextForEach();

/** Hands and eyes of a learner who has no pointer. */
class Keyboard {
  readonly lab: LabScreen;
  readonly page: Page;

  constructor(lab: LabScreen) {
    this.lab = lab;
    this.page = lab.page;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Tabs on until this has the focus. */
  async tabTo(target: Locator): Promise<void> {
    await target.waitFor();
    const focused = (): Promise<boolean> => target.evaluate((element) => element === document.activeElement);
    for (let step = 0; step < 60; step++) {
      if (await focused()) return;
      await this.press('Tab');
    }
    throw new Error('Tab does not lead there.');
  }

  /** Puts a text in the place of a file's: to the list of files, into the editor, select all, paste. */
  async write(path: string, text: string): Promise<void> {
    await this.press('Alt+2');
    // The editor has the focus and keeps Tab for itself until Escape lets it go.
    await this.press('Escape', 'Shift+Tab');
    const file = this.page.locator(`nav[aria-label=Files] button[title^="${path}"]`);
    for (let step = 0; step < 30; step++) {
      if (await file.evaluate((element) => element === document.activeElement)) break;
      await this.press('Shift+Tab');
    }
    await this.press('Enter', 'Alt+2');
    await this.page.evaluate((value) => navigator.clipboard.writeText(value), text);
    await this.press('ControlOrMeta+A', 'ControlOrMeta+V');
  }

  /** On the map, with the arrows, to a service or link; then opens its menu. */
  async open(item: string): Promise<void> {
    await this.press('Alt+5');
    const target = this.page.locator(`[data-item="${item}"] [role=button]`);
    await this.tabTo(this.page.locator('[data-item] [role=button][tabindex="0"]'));
    await this.press('Home');
    for (let step = 0; step < 12; step++) {
      if (await target.evaluate((element) => element === document.activeElement)) break;
      await this.press('ArrowRight');
    }
    await this.press('Enter');
    await this.page.getByTestId('map-menu').waitFor();
  }
}

test('start traffic, kill payments, watch the breaker open and close, read the trace of a slow request', async () => {
  const lab = await LabScreen.open(context(), 'circuit-breaker');
  const keys = new Keyboard(lab);
  const { page } = lab;
  const map = page.locator('#lab-map');
  const item = (name: string): Locator => map.locator(`[data-item="${name}"]`);
  /** What the map writes at an item: figures, faults, what is reported. */
  const text = async (name: string): Promise<string> => (await item(name).textContent()) ?? '';

  // The solution, with a breaker that tries again after six seconds instead of thirty.
  for (const [path, code] of Object.entries(solutionOf('circuit-breaker')))
    await keys.write(path, code.replace('openMs: 30_000', 'openMs: 6_000'));
  await keys.press('ControlOrMeta+S');
  await lab.announcements.filter({ hasText: /^\s*Saved/ }).waitFor();

  // Run, with a prediction.
  await keys.press('ControlOrMeta+Enter');
  const skip = lab.button('Run without predicting');
  await keys.tabTo(skip);
  await keys.press('Enter', 'Alt+5');
  await item('shopper').and(page.locator('[data-state=running]')).waitFor();

  // Load: eight orders a second.
  await keys.press('Alt+7');
  await keys.tabTo(lab.button('Start traffic'));
  await keys.press('Enter');
  await item('traffic').waitFor();
  await eventually(() => text('traffic->orders')).toMatch(/\d\/s/);

  // Payments dies: its link is refused, and after five failures the breaker opens.
  await keys.open('payments');
  await keys.press('Enter');
  await lab.announcements.getByText('payments is stopped.').waitFor();
  await item('orders->payments').and(page.locator('[data-state=refused]')).waitFor();
  await eventually(() => text('orders->payments')).toContain('breaker open');
  // Nothing is sent over it any more, and whoever orders is answered at once, without an error.
  await eventually(() => text('orders->payments')).not.toMatch(/errors|\d\/s/);
  expect(await text('traffic->orders')).toMatch(/\d\/s/);
  expect(await text('traffic->orders')).not.toContain('errors');

  // Payments is back: after a while one probe, and the breaker closes.
  const states = watchBreaker(page);
  await keys.open('payments');
  await keys.press('Enter');
  await item('payments').and(page.locator('[data-state=running]')).waitFor();
  await eventually(() => text('orders->payments'), 60_000).toContain('breaker closed');
  await eventually(() => text('orders->payments')).toMatch(/\d\/s/);
  expect(await states()).toEqual(['open', 'half-open', 'closed']);

  // One slow request, and where its time went.
  await keys.open('orders->payments');
  await keys.tabTo(page.getByTestId('map-menu').getByLabel('Delay, ms'));
  await keys.press('ControlOrMeta+A');
  await page.keyboard.type('600');
  await keys.press('Enter');
  await lab.announcements.getByText('orders to payments: delay 600 ms.').waitFor();
  await keys.press('Escape', 'Alt+6');
  await keys.tabTo(page.locator('[data-preset="order"]'));
  await keys.press('Enter');
  await keys.press('ControlOrMeta+Enter');
  await page.getByTestId('answer-status').filter({ hasText: '201 Created' }).waitFor();
  await keys.tabTo(lab.button('Its trace'));
  await keys.press('Enter');
  await page.locator('[data-testid=span-row][data-service=payments]').waitFor();
  const path = page.getByTestId('critical-path');
  expect(await path.textContent()).toMatch(/6\d\d/);

  expect(lab.requested.filter((each) => /[.]check|checks[.-]/.test(each))).toEqual([]);
  expect(lab.errors).toEqual([]);
});

/** The states that the map's breaker has shown since, each once. */
function watchBreaker(page: Page): () => Promise<string[]> {
  const watching = page.evaluate(() => {
    const states: string[] = [];
    const look = (): void => {
      const label = document
        .querySelector('[data-item="orders->payments"] [role=button]')
        ?.getAttribute('aria-label');
      const state = /breaker (half-open|open|closed)/.exec(label ?? '')?.[1];
      if (state !== undefined && states.at(-1) !== state) states.push(state);
    };
    look();
    const map = document.querySelector('#lab-map');
    if (map) new MutationObserver(look).observe(map, { subtree: true, attributes: true, childList: true });
    Object.assign(globalThis, { breakerStates: states });
  });
  return async () => {
    await watching;
    return page.evaluate(() => (globalThis as unknown as { breakerStates: string[] }).breakerStates);
  };
}

/** Asks until the answer is as expected. */
function eventually<T>(ask: () => Promise<T>, timeout = 20_000): ReturnType<typeof expect.poll> {
  return expect.poll(ask, { timeout, interval: 100 });
}
