/** What the gateway itself does for a checkout. */
import type { Clock } from '#kit/clock.ts';
import type { Reply } from '#kit/http.ts';

/** Finds out who is buying. Takes 2 ms. */
export async function knowCustomer(clock: Clock): Promise<void> {
  await clock.sleep(2);
}

/** Asks for the basket's prices once more, one by one. Takes 55 ms, and nobody has ever looked into it. */
export async function checkBasket(clock: Clock): Promise<void> {
  await clock.sleep(55);
}

/** Makes of an answer what the customer sees. Takes 10 ms. */
export async function writePage(clock: Clock, reply: Reply): Promise<Reply> {
  await clock.sleep(10);
  return reply;
}
