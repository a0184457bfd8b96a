import type { Clock } from '#kit/clock.ts';

import type { Charge } from './charge.ts';

/** Whether a charge looks honest. Takes 50 ms. */
export async function looksHonest(clock: Clock, { amount }: Charge): Promise<boolean> {
  await clock.sleep(50);
  return amount < 1_000_000;
}
