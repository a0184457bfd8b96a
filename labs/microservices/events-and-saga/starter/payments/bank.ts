/** The bank, as far as payments knows it. */
import type { Clock } from '#kit/clock.ts';

export interface Bank {
  /**
   * Asks whether the card is good for so many cents. It may be asked again about the same order: the answer is the
   * same, and no money moves by asking.
   */
  authorise(orderId: string, amount: number): Promise<'approved' | 'declined'>;
}

/** No card is good for more than this many cents. */
const cardLimit = 100_000;

/** @param delayMs so long the bank takes for an answer */
export function createBank(clock: Clock, delayMs: number): Bank {
  return {
    authorise: async (_orderId, amount) => {
      await clock.sleep(delayMs);
      return amount > cardLimit ? 'declined' : 'approved';
    },
  };
}
