/** Charging cards. Inside the module only: what others may ask for is in index.ts. */
import type { Queryable } from '#kit/database.ts';

export interface Payment {
  readonly id: string;
  readonly orderId: string;
  /** Cents. */
  readonly amount: number;
  readonly version: number;
}

export type Charge = Pick<Payment, 'orderId' | 'amount'>;

/** No card is good for more than this many cents. */
const cardLimit = 100_000;

export class PaymentDeclined extends Error {
  override readonly name = 'PaymentDeclined';
}

const columns = 'id, order_id as "orderId", amount, version';

/**
 * Charges a card and keeps the payment.
 * @throws {PaymentDeclined} when the card is not good for it
 */
export async function chargeCard(db: Queryable, { orderId, amount }: Charge): Promise<void> {
  if (amount > cardLimit) throw new PaymentDeclined('The amount is above the limit of the card.');
  await db.execute('insert into payments (id, order_id, amount, version) values ($1, $2, $3, 1)', [
    `pay-${orderId}`,
    orderId,
    amount,
  ]);
}

export function listPayments(db: Queryable): Promise<Payment[]> {
  return db.query<Payment>(`select ${columns} from payments order by id`);
}
