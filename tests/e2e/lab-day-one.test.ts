/** What people expect on the first day: pass code on, carry progress away, take the lab home, read the checks. */
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { violations, violationsInBothThemes } from '../support/axe.ts';
import { siteUrl } from '../support/site.ts';
import { labContexts } from './lab-context.ts';
import { LabScreen, solutionOf } from './lab-support.ts';

const slug = 'circuit-breaker';
const contexts = labContexts();

/** A browser of its own: another learner. */
async function learner(): Promise<LabScreen> {
  return LabScreen.open(await contexts.forTest(), slug);
}

async function more(lab: LabScreen, item: string): Promise<void> {
  await lab.button('More').click();
  await lab.page.getByRole('menuitem', { name: item }).click();
}

async function edit(lab: LabScreen, text: string): Promise<void> {
  await lab.openFile('orders/app.ts');
  await lab.focusEditor();
  await lab.page.keyboard.press('ControlOrMeta+Home');
  await lab.page.keyboard.type(text);
  await lab.page.getByText('One file edited').waitFor();
  await lab.page.getByText('Saved in this browser').waitFor();
}

describe('the More menu', () => {
  test('axe finds nothing in it and its dialogs, in light and dark', async () => {
    const lab = await learner();
    await lab.ready();
    await edit(lab, '// mine\n');
    await lab.button('More').click();
    expect(await violationsInBothThemes(lab.page)).toEqual([]);
    await lab.page.keyboard.press('Escape');
    for (const item of ['Share my code', 'Download the lab', 'Export or import', 'Report a problem']) {
      await more(lab, item);
      await lab.page.getByRole('dialog').waitFor();
      expect(await violationsInBothThemes(lab.page), item).toEqual([]);
      await lab.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    }
  });

  test('works by keyboard, and gives the focus back', async () => {
    const lab = await learner();
    await lab.button('More').focus();
    await lab.page.keyboard.press('ArrowUp');
    const focused = (): Promise<string> => lab.page.evaluate(() => document.activeElement?.textContent ?? '');
    await expect.poll(focused).toContain('Keyboard shortcuts');
    await lab.page.keyboard.press('Home');
    await expect.poll(focused).toContain('Share my code');
    await lab.page.keyboard.press('r');
    await expect.poll(focused).toContain('Report a problem');
    await lab.page.keyboard.press('Enter');
    await lab.page.getByRole('dialog', { name: 'Report a problem' }).waitFor();
    await lab.page.keyboard.press('Escape');
    await expect.poll(focused).toContain('More');
  });
});

describe('a link to my code', () => {
  test('opens unrun in the offline engine; using it keeps the own code, and trusting is a choice', async () => {
    const author = await learner();
    await edit(author, '// from the author\n');
    await more(author, 'Share my code');
    const dialog = author.page.getByRole('dialog', { name: 'Share my code' });
    await dialog.getByRole('button', { name: 'Copy link' }).click();
    await author.announcements.getByText('The link is copied.').waitFor();
    const link = await author.page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(await dialog.getByLabel('Link').inputValue());
    expect(link).toContain(`/labs/${slug}/#code=1.`);

    const reader = await learner();
    await edit(reader, '// from the reader\n');
    await reader.page.goto(link);
    const notices = reader.page.getByRole('list', { name: 'Notices' });
    await notices.getByText('This link brings code that is not yours: orders/app.ts.').waitFor();
    await reader.ready();
    await reader.openFile('orders/app.ts');
    await reader.editor.getByText('// from the reader').waitFor();
    await reader.button('Use this code').click();
    await reader.editor.getByText('// from the author').waitFor();
    expect(new URL(reader.page.url()).hash).toBe('');
    await notices.getByText('came from somebody else').waitFor();
    await reader.page.getByText('Saved in this browser').waitFor();

    await reader.reload();
    await notices.getByText('came from somebody else').waitFor();
    await reader.button('I trust this code').click();
    await expect.poll(() => notices.getByText('came from somebody else').count()).toBe(0);

    await more(reader, 'History of your files');
    await reader.page.getByRole('dialog').getByRole('button', { name: 'Go back to it' }).first().click();
    await reader.editor.getByText('// from the reader').waitFor();
  });

  test('that is damaged says so, and changes nothing', async () => {
    const lab = await learner();
    await lab.page.goto(`${await siteUrl()}labs/${slug}/#code=1.damaged`);
    await lab.page.getByText('This link is damaged').first().waitFor();
    expect(lab.errors).toEqual([]);
  });
});

describe('all progress as a file', () => {
  test('leaves one browser and comes into another, from the lab and from the list of labs', async () => {
    const first = await learner();
    await edit(first, '// carried away\n');
    await more(first, 'Export or import');
    const [download] = await Promise.all([
      first.page.waitForEvent('download'),
      first.button('Export all progress').click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^split-decision-.*\.json$/);
    const file = await readFile(await download.path());

    const second = await learner();
    await edit(second, '// was here before\n');
    await more(second, 'Export or import');
    const chooser = second.page.getByLabel('Import from a file');
    await chooser.setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
    await second.page.getByText('its field “format” is not').waitFor();
    await chooser.setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: file });
    await second.page.getByText('takes the place of yours').waitFor();
    await second.button('Import').click();
    await second.page.getByText('Imported one lab.').waitFor();
    await second.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await second.editor.getByText('// carried away').waitFor();
    await second.page.getByText('came from somebody else').first().waitFor();

    const third = await second.page.context().newPage();
    await third.goto(`${await siteUrl()}labs/`);
    const open = third.getByRole('button', { name: 'Export or import progress' });
    await third.locator('astro-island:not([ssr])').first().waitFor({ state: 'attached' });
    await open.click();
    await third.getByRole('dialog', { name: 'Your progress as a file' }).waitFor();
    expect(await violations(third)).toEqual([]);
  });
});

describe('the checks', () => {
  test('a failed one leads to its hint and is replayed on the map', async () => {
    const lab = await learner();
    await lab.ready();
    await lab.check();
    const failed = lab.page.locator('[data-state=failed]').filter({ hasText: 'Replay on the map' }).first();
    await failed.getByRole('button', { name: 'Replay on the map' }).click();
    await lab.page.getByText('The lab does not run, so there is nothing to replay').first().waitFor();
    await lab.page.getByRole('list', { name: 'Notices' }).getByRole('button', { name: 'Run' }).click();
    await lab.button('Run without predicting').click();
    await lab.processIs('orders', 'running');
    await failed.getByRole('button', { name: 'Replay on the map' }).click();
    await lab.page.getByRole('tab', { name: 'Map', selected: true }).first().waitFor();
    await failed.getByRole('button', { name: /^Open the hint that helps/ }).click();
    await lab.page.getByRole('heading', { name: 'Hints' }).waitFor();
    expect(await lab.button('Read the checks').count()).toBe(0);
    expect(lab.requested.filter((path) => path.includes('checks-sources'))).toEqual([]);
  });

  test('can be read after a pass, and are fetched only then', async () => {
    const lab = await learner();
    await lab.ready();
    for (const [path, text] of Object.entries(solutionOf(slug))) await lab.paste(path, text);
    await lab.check();
    expect(lab.requested.filter((path) => path.includes('checks-sources'))).toEqual([]);
    await lab.button('Read the checks').click();
    const dialog = lab.page.getByRole('dialog', { name: 'The checks' });
    await dialog.locator('pre', { hasText: '#kit/check.ts' }).first().waitFor();
    expect(await violations(lab.page)).toEqual([]);
  });
});

describe('what leaves the lab', () => {
  let lab: LabScreen;

  beforeAll(async () => {
    lab = await LabScreen.open(await contexts.forGroup(), slug);
    await lab.ready();
    await edit(lab, '// a secret\n');
  });

  test('diagnostics are copied, with code only when ticked', async () => {
    await more(lab, 'Report a problem');
    const dialog = lab.page.getByRole('dialog', { name: 'Report a problem' });
    const text = dialog.getByRole('textbox', { name: 'Diagnostics' });
    await expect.poll(() => text.inputValue()).toContain('Engine: offline, ready');
    expect(await text.inputValue()).not.toContain('a secret');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Copy' }).click();
    await lab.announcements.getByText('The diagnostics are copied.').waitFor();
    expect(await lab.page.evaluate(() => navigator.clipboard.readText())).toContain('// a secret');
    await dialog.getByRole('button', { name: 'Close' }).click();
  });

  test('the lab for my own Node is a zip archive with what was edited', async () => {
    await more(lab, 'Download the lab');
    const [download] = await Promise.all([
      lab.page.waitForEvent('download'),
      lab.button(`Download ${slug}.zip`).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`${slug}.zip`);
    const archive = (await readFile(await download.path())).toString('latin1');
    expect(archive).toContain(`${slug}/run.mjs`);
    expect(archive).toContain('// a secret');
  });
});

describe('the editor', () => {
  test('formats a file, and goes to a definition in another one', async () => {
    const lab = await learner();
    await edit(lab, 'const   spaced={a:1}\n');
    await lab.page.keyboard.press('Shift+Alt+F');
    await lab.editor.getByText('const spaced = { a: 1 }').waitFor();

    await lab.page.keyboard.press('ControlOrMeta+Home');
    await lab.page.keyboard.press('ControlOrMeta+f');
    await lab.page.keyboard.type('CircuitBreaker');
    await lab.page.keyboard.press('Enter');
    await lab.page.keyboard.press('Escape');
    await lab.page.keyboard.press('F12');
    await lab.page
      .locator('[aria-label="Open files"] [aria-current=true]', { hasText: 'circuit-breaker.ts' })
      .waitFor();
  });

  test('a reset can be undone, also after a reload', async () => {
    const lab = await learner();
    await edit(lab, '// dear to me\n');
    await lab.button('Reset').click();
    await lab.button('Undo').click();
    await lab.editor.getByText('// dear to me').waitFor();
    await lab.button('Reset').click();
    await lab.page.getByText('Saved in this browser').waitFor();
    await lab.reload();
    await more(lab, 'History of your files');
    await lab.page.getByRole('dialog').getByRole('button', { name: 'Go back to it' }).first().click();
    await lab.openFile('orders/app.ts');
    await lab.editor.getByText('// dear to me').waitFor();
  });
});
