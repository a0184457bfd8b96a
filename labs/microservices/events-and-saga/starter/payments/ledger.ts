/** What was charged and given back, in the tables of the payments service. */
import type { Queryable, Transaction } from '#kit/database.ts';

import { paymentSum } from '../messaging/sums.ts';
import type { BlockSum, PaymentSum } from '../messaging/sums.ts';

export type ChargeStatus = 'CHARGED' | 'REFUNDED';

export interface Charge {
  readonly id: string;
  readonly orderId: string;
  /** Cents. */
  readonly amount: number;
  readonly status: ChargeStatus;
  readonly version: number;
}

const columns = 'id, order_id as "orderId", amount, status, version';

/** Takes the money: each call is one more charge. */
export async function charge(tx: Transaction, orderId: string, amount: number): Promise<void> {
  const [last] = await tx.query<{ number: number }>('select coalesce(max(number), 0) as number from charges');
  const number = (last?.number ?? 0) + 1;
  await tx.execute(
    'insert into charges (id, number, order_id, amount, status, version) values ($1, $2, $3, $4, $5, $6)',
    [`c-${number}`, number, orderId, amount, 'CHARGED', 1],
  );
}

/** The charges of an order, oldest first. */
export function chargesOf(db: Queryable, orderId: string): Promise<Charge[]> {
  return db.query<Charge>(`select ${columns} from charges where order_id = $1 order by number`, [orderId]);
}

/** Gives the money of a charge back. */
export async function refund(tx: Transaction, id: string): Promise<void> {
  await tx.execute('update charges set status = $1, version = version + 1 where id = $2', ['REFUNDED', id]);
}

/** The latest charges, newest first. */
export function latestCharges(db: Queryable, limit: number): Promise<Charge[]> {
  return db.query<Charge>(`select ${columns} from charges order by number desc limit $1`, [limit]);
}

/** What was paid, by tens of orders, without what was given back. */
export async function receivedPayments(db: Queryable): Promise<readonly PaymentSum[]> {
  const sums = await db.query<BlockSum>(
    `select (cast(substr(order_id, 3) as integer) - 1) / 10 as block, count(*) as payments,
       cast(sum(amount) as integer) as cents
     from charges where status = 'CHARGED'
     group by (cast(substr(order_id, 3) as integer) - 1) / 10
     order by (cast(substr(order_id, 3) as integer) - 1) / 10`,
  );
  return sums.map(paymentSum);
}
