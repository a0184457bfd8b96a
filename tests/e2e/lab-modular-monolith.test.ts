/** A learner's way through the modular monolith, on the offline engine, with every other host out of reach. */
import { expect, test } from 'vitest';

import { contextForEach } from './lab-context.ts';
import { LabScreen, solutionOf } from './lab-support.ts';

const slug = 'modular-monolith';
const context = contextForEach();

test('predict, run, and lose orders with analytics; the database outlives the process', async () => {
  const lab = await LabScreen.open(context(), slug);
  await lab.button('Run').click();
  await lab.page.getByLabel('An error, and the order is there all the same, charged to the card.').check();
  await lab.button('Run and see').click();
  for (const id of ['monolith', 'analytics', 'shopper']) await lab.processIs(id, 'running');
  await lab.says(/order \d+: 201 o-3 CONFIRMED/);

  await lab.button('Stop analytics').click();
  await lab.processIs('analytics', 'stopped');
  await lab.says(/order \d+: 500 Internal server error/);

  await lab
    .process('monolith')
    .getByRole('button', { name: /^monolith/ })
    .click();
  await lab.button('Restart monolith').click();
  // Five migrations, an order that was confirmed, and at least one that got an error and is there all the same.
  await lab.says(/database shop restored entries=([7-9]|\d\d)/);
  await lab.processIs('monolith', 'running');
  await lab.button('Start analytics').click();
  await lab.says(/order placed order=o-\d+/);
  await lab.button('Stop').click();
  await lab.processIs('monolith', 'stopped');
  expect(lab.errors).toEqual([]);
});

test('the starter fails, the solution passes', async () => {
  const lab = await LabScreen.open(context(), slug);
  expect(await lab.check()).toMatch(/^\d+ of \d+ checks passed, \d+ failed\.$/);
  await lab.page
    .locator('[data-testid=check-no-deep-imports]')
    .getByText('monolith/orders/checkout.ts:4 imports monolith/payments/charge.ts')
    .first()
    .waitFor();
  for (const [path, text] of Object.entries(solutionOf(slug))) await lab.paste(path, text);
  expect(await lab.check()).toMatch(/^All \d+ checks passed\.$/);
  expect(lab.errors).toEqual([]);
});
