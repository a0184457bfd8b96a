/** What the rest of the shop may ask the payments module for. */
import type { ModuleDatabase } from '#kit/database.ts';

import { listPayments } from './charge.ts';
import type { Payment } from './charge.ts';

export interface Payments {
  list(): Promise<Payment[]>;
}

export function createPayments({ db }: { readonly db: ModuleDatabase }): Payments {
  return {
    list: () => listPayments(db),
  };
}
