/** Orders and stock, in the tables of the orders service. */
import type { Queryable, Transaction } from '#kit/database.ts';
import { Problem } from '#kit/problem.ts';

import { paymentSum } from '../messaging/sums.ts';
import type { BlockSum, PaymentSum } from '../messaging/sums.ts';

export type OrderStatus = 'PENDING' | 'CONFIRMED' | 'CANCELLED';

export interface Order {
  readonly id: string;
  readonly item: string;
  /** Cents. */
  readonly amount: number;
  readonly status: OrderStatus;
  readonly version: number;
}

/** What a shopper sends. */
export type OrderRequest = Pick<Order, 'item' | 'amount'>;

/** @throws {Problem} 400 when the body is no order */
export function parseOrderRequest(body: unknown): OrderRequest {
  if (typeof body === 'object' && body !== null && 'item' in body && 'amount' in body) {
    const { item, amount } = body;
    const positive = typeof amount === 'number' && Number.isSafeInteger(amount) && amount > 0;
    if (typeof item === 'string' && item !== '' && positive) return { item, amount };
  }
  throw new Problem(400, 'Malformed order', {
    detail: 'An order has an `item` and an `amount`, a positive whole number of cents.',
  });
}

const columns = 'id, item, amount, status, version';

/**
 * Takes one piece from the stock and writes the order down as PENDING.
 * @throws {Problem} 409 when there is none left
 */
export async function place(tx: Transaction, { item, amount }: OrderRequest): Promise<Order> {
  const taken = await tx.execute(
    'update stock set quantity = quantity - 1 where item = $1 and quantity > 0',
    [item],
  );
  if (taken === 0) throw new Problem(409, 'Sold out', { detail: `There is no ${item} left.` });
  const [last] = await tx.query<{ number: number }>('select coalesce(max(number), 0) as number from orders');
  const number = (last?.number ?? 0) + 1;
  const order: Order = { id: `o-${number}`, item, amount, status: 'PENDING', version: 1 };
  await tx.execute(`insert into orders (${columns}, number) values ($1, $2, $3, $4, $5, $6)`, [
    order.id,
    item,
    amount,
    order.status,
    order.version,
    number,
  ]);
  return order;
}

export async function findOrder(db: Queryable, id: string): Promise<Order | undefined> {
  const [order] = await db.query<Order>(`select ${columns} from orders where id = $1`, [id]);
  return order;
}

export async function setStatus(tx: Transaction, id: string, status: OrderStatus): Promise<void> {
  await tx.execute('update orders set status = $1, version = version + 1 where id = $2', [status, id]);
}

/** Puts one piece back. */
export async function restock(tx: Transaction, item: string): Promise<void> {
  await tx.execute('update stock set quantity = quantity + 1 where item = $1', [item]);
}

/** The latest orders, newest first. */
export function latestOrders(db: Queryable, limit: number): Promise<Order[]> {
  return db.query<Order>(`select ${columns} from orders order by number desc limit $1`, [limit]);
}

/** How many orders there are in each state. */
export async function countByStatus(db: Queryable): Promise<Record<OrderStatus, number>> {
  const rows = await db.query<{ status: OrderStatus; count: number }>(
    'select status, count(*) as count from orders group by status',
  );
  const counts = { PENDING: 0, CONFIRMED: 0, CANCELLED: 0 };
  for (const { status, count } of rows) counts[status] = count;
  return counts;
}

/** What customers have been promised to pay, by tens of orders, without those that are cancelled. */
export async function expectedPayments(db: Queryable): Promise<readonly PaymentSum[]> {
  const sums = await db.query<BlockSum>(
    `select (number - 1) / 10 as block, count(*) as payments, cast(sum(amount) as integer) as cents
     from orders where status <> 'CANCELLED' group by (number - 1) / 10 order by (number - 1) / 10`,
  );
  return sums.map(paymentSum);
}

export function stock(db: Queryable): Promise<{ item: string; quantity: number }[]> {
  return db.query('select item, quantity from stock order by item');
}
