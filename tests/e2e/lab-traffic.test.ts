/** Load, plots and traces: a learner sends traffic, takes a service away, and follows one request to where its time went. */
import type { BrowserContext, Locator } from 'playwright';
import { beforeAll, describe, expect, test } from 'vitest';
import { violationsInBothThemes } from '../support/axe.ts';
import { labContexts } from './lab-context.ts';
import { LabScreen, type OpenLabOptions } from './lab-support.ts';

const contexts = labContexts();

/** What becomes true when the next windows have come. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 });

/** The lab, running. */
async function running(context: BrowserContext): Promise<LabScreen> {
  const lab = await LabScreen.open(context, 'circuit-breaker');
  await lab.run();
  await lab.processIs('shopper', 'running');
  return lab;
}

const go = (lab: LabScreen, tab: string): Promise<void> =>
  lab.page.getByRole('tab', { name: tab, exact: true }).filter({ visible: true }).click();

/** The lab under load, with its plots in front. */
async function underLoad(options: OpenLabOptions = {}): Promise<LabScreen> {
  const lab = await running(await contexts.forTest(options));
  await go(lab, 'Traffic');
  await lab.button('Start traffic').click();
  await lab.announcements.filter({ hasText: 'Traffic at 8 requests a second.' }).waitFor();
  await eventually(() => lab.page.getByTestId('line-p50').getAttribute('d')).toMatch(/L/);
  return lab;
}

const cursor = (lab: LabScreen): Locator => lab.page.getByTestId('plot-cursor');
const spanRow = (lab: LabScreen, service: string): Locator =>
  lab.page.locator(`[data-testid=span-row][data-service=${service}]`);
const marker = (lab: LabScreen, text: RegExp): Locator =>
  lab.page.getByTestId('plot-marker').and(lab.page.getByRole('button', { name: text }));

/** The seconds of the table twin as cells: time, rate, p50, p95, p99, errors, what happened. */
async function tableRows(lab: LabScreen): Promise<string[][]> {
  return lab.page
    .getByRole('region', { name: 'Table of the plots' })
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
}

describe('traffic', () => {
  test('a service is taken away under load and given back: the plots and the list of traces show it', async () => {
    const lab = await underLoad();
    const first = await lab.page.getByTestId('line-rate').getAttribute('d');
    await eventually(() => lab.page.getByTestId('line-rate').getAttribute('d')).not.toBe(first);

    await go(lab, 'Console');
    await lab.button('Stop payments').click();
    await lab.processIs('payments', 'stopped');
    await go(lab, 'Traffic');
    await marker(lab, /payments stopped/)
      .last()
      .waitFor();
    await lab.button('As a table').click();
    const failing = async (): Promise<string> => (await tableRows(lab))[0]?.[5] ?? '';
    await eventually(failing).toBe('100 %');
    expect((await tableRows(lab)).some((cells) => cells[6]?.includes('payments stopped'))).toBe(true);

    await go(lab, 'Traces');
    await lab.button('Failed').click();
    await lab.page.locator('[data-testid=trace-entry][data-failed=true]').first().click();
    await spanRow(lab, 'orders').waitFor();
    expect(await lab.page.locator('[data-testid=trace-entry][data-failed=false]').count()).toBe(0);

    await go(lab, 'Console');
    await lab.button('Start payments').click();
    // The breaker of the starter stays open for half a minute; a new orders process has a new one.
    await lab.button('Restart orders').click();
    await go(lab, 'Traffic');
    await eventually(failing).toBe('0 %');
    await lab.button('As a table').filter({ visible: true }).click();
    await marker(lab, /payments started/)
      .last()
      .waitFor();

    await lab.button('Stop traffic').click();
    await lab.announcements.filter({ hasText: 'Traffic stopped.' }).waitFor();
    const progress = lab.page.getByTestId('traffic-progress');
    expect(Number(/sent\s*(\d+)/.exec((await progress.textContent()) ?? '')?.[1])).toBeGreaterThan(20);
    expect(lab.errors).toEqual([]);
  });

  test('two runs lie over each other, with their differences, also after a reload', async () => {
    const lab = await underLoad();
    const keep = lab.button('Keep this run');
    await eventually(() => keep.isEnabled()).toBe(true);
    await lab.page.getByLabel('Name of the run').fill('before');
    await keep.click();
    await lab.announcements.filter({ hasText: 'Kept as before.' }).waitFor();
    await lab.page.getByLabel('Requests a second', { exact: true }).fill('20');
    await lab.button('Start anew').click();
    await lab.announcements.filter({ hasText: 'Traffic at 20 requests a second.' }).waitFor();
    await lab.page.getByLabel('over: the run behind it').selectOption({ label: 'before' });
    const rate = lab.page.getByTestId('comparison').getByRole('row', { name: /^rate/ });
    await eventually(() => rate.textContent()).toMatch(/\+\d+\.\d \/s/);

    await lab.reload();
    await go(lab, 'Traffic');
    await lab.page.getByLabel('Show: the run in front').selectOption({ label: 'before' });
    await lab.page.getByTestId('plots').waitFor();
    await lab.page.getByLabel('over: the run behind it').waitFor();
    expect(await cursor(lab).getAttribute('aria-valuetext')).toContain('No moment chosen');
  });
});

describe('traces', () => {
  test('by keyboard from a moment in the plots to the waterfall, its details, its log lines, and back', async () => {
    const lab = await underLoad();
    const { page } = lab;
    await cursor(lab).focus();
    await page.keyboard.press('ArrowLeft');
    await eventually(() => cursor(lab).getAttribute('aria-valuetext')).toMatch(/requests a second, p50/);
    await page.keyboard.press('Enter');
    await spanRow(lab, 'orders').waitFor();
    await spanRow(lab, 'payments').waitFor();
    expect(await spanRow(lab, 'payments').getAttribute('data-path')).toBe('true');
    await page
      .getByTestId('critical-path')
      .getByText(/orders itself/)
      .waitFor();

    await spanRow(lab, 'orders').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByTestId('span-details').getByText('http.response.status_code').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('span-details').waitFor({ state: 'detached' });

    await lab.button('As a table').filter({ visible: true }).click();
    const rows = page.getByRole('region', { name: 'Table of the trace' }).getByRole('row');
    expect(await rows.count()).toBe(3);

    await lab.button('Its log lines').click();
    await eventually(() => page.getByTestId('find-count').textContent()).toMatch(/of 2/);
    await page.keyboard.press('Escape');
    await lab.button('As text').click();
    const link = page.getByRole('log').getByRole('button').first();
    const traceId = (await link.textContent()) ?? '';
    await link.click();
    await page.getByText(`trace ${traceId.slice(0, 8)}`).waitFor();
    await page.getByRole('region', { name: 'Table of the trace' }).waitFor();

    await lab.button('In the plots').click();
    await eventually(() => cursor(lab).getAttribute('aria-valuetext')).toMatch(/requests a second/);
  });
});

describe('one lab', () => {
  let lab: LabScreen;

  beforeAll(async () => {
    lab = await running(await contexts.forGroup());
  });

  test('the console finds by keyboard and is cleared', async () => {
    await lab.says(/order \d+: 201/);
    await lab.page.getByTestId('terminal').click();
    await lab.page.keyboard.press('ControlOrMeta+f');
    await lab.page.keyboard.type('listening');
    await eventually(() => lab.page.getByTestId('find-count').textContent()).toMatch(/of 2/);
    await lab.page.keyboard.press('Escape');
    await lab.button('Stop').click();
    await lab.processIs('shopper', 'stopped');
    await lab.button('Clear').click();
    await eventually(() => lab.terminal.textContent()).not.toContain('listening');
  });

  test('a ramp is set, and load that makes no sense is refused in words', async () => {
    await lab.run();
    await lab.processIs('shopper', 'running');
    await go(lab, 'Traffic');
    await lab.page.getByLabel('Requests a second', { exact: true }).fill('0');
    await lab.page.getByText('Set a rate from 0.1').waitFor();
    expect(await lab.button('Start traffic').isDisabled()).toBe(true);
    await lab.page.getByLabel('Requests a second', { exact: true }).fill('4');
    await lab.page.getByLabel('Ramp to').check();
    await lab.page.getByLabel('Requests a second at the end of the ramp').fill('30');
    await lab.page.getByLabel('Length of the ramp in seconds').fill('2');
    await lab.button('Start traffic').click();
    await lab.page.getByTestId('traffic-progress').getByText('30.0/s').waitFor();
  });
});

describe('accessibility', () => {
  test.each([1440, 390])('axe finds nothing, at %i pixels in light and dark', async (width) => {
    const lab = await underLoad({ width });
    await eventually(() => lab.button('Keep this run').isEnabled()).toBe(true);
    await lab.button('Keep this run').click();
    await lab.page.getByLabel('over: the run behind it').selectOption({ index: 1 });
    await go(lab, 'Traces');
    await lab.page.getByTestId('trace-entry').first().click();
    await spanRow(lab, 'payments').click();
    await lab.page.getByTestId('span-details').waitFor();
    // What moves while axe looks would give it places that are no more.
    await lab.button('Stop').click();
    await lab.announcements.filter({ hasText: 'Stopped.' }).waitFor();
    expect(await violationsInBothThemes(lab.page)).toEqual([]);
    await lab.button('As a table').filter({ visible: true }).click();
    expect(await violationsInBothThemes(lab.page)).toEqual([]);
    await go(lab, 'Traffic');
    expect(await violationsInBothThemes(lab.page)).toEqual([]);
    await lab.button('As a table').filter({ visible: true }).click();
    expect(await violationsInBothThemes(lab.page)).toEqual([]);
  });
});
