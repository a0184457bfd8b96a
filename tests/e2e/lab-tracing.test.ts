/** The tracing lab, whose own code makes the spans: from four traces of one checkout to one waterfall. */
import { expect, test } from 'vitest';
import { contextForEach } from './lab-context.ts';
import { LabScreen, solutionOf } from './lab-support.ts';

const slug = 'tracing';
const services = ['gateway', 'orders', 'payments', 'notifications'];
const context = contextForEach();

/** Checks out from the request panel, and opens the traces. */
async function checkOut(lab: LabScreen): Promise<void> {
  for (const id of services) await lab.processIs(id, 'running');
  await lab.page.getByRole('tab', { name: 'Requests' }).click();
  await lab.button('Send').click();
  await lab.page.getByTestId('answer-status').filter({ hasText: '201' }).waitFor();
}

test('in the starter each service has a trace of its own', async () => {
  const lab = await LabScreen.open(context(), slug);
  await lab.run();
  await checkOut(lab);
  await lab.page.getByRole('tab', { name: 'Traces' }).click();
  const entries = lab.page.getByTestId('trace-entry');
  for (const name of ['POST /api/checkout', 'POST /orders', 'POST /payments', 'process orders'])
    await entries.filter({ hasText: name }).first().waitFor();
  expect(lab.errors).toEqual([]);
});

test('with the solution one waterfall has them all, and says who was waited for', async () => {
  const lab = await LabScreen.open(context(), slug);
  for (const [path, text] of Object.entries(solutionOf(slug))) await lab.paste(path, text);
  await lab.save();
  await lab.run();
  await checkOut(lab);
  await lab.button('Its trace').click();
  const rows = lab.page.getByTestId('span-row');
  for (const name of [
    'know customer',
    'INSERT orders',
    'fraud check',
    'Stripe charge',
    'process orders',
    'write page',
  ])
    await rows.filter({ hasText: name }).waitFor();
  const path = lab.page.getByTestId('critical-path');
  await path.filter({ hasText: /payments \d+ ms.*gateway itself/ }).waitFor();
  const shares = (await path.textContent()) ?? '';
  expect(shares).not.toContain('notifications');
  expect(lab.errors).toEqual([]);
});
