/** A learner's way through the lab on read replicas, on the offline engine, with every other host out of reach. */
import { expect, test } from 'vitest';

import { contextForEach } from './lab-context.ts';
import { LabScreen, solutionOf } from './lab-support.ts';

const slug = 'replica-transition';
const context = contextForEach();

test('with the starter who changes something reads what was before, and with the solution the change', async () => {
  const lab = await LabScreen.open(context(), slug);
  await lab.button('Run').click();
  await lab.page.getByLabel('The old name for two or three seconds, and then the new one.').check();
  await lab.button('Run and see').click();
  for (const id of ['monolith', 'users', 'shopper']) await lab.processIs(id, 'running');
  await lab.says(/now Ada \d+; reads: at once Ada( \d+)? \(old\)/);
  await lab.page.getByRole('tab', { name: 'Data' }).click();
  await lab.page.getByTestId('data-summary').filter({ hasText: '1 of 8 rows differ' }).waitFor();

  await lab.page.getByRole('tab', { name: 'Console' }).click();
  for (const [path, text] of Object.entries(solutionOf(slug))) {
    await lab.paste(path, text);
    await lab.save();
  }
  await lab.says(/now Ada \d+; reads: at once new, 1 s later new/);
  expect(lab.errors).toEqual([]);
});
