/** The living map and the learner's own requests: watch, send, break, repair, by pointer and by keyboard alone. */
import type { BrowserContext, Locator, Page } from 'playwright';
import { beforeAll, describe, expect, test } from 'vitest';
import { violationsInBothThemes } from '../support/axe.ts';
import { labContexts } from './lab-context.ts';
import { LabScreen } from './lab-support.ts';

const slug = 'circuit-breaker';
const contexts = labContexts();

/** The map of a lab, with words for what a learner does there. */
class MapScreen {
  readonly lab: LabScreen;
  readonly page: Page;

  constructor(lab: LabScreen) {
    this.lab = lab;
    this.page = lab.page;
  }

  /** @param name of a service, or of a link such as `orders->payments`. */
  item(name: string): Locator {
    return this.page.locator(`[data-item="${name}"]`);
  }

  button(name: string): Locator {
    return this.item(name).getByRole('button');
  }

  get menu(): Locator {
    return this.page.getByTestId('map-menu');
  }

  async is(service: string, state: string): Promise<void> {
    await this.page.locator(`[data-item="${service}"][data-state=${state}]`).waitFor();
  }

  async choose(name: string, action: string | RegExp): Promise<void> {
    await this.button(name).click();
    await this.menu.getByRole('button', { name: action }).click();
  }

  async view(name: string): Promise<void> {
    await this.page.getByRole('tab', { name }).locator('visible=true').click();
  }

  /** Sends a preset, and gives the status of its answer and its milliseconds as they are shown. */
  async send(preset: string): Promise<{ status: string; ms: number }> {
    await this.view('Requests');
    await this.page.locator(`[data-preset="${preset}"]`).click();
    const history = this.page.locator('[aria-label="Presets and history"] ol > li');
    const before = await history.count();
    await this.lab.button('Send').click();
    await history.nth(before).waitFor();
    const ms = (await this.page.getByTestId('answer-ms').textContent()) ?? '';
    return {
      status: (await this.page.getByTestId('answer-status').textContent()) ?? '',
      ms: Number.parseFloat(ms) * (ms.endsWith(' s') ? 1_000 : 1),
    };
  }
}

async function open(context: BrowserContext): Promise<MapScreen> {
  const map = new MapScreen(await LabScreen.open(context, slug));
  await map.view('Map');
  return map;
}

describe('accessibility', () => {
  test.each([
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ])('axe finds nothing on the map, its menus, its table and the requests: %o', async (options) => {
    const map = await open(await contexts.forTest(options));
    const { page, menu } = map;
    // Marks that come and go while axe looks would give it places that are no more.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await violationsInBothThemes(page)).toEqual([]);
    await map.lab.button('Run the lab').click();
    await map.lab.button('Run without predicting').click();
    await map.is('shopper', 'running');
    await map.button('payments').click();
    await menu.getByRole('button', { name: /^Stop/ }).waitFor();
    expect(await violationsInBothThemes(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await map.button('orders->payments').click();
    await menu.getByRole('button', { name: 'Set the delay' }).click();
    await menu.getByText('delay 300 ms').waitFor();
    expect(await violationsInBothThemes(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await map.choose('payments', /^Stop/);
    await map.is('payments', 'stopped');
    await map.lab.button('Table').click();
    await page.getByRole('row', { name: /orders.*payments.*refused/ }).waitFor();
    expect(await violationsInBothThemes(page)).toEqual([]);
    await map.send('breakers');
    expect(await violationsInBothThemes(page)).toEqual([]);
    expect(map.lab.errors).toEqual([]);
  });

  test('by keyboard alone: stop, start, put a fault on a link, and take it off', async () => {
    const map = await open(await contexts.forTest());
    const { page, menu } = map;
    const press = (key: string): Promise<void> => page.keyboard.press(key);
    const focused = (name: string): Promise<void> => map.button(name).and(page.locator(':focus')).waitFor();
    await press('Control+Enter');
    await map.lab.button('Run without predicting').focus();
    await press('Enter');
    await map.is('shopper', 'running');

    await press('Alt+5');
    await page.locator('#lab-map:focus').waitFor();
    // Map, Table, and then the drawing.
    for (const _ of ['map', 'table', 'drawing']) await press('Tab');
    await focused('shopper');
    await press('End');
    await focused('payments');
    await press('Enter');
    await menu.getByRole('button', { name: /^Stop/ }).and(page.locator(':focus')).waitFor();
    await press('Escape');
    await menu.waitFor({ state: 'hidden' });
    await focused('payments');
    await press('Enter');
    await menu.waitFor();
    await press('Enter');
    await map.lab.announcements.getByText('payments is stopped.').waitFor();
    await focused('payments');
    await map.is('orders->payments', 'refused');

    await press(' ');
    await menu.getByRole('button', { name: 'Start' }).and(page.locator(':focus')).waitFor();
    await press('Enter');
    await map.is('payments', 'running');
    await map.is('orders->payments', 'open');

    await press('ArrowLeft');
    await focused('orders->payments');
    await press('Enter');
    await menu.getByRole('radio', { name: 'delay' }).and(page.locator(':focus')).waitFor();
    await press('ArrowRight');
    await menu.getByRole('spinbutton', { name: 'Status' }).waitFor();
    await press('Tab');
    await press('ControlOrMeta+A');
    await page.keyboard.type('200');
    await press('Enter');
    await menu.getByText('a whole number from 400 to 599').waitFor();
    await press('ControlOrMeta+A');
    await page.keyboard.type('500');
    await press('Enter');
    await map.lab.announcements.getByText('orders to payments: error 500.').waitFor();
    await press('Escape');
    await focused('orders->payments');
    expect(await map.button('orders->payments').getAttribute('aria-label')).toContain('error 500');
    await press('Enter');
    await menu.getByRole('button', { name: 'Remove the error' }).and(page.locator(':focus')).waitFor();
    await press('Enter');
    await map.lab.announcements.getByText('orders to payments: the error is gone.').waitFor();
    expect(await map.button('orders->payments').getAttribute('aria-label')).not.toContain('error 500');
    expect(map.lab.errors).toEqual([]);
  });
});

describe('a lab that runs', () => {
  let map: MapScreen;

  beforeAll(async () => {
    map = await open(await contexts.forGroup());
    await map.lab.button('Run the lab').click();
    await map.lab.button('Run without predicting').click();
    for (const id of ['orders', 'payments', 'shopper']) await map.is(id, 'running');
  });

  test('a preset is sent, answered, and leads to its trace', async () => {
    expect((await map.send('order')).status).toBe('201 Created');
    await map.item('learner').waitFor();
    await map.page.getByTestId('answer').getByText('"teapot"').waitFor();
    await map.lab.button('Copy as curl').click();
    await map.lab.announcements.getByText('Copied as a curl command.').waitFor();
    const copied = await map.page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^curl -i -X POST 'http:\/\/127\.0\.0\.1:3003\/orders' /);

    const form = map.page.getByRole('form', { name: 'Request' });
    await form.getByLabel('Body').fill('{ "item": ');
    await form.getByText('Not JSON, and sent as it is').waitFor();
    await map.page.keyboard.press('Control+Enter');
    await map.page
      .getByTestId('answer-status')
      .filter({ hasText: /^4\d\d/ })
      .waitFor();
    // In this panel the keys send; they do not stop the lab.
    await map.is('orders', 'running');

    await map.lab.button('Its trace').click();
    await map.page.getByRole('tab', { name: 'Traces', selected: true }).waitFor();
    expect(map.lab.errors).toEqual([]);
  });

  test('a delay on a link is seen in the time of the answer, and can be taken off', async () => {
    await map.button('orders->payments').click();
    await map.menu.getByLabel('Delay, ms').fill('300');
    await map.menu.getByRole('button', { name: 'Set the delay' }).click();
    await map.lab.announcements.getByText('orders to payments: delay 300 ms.').waitFor();
    await map.page.keyboard.press('Escape');
    await map.item('orders->payments').getByText('delay 300 ms').waitFor();
    const slow = await map.send('order');
    expect(slow.status).toBe('201 Created');
    expect(slow.ms).toBeGreaterThanOrEqual(300);
    await map.lab.button('Restore all links').click();
    await map.lab.announcements.getByText('All links are restored.').waitFor();
    await map.item('orders->payments').getByText('delay 300 ms').waitFor({ state: 'detached' });
  });

  test('a stopped service refuses, and takes calls again once it is started', async () => {
    await map.choose('payments', /^Stop/);
    await map.is('payments', 'stopped');
    await map.is('orders->payments', 'refused');
    await map
      .item('shopper->orders')
      .getByText(/errors/)
      .waitFor();
    const refused = await map.send('payments');
    expect(refused.status).toBe('ECONNREFUSED');
    await map.page
      .getByTestId('answer')
      .getByText('Refused: nobody listens on payments, port 3004.')
      .waitFor();
    await map.choose('payments', 'Start');
    await map.is('payments', 'running');
    await map.is('orders->payments', 'open');
    expect((await map.send('payments')).status).toBe('200 OK');
  });

  test('a paused service lets its callers wait until it is resumed', async () => {
    await map.choose('payments', /^Pause/);
    await map.item('payments').getByText('paused').waitFor();
    await map.view('Requests');
    await map.page.locator('[data-preset="payments"]').click();
    await map.lab.button('Send').click();
    await map.item('learner->payments').getByText('1 waiting').waitFor();
    await map.lab.button('Cancel').waitFor();
    await map.choose('payments', /^Resume/);
    await map.page.getByTestId('answer-status').filter({ hasText: '200 OK' }).waitFor();
  });

  test('the menu of a service leads to its console', async () => {
    await map.view('Requests');
    await map.choose('orders', 'Open its console');
    await map.page.locator('#lab-console:focus').waitFor();
    await map.lab
      .process('orders')
      .getByRole('button', { name: /^orders/, pressed: true })
      .waitFor();
  });
});
