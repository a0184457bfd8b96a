/** A learner's way through the circuit breaker lab, on the offline engine, with every other host out of reach. */
import { describe, expect, test } from 'vitest';
import { contextForEach } from './lab-context.ts';
import { LabScreen, solutionOf } from './lab-support.ts';

const slug = 'circuit-breaker';
const context = contextForEach();

describe('running', () => {
  test('predict, run, take payments away and give it back', async () => {
    const lab = await LabScreen.open(context(), slug);
    await lab.button('Run').click();
    await lab.page.getByLabel('An error for every order, before and after the breaker opens.').check();
    await lab.button('Run and see').click();
    for (const id of ['orders', 'payments', 'shopper']) await lab.processIs(id, 'running');
    await lab.says(/order \d+: 201/);

    await lab.button('Stop payments').click();
    await lab.processIs('payments', 'stopped');
    await lab.says(/order \d+: 500/);
    await lab.button('Start payments').click();
    await lab.processIs('payments', 'running');
    await lab.says(/order \d+: 500[^]*order \d+: 201/);

    await lab.button('What happens, and why').click();
    await lab.page.getByRole('region', { name: 'Your prediction' }).getByText('Right').waitFor();
    await lab.button('Stop').click();
    for (const id of ['orders', 'payments', 'shopper']) await lab.processIs(id, 'stopped');
    expect(lab.errors).toEqual([]);
  });

  test('an endless loop leaves the page and the other services alone, and can be stopped', async () => {
    const lab = await LabScreen.open(context(), slug);
    await lab.run();
    await lab.processIs('orders', 'running');
    await lab.paste('orders/app.ts', `export function createApp(): never { for (;;); }\n`);
    await lab.save();
    await lab.processIs('orders', 'starting');
    const longestGap = await lab.page.evaluate(async () => {
      let longest = 0;
      let before = performance.now();
      for (let frame = 0; frame < 30; frame++) {
        await new Promise(requestAnimationFrame);
        longest = Math.max(longest, performance.now() - before);
        before = performance.now();
      }
      return longest;
    });
    expect(longestGap).toBeLessThan(1_000);
    await lab.processIs('payments', 'running');
    await lab.button('Stop orders').click();
    await lab.processIs('orders', 'stopped');
    await lab.button('Stop').click();
    await lab.processIs('payments', 'stopped');
  });

  test('saving restarts the service that the change concerns, and no other', async () => {
    const lab = await LabScreen.open(context(), slug);
    await lab.run();
    await lab.processIs('shopper', 'running');
    await lab.openFile('orders/app.ts');
    await lab.focusEditor();
    await lab.page.keyboard.press('ControlOrMeta+Home');
    await lab.page.keyboard.type(`console.log('a new orders');\n`);
    await lab.process('orders').getByText('runs older code').waitFor();
    await lab.save();
    await lab.announcements.getByText('Saved. Restarted orders.').waitFor();
    await lab.says('a new orders');
    await lab
      .process('payments')
      .getByRole('button', { name: /^payments/ })
      .click();
    await lab.says('started');
    expect((await lab.terminal.textContent())?.match(/· started/g)).toHaveLength(1);
  });
});

describe('checking', () => {
  test('the starter fails by name, the solution passes, and a reload keeps it', async () => {
    const lab = await LabScreen.open(context(), slug);
    expect(lab.requested.filter((path) => /checks|solution/.test(path))).toEqual([]);

    expect(await lab.check()).toMatch(/^\d+ of \d+ checks passed, \d+ failed\.$/);
    const failed = lab.page.locator('[data-testid^=check-][data-state=failed]');
    expect(await failed.count()).toBeGreaterThan(3);
    const first = failed.first();
    await first.getByText('Expected').waitFor();
    await first.getByText('Seen').waitFor();
    const lesson = first.getByRole('link', { name: 'Where the lesson teaches it' });
    expect(await lesson.getAttribute('href')).toMatch(/\/lessons\/circuit-breaker\/#[a-z-]+$/);
    expect(lab.requested.filter((path) => /solution/.test(path))).toEqual([]);

    const solution = solutionOf(slug);
    for (const [path, text] of Object.entries(solution)) await lab.paste(path, text);
    expect(await lab.check()).toMatch(/^All \d+ checks passed\.$/);
    await lab.announcements.getByText(/^All \d+ checks passed\.$/).waitFor();
    await lab.page.getByText('Saved in this browser').waitFor();

    await lab.reload();
    await lab.page.getByText('3 files edited').waitFor();
    await lab.page
      .getByRole('tab', { name: /^Checks/ })
      .first()
      .click();
    expect(await lab.page.getByTestId('verdict').textContent()).toMatch(/^All/);
    expect(await lab.check()).toMatch(/^All/);
  });

  test('a failed check leads to the place where it went wrong', async () => {
    const lab = await LabScreen.open(context(), slug);
    const path = 'orders/circuit-breaker.ts';
    const unfinished = `\n  constructor() {\n    throw new Error('not written yet');\n  }\n}\n`;
    await lab.paste(
      path,
      `export class CircuitOpenError extends Error {}\nexport class CircuitBreaker {${unfinished}`,
    );
    await lab.openFile('orders/app.ts');
    expect(await lab.check()).toMatch(/failed/);
    const failed = lab.page.locator('[data-testid^=check-][data-state=failed]');
    await failed.getByText('not written yet').first().waitFor();
    await failed
      .getByRole('button', { name: `${path}:4` })
      .first()
      .click();
    await lab.editor.getByText('not written yet').waitFor();
    expect(await lab.editor.evaluate((editor) => editor.contains(document.activeElement))).toBe(true);
  });

  test('comparing with the solution shows it and changes nothing', async () => {
    const lab = await LabScreen.open(context(), slug);
    await lab.openFile('orders/app.ts');
    await lab.focusEditor();
    await lab.page.keyboard.press('ControlOrMeta+Home');
    await lab.page.keyboard.type('// mine\n');
    await lab.page.getByRole('button', { name: 'Compare with the solution' }).click();
    const compare = lab.page.getByRole('region', { name: 'Compare with the solution' });
    await compare.locator('.monaco-diff-editor .view-line').first().waitFor();
    await compare.getByRole('button', { name: 'orders/app.ts' }).click();
    await compare.getByText('// mine').first().waitFor();
    await lab.button('Back to my code').click();
    await lab.editor.getByText('// mine').waitFor();

    await lab.button('Reset').click();
    await lab.page.getByText('One file is as the lab began.', { exact: true }).waitFor();
    await lab.editor.getByText('// mine').waitFor({ state: 'detached' });
    await lab.button('Undo').click();
    await lab.editor.getByText('// mine').waitFor();
  });
});
