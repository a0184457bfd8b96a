/** What the rest of the shop may ask the payments module for. */
import type { ModuleDatabase, Transaction } from '#kit/database.ts';

import { chargeCard, listPayments } from './charge.ts';
import type { Charge, Payment } from './charge.ts';

export { PaymentDeclined } from './charge.ts';

export interface Payments {
  list(): Promise<Payment[]>;
  /**
   * Charges a card and keeps the payment, as part of a transaction.
   * @throws {PaymentDeclined} when the card is not good for it
   */
  charge(tx: Transaction, charge: Charge): Promise<void>;
}

export function createPayments({ db }: { readonly db: ModuleDatabase }): Payments {
  return {
    list: () => listPayments(db),
    charge: (tx, charge) => chargeCard(db.in(tx), charge),
  };
}
