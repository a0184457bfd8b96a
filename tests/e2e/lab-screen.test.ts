/** What the lab screen promises whatever the lab: by keyboard, for screen readers, after a reload, in two tabs. */
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { violations, violationsInBothThemes } from '../support/axe.ts';
import { siteUrl } from '../support/site.ts';
import { labContexts } from './lab-context.ts';
import { LabScreen, type OpenLabOptions } from './lab-support.ts';

const slug = 'circuit-breaker';
const contexts = labContexts();

async function open(options: OpenLabOptions = {}, lab = slug): Promise<LabScreen> {
  return LabScreen.open(await contexts.forTest(options), lab, options.engine);
}

describe('accessibility', () => {
  test('axe finds nothing, in light and dark', async () => {
    const lab = await open();
    await lab.ready();
    await lab.editor.locator('.view-line').first().waitFor();
    expect(await violationsInBothThemes(lab.page)).toEqual([]);
    await lab.run();
    await lab.says(/201/);
    // A terminal that is written to while axe looks would give it places that are no more.
    await lab.button('Stop').click();
    await lab.processIs('shopper', 'stopped');
    await lab.check();
    await lab.button('Hint').click();
    expect(await violationsInBothThemes(lab.page)).toEqual([]);
    await lab.page.getByTestId('engine').click();
    expect(await violationsInBothThemes(lab.page)).toEqual([]);
  });

  test('axe finds nothing on a small screen', async () => {
    const lab = await open({ width: 390, height: 844 });
    for (const view of ['Code', 'Console', 'Checks', 'Brief']) {
      await lab.page.getByRole('tab', { name: view }).first().click();
      expect(await violations(lab.page)).toEqual([]);
    }
  });
});

describe('by keyboard', () => {
  let lab: LabScreen;

  beforeAll(async () => {
    lab = await LabScreen.open(await contexts.forGroup(), slug);
  });

  test('the keyboard gets into the editor and out again', async () => {
    await lab.editor.locator('.view-line').first().waitFor();
    const inEditor = (): Promise<boolean> =>
      lab.editor.evaluate((editor) => editor.contains(document.activeElement));
    await lab.page.keyboard.press('Alt+2');
    await expect.poll(inEditor).toBe(true);
    await lab.page.keyboard.press('Tab');
    expect(await inEditor()).toBe(true);
    await lab.page.keyboard.press('Escape');
    await lab.announcements.getByText('Tab now leaves the editor.').waitFor();
    await lab.page.keyboard.press('Tab');
    expect(await inEditor()).toBe(false);
  });

  test('separators move by keyboard, and are where they were after a reload', async () => {
    const separator = lab.page.getByRole('separator', { name: 'Width of the reading column' });
    await separator.focus();
    await lab.page.keyboard.press('Shift+ArrowRight');
    await lab.page.keyboard.press('ArrowLeft');
    expect(await separator.getAttribute('aria-valuenow')).toBe('42');
    await lab.reload();
    expect(await separator.getAttribute('aria-valuenow')).toBe('42');
  });

  test('the shortcuts are listed', async () => {
    await lab.page.keyboard.press('?');
    await lab.page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
  });
});

describe('the build', () => {
  test('has the styles of every component', () => {
    const folder = new URL('../../dist/_astro/', import.meta.url);
    const scopes = (extension: string): Set<string> => {
      const texts = readdirSync(folder)
        .filter((name) => name.endsWith(extension))
        .map((name) => readFileSync(new URL(name, folder), 'utf8'));
      return new Set(texts.flatMap((text) => text.match(/\bsvelte-[a-z0-9]{5,7}\b(?!-)/g) ?? []));
    };
    const styled = scopes('.css');
    expect([...scopes('.js')].filter((scope) => !styled.has(scope))).toEqual([]);
  });
});

describe('reading', () => {
  test('the brief is in the page before any script', async () => {
    const context = await contexts.forTest({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${await siteUrl()}labs/${slug}/`);
    await page.getByRole('heading', { level: 1, name: 'Circuit breaker' }).waitFor();
    await page.getByRole('heading', { name: 'Goal' }).waitFor();
    await page.getByText('allow scripts').waitFor();
  });
});

describe('the engine', () => {
  test('where WebContainer is out of reach, the offline engine takes over and says why', async () => {
    const lab = await open({ engine: 'auto' });
    await lab.ready();
    await lab.page.getByTestId('engine').click();
    expect(await lab.page.getByTestId('engine-reason').textContent()).toContain(
      'WebContainer is not available',
    );
    await lab.page.getByRole('radio', { name: /^Offline engine/ }).check();
    await lab.ready();
    expect(await lab.page.getByTestId('engine-reason').count()).toBe(0);
    await lab.reload();
    await lab.ready();
    expect(
      await lab.page.getByRole('radio', { name: /^Offline engine/, includeHidden: true }).isChecked(),
    ).toBe(true);
  });
});

describe('the editor', () => {
  test('knows the types of the lab and of Node, and names problems with a way to them', async () => {
    const lab = await open();
    await lab.openFile('orders/payments.ts');
    await lab.focusEditor();
    await lab.page.keyboard.press('ControlOrMeta+End');
    await lab.page.keyboard.type(`\nexport const wrong: number = process.uptime().toFixed(1);`);
    const summary = lab.page.locator('summary', { hasText: 'problem' });
    await summary.filter({ hasText: `Type 'string' is not assignable to type 'number'` }).waitFor();
    // One problem, the one just made: everything else in the lab has its types.
    // What was wrong of a half-typed line may stand beside it for a moment.
    await summary.filter({ hasText: 'One problem' }).waitFor();

    // A file without its exports makes others wrong, and right again when they are back.
    await lab.openFile('orders/circuit-breaker.ts');
    await lab.focusEditor();
    await lab.page.keyboard.press('ControlOrMeta+A');
    await lab.page.keyboard.press('Delete');
    await lab.page
      .locator('details', { has: summary })
      .getByText(/orders\/app\.ts:\d+/)
      .first()
      .waitFor({ state: 'attached' });
    await lab.page.keyboard.press('ControlOrMeta+Z');
    await summary.filter({ hasText: 'One problem' }).waitFor();
  });

  // One lab for each set of packages that labs import.
  test.each([
    ['modular-monolith', 'sql.js'],
    ['api-gateway', 'jose'],
    ['tracing', '@opentelemetry/api'],
  ])('knows the packages of the lab "%s": %s', async (lab, name) => {
    const screen = await open({}, lab);
    await screen.focusEditor();
    await screen.page.keyboard.press('ControlOrMeta+End');
    await screen.page.keyboard.type(
      `\nimport * as known from '${name}';\nexport const wrong: never = known;`,
    );
    const summary = screen.page.locator('summary', { hasText: 'problem' });
    await summary.filter({ hasText: `is not assignable to type 'never'` }).waitFor();
    // What was wrong of a half-typed line may stand beside it for a moment.
    await summary.filter({ hasText: 'One problem' }).waitFor();
  });

  test('syntax that does not run is named, and the running service is left alone', async () => {
    const lab = await open();
    await lab.run();
    await lab.processIs('orders', 'running');
    await lab.openFile('orders/app.ts');
    await lab.focusEditor();
    await lab.page.keyboard.press('ControlOrMeta+Home');
    await lab.page.keyboard.type('enum Bad { a }\n');
    await lab.page.keyboard.press('ControlOrMeta+S');
    await lab.page.getByText('Saved, but orders still runs the code from before.').waitFor();
    await lab.processIs('orders', 'running');
  });
});

describe('two tabs on one lab', () => {
  test('the second is told, and may take over with what the first has stored', async () => {
    const first = await open();
    await first.openFile('orders/app.ts');
    await first.focusEditor();
    await first.page.keyboard.type('// from the first tab\n');
    await first.page.getByText('Saved in this browser').waitFor();
    const second = await LabScreen.open(first.page.context(), slug);
    await second.page.getByText('This lab is open in another tab too.').waitFor();
    await second.button('Continue here').click();
    await first.page.getByText('This lab now continues in another tab.').waitFor();
    await second.page.getByText('One file edited').waitFor();
  });
});
