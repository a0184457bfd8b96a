/** Stands in for Stripe, the company that moves the money: somebody else's service, which sends no spans. */
import type { Clock } from '#kit/clock.ts';

import type { Charge } from './charge.ts';

/** No card is good for more than this many cents. */
const cardLimit = 100_000;

/** Charges a card. Takes 320 ms today. @returns whether the card was good for it */
export async function chargeCard(clock: Clock, { amount }: Charge): Promise<boolean> {
  await clock.sleep(320);
  return amount <= cardLimit;
}
