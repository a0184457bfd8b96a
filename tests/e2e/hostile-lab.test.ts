/**
 * Hostile code in the lab screen: the learner stops it, no edit is lost, and the lab goes on. Here the engine's process
 * itself may die, which takes nothing of the page with it.
 */
import { expect, test } from 'vitest';
import { contextForEach } from './lab-context.ts';
import { LabScreen } from './lab-support.ts';

const slug = 'circuit-breaker';
const file = 'orders/app.ts';
// A small heap is full soon; the browser ends the process all the same.
const context = contextForEach({ v8: ['--max-old-space-size=400'] });

const attempts: readonly { name: string; code: string }[] = [
  {
    name: 'a line without end',
    code: `export function createApp(): never { for (;;) process.stdout.write('hostile '.repeat(1_000)); }`,
  },
  {
    name: 'the files of the lab removed',
    code: `import fs from 'node:fs';
for (const each of fs.readdirSync('/')) fs.rmSync('/' + each, { recursive: true, force: true });
export function createApp(): never { for (let n = 0; ; n++) fs.writeFileSync('/hostile.txt', String(n)); }`,
  },
];

test.for(attempts)('$name: can be stopped, is kept, and the lab runs again', async ({ code }) => {
  const lab = await LabScreen.open(context(), slug);
  await lab.paste(file, code);
  await lab.save();
  await lab.run();
  // Who starts beside it may find the files of the lab gone, and crash.
  await lab.processIs('payments', 'running', 'crashed');
  await lab.processIs('orders', 'starting');
  await lab.button('Stop').click();
  for (const id of ['orders', 'payments', 'shopper']) await lab.processIs(id, 'stopped', 'crashed', 'ended');

  await lab.reload();
  await lab.openFile(file);
  await lab.editor.getByText('hostile').first().waitFor();
  await lab.button('Reset').click();
  await lab.run();
  for (const id of ['orders', 'payments', 'shopper']) await lab.processIs(id, 'running');
  expect(lab.errors).toEqual([]);
});

test('a heap without end takes the engine, not the page: it says so, keeps the edit, and runs again', async () => {
  const lab = await LabScreen.open(context(), slug);
  // Playwright counts a frame's end as the page's, and gives the page up. The browser does not.
  const page = await context().newCDPSession(lab.page);
  const evaluate = async (expression: string): Promise<unknown> =>
    (await page.send('Runtime.evaluate', { expression, awaitPromise: true })).result.value;
  const until = (condition: string): Promise<unknown> =>
    evaluate(`new Promise((resolve) => {
      const look = () => (${condition}) ? resolve(true) : setTimeout(look, 50);
      look();
    })`);
  const shows = (words: string): Promise<unknown> => until(`document.body.innerText.includes('${words}')`);
  const click = (name: string): Promise<unknown> =>
    evaluate(
      `[...document.querySelectorAll('button')].find((each) => each.textContent.trim() === '${name}').click()`,
    );

  await lab.paste(
    file,
    `const all: number[][] = [];\nexport function createApp(): never { for (;;) all.push(new Array(1_000_000).fill(all.length + 0.5)); }`,
  );
  await lab.save();
  await lab.button('Run').click();
  await lab.button('Run without predicting').waitFor();
  await Promise.all([lab.page.waitForEvent('crash', { timeout: 90_000 }), click('Run without predicting')]);

  await shows('The engine was ended by the browser');
  await until(`document.querySelector('[data-testid=engine][data-state=ready]') !== null`);
  await click('Run');
  await until(`document.querySelector('[data-testid=process-payments][data-state=running]') !== null`);

  // The first tab would stop at the same place again; another one finds the edit.
  await page.send('Page.close').catch(() => {});
  const again = await LabScreen.open(context(), slug);
  await again.openFile(file);
  await again.editor.getByText('all.push').first().waitFor();
});
