/** Stored data that is damaged, of another version, held by another tab, or taken away: each has its words, and no edit is lost. */
import type { BrowserContext } from 'playwright';
import { expect, test } from 'vitest';
import { siteUrl } from '../support/site.ts';
import { contextForEach } from './lab-context.ts';
import { LabScreen } from './lab-support.ts';

const context = contextForEach();
const slug = 'circuit-breaker';
const file = 'orders/app.ts';

/** A tab of the same site that shows no course, for work on what it stores. */
async function backstage(own: BrowserContext) {
  const page = await own.newPage();
  await page.goto(`${await siteUrl()}robots.txt`);
  return page;
}

/** Puts a record where one of this name and key is kept, as a broken page might have. */
async function store(own: BrowserContext, record: unknown, name = 'labs', key = slug): Promise<void> {
  const page = await backstage(own);
  await page.evaluate(
    ([place, under, value]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('split-decision');
        opening.addEventListener('error', () => reject(new Error('no database')));
        opening.onsuccess = () => {
          const writing = opening.result.transaction(place, 'readwrite');
          writing.objectStore(place).put(value, under);
          writing.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    [name, key, record] as const,
  );
  await page.close();
}

async function storedIn(own: BrowserContext, name: string): Promise<unknown[]> {
  const page = await backstage(own);
  const values = await page.evaluate(
    (place) =>
      new Promise<unknown[]>((resolve) => {
        const opening = indexedDB.open('split-decision');
        opening.onsuccess = () => {
          const all = opening.result.transaction(place).objectStore(place).getAll();
          all.onsuccess = () => {
            opening.result.close();
            resolve(all.result as unknown[]);
          };
        };
      }),
    name,
  );
  await page.close();
  return values;
}

const says = (lab: LabScreen, words: RegExp): Promise<void> =>
  lab.page.locator('main').filter({ hasText: words }).first().waitFor();

test.for([
  { name: 'of a wrong shape', record: { version: 1, slug, files: 5 } },
  { name: 'no object', record: 'scribble' },
])('a record that is $name is put aside, and the lab begins anew', async ({ record }) => {
  const first = await LabScreen.open(context(), slug);
  await first.page.close();
  await store(context(), record);

  const lab = await LabScreen.open(context(), slug);
  await says(lab, /could not be read, so it begins anew.*put aside/s);
  await lab.openFile(file);
  await lab.editor.getByText('CircuitBreaker').first().waitFor();
  expect(await storedIn(context(), 'set-aside')).toMatchObject([{ key: slug, value: record }]);
  expect(lab.errors).toEqual([]);
});

test('a record of a newer course stays as it is, and is not written over', async () => {
  const first = await LabScreen.open(context(), slug);
  await first.page.close();
  const record = { version: 99, slug, files: { [file]: 'from tomorrow' } };
  await store(context(), record);

  const lab = await LabScreen.open(context(), slug);
  await says(lab, /stored by a newer version of this course.*Reload/s);
  await lab.paste(file, '// written by the older page\n');
  // Nothing says that it is saved, because it is not.
  await lab.page.keyboard.press('ControlOrMeta+S');
  expect(await storedIn(context(), 'labs')).toEqual([record]);
});

test('a draft of a newer course is not written over either', async () => {
  const question = 'payments-down';
  const page = await context().newPage();
  await page.goto(`${await siteUrl()}practice/${question}/`);
  await page.getByRole('textbox', { name: 'Your answer' }).fill('written by the older page');
  await page.locator('.saving', { hasText: /^saved$/ }).waitFor();
  const record = { version: 99, question, text: 'from tomorrow' };
  await store(context(), record, 'drafts', question);
  await page.getByRole('textbox', { name: 'Your answer' }).fill('written over it');
  await page
    .getByText(/stored by a newer version of this course.*Reload/s)
    .first()
    .waitFor();
  expect(await storedIn(context(), 'drafts')).toEqual([record]);
});

test('a database of a newer course is left alone', async () => {
  const page = await backstage(context());
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('split-decision', 99);
        opening.addEventListener('upgradeneeded', () => void opening.result.createObjectStore('labs'));
        opening.onsuccess = () => {
          opening.result.close();
          resolve();
        };
      }),
  );
  const lab = await LabScreen.open(context(), slug);
  await says(lab, /stored by a newer version of this course.*Reload/s);
  await lab.openFile(file);
  await lab.editor.getByText('CircuitBreaker').first().waitFor();
});

test('a tab of an older course that does not let go is named', async () => {
  const older = await backstage(context());
  await older.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('split-decision', 1);
        // Nobody listens for `versionchange`, so the connection stays.
        opening.onsuccess = () => resolve(void Object.assign(globalThis, { held: opening.result }));
      }),
  );
  const lab = await LabScreen.open(context(), slug);
  await says(lab, /Another tab of this course, from before an update.*Close the other tabs/s);
});

test('preferences that nobody can read are forgotten', async () => {
  const page = await backstage(context());
  await page.evaluate(() => localStorage.setItem('split-decision:preferences', '{"engine":[}'));
  const lab = await LabScreen.open(context(), slug, null);
  await lab.openFile(file);
  await lab.editor.getByText('CircuitBreaker').first().waitFor();
  expect(lab.errors).toEqual([]);
});

test('a database that is deleted under the page takes no edit with it', async () => {
  const lab = await LabScreen.open(context(), slug);
  await lab.openFile(file);
  await lab.editor.getByText('CircuitBreaker').first().waitFor();
  const page = await backstage(context());
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase('split-decision');
        deleting.addEventListener('success', () => resolve());
        deleting.addEventListener('error', () => reject(new Error('not deleted')));
      }),
  );
  await says(lab, /connection to the browser’s storage was lost.*Copy what you want to keep/s);
  await lab.paste(file, '// had-gone\n');
  await lab.page.keyboard.press('ControlOrMeta+S');
  await says(lab, /connection to the browser’s storage was lost.*Copy what you want to keep/s);
  await lab.reload();
  await lab.openFile(file);
  await lab.editor.getByText('had-gone').first().waitFor();
});
