/** A learner's way through the lab on sync by events, on the offline engine, with every other host out of reach. */
import { expect, test } from 'vitest';

import { contextForEach } from './lab-context.ts';
import { LabScreen, solutionOf } from './lab-support.ts';

const slug = 'event-sync';
const context = contextForEach();

/** Sends a preset, and waits for its answer or for what came instead. */
async function send(lab: LabScreen, preset: string): Promise<void> {
  await lab.page.getByRole('tab', { name: 'Requests' }).click();
  await lab.page.locator(`[data-preset="${preset}"]`).click();
  await lab.button('Send').click();
}

/** Crashes users between the commit and the sending, and starts it again. */
async function crashAndRestart(lab: LabScreen): Promise<void> {
  await send(lab, 'rename-and-crash');
  await lab.page.getByRole('tab', { name: 'Console' }).click();
  await lab.button('Start users').click();
  await lab.processIs('users', 'running');
}

/** Waits until a user is the same in both copies or not, in the panel with the data. */
async function userIs(lab: LabScreen, id: string, state: 'same' | 'differs', text = ''): Promise<void> {
  await lab.page.getByRole('tab', { name: 'Data' }).click();
  await lab.page.locator(`tr[data-row="${id}"][data-state=${state}]`, { hasText: text }).waitFor();
}

test('a crash loses a change in the starter, and delays it in the solution', async () => {
  const lab = await LabScreen.open(context(), slug);
  await lab.button('Run').click();
  await lab.page.getByLabel('Never, unless she changes something again.').check();
  await lab.button('Run and see').click();
  for (const id of ['users', 'log', 'monolith', 'shopper']) await lab.processIs(id, 'running');
  await userIs(lab, 'u-03', 'differs');
  await userIs(lab, 'u-01', 'same');
  await crashAndRestart(lab);
  await userIs(lab, 'u-01', 'differs', 'Ada Lovelace');

  await lab.page.getByRole('tab', { name: 'Console' }).click();
  for (const [path, text] of Object.entries(solutionOf(slug))) {
    await lab.paste(path, text);
    await lab.save();
  }
  await send(lab, 'sync-backfill');
  for (const id of ['u-01', 'u-03', 'u-11']) await userIs(lab, id, 'same');
  await crashAndRestart(lab);
  // The third version: the event has come after the restart.
  await userIs(lab, 'u-01', 'same', '3');
  expect(lab.errors).toEqual([]);
});
