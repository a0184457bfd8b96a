/** Orders in SQL, and nothing but orders. */
import type { Queryable } from '#kit/database.ts';

/** An order to be kept. */
export interface NewOrder {
  readonly number: number;
  readonly userId: string;
  /** Cents. */
  readonly total: number;
  readonly lines: readonly {
    readonly productId: string;
    readonly quantity: number;
    readonly unitPrice: number;
  }[];
}

/** One line of an order with its order: as many rows as the order has lines. */
export interface OrderRow {
  readonly id: string;
  readonly status: string;
  readonly total: number;
  readonly version: number;
  readonly userId: string;
  readonly productId: string;
  readonly quantity: number;
  readonly unitPrice: number;
}

const rows = (orders: string): string => `
  select o.id, o.status, o.total, o.version, o.user_id as "userId",
         l.product_id as "productId", l.quantity, l.unit_price as "unitPrice"
  from ${orders} o
  join order_lines l on l.order_id = o.id
  order by o.number desc, l.position`;

/** The rows of the latest orders, the newest first. */
export function latestRows(db: Queryable, limit: number): Promise<OrderRow[]> {
  return db.query<OrderRow>(rows('(select * from orders order by number desc limit $1)'), [limit]);
}

/** The rows of one order; none when there is no such order. */
export function rowsOf(db: Queryable, id: string): Promise<OrderRow[]> {
  return db.query<OrderRow>(rows('(select * from orders where id = $1)'), [id]);
}

export async function nextOrderNumber(db: Queryable): Promise<number> {
  const [row] = await db.query<{ number: number }>(
    'select coalesce(max(number), 0) + 1 as number from orders',
  );
  return row?.number ?? 1;
}

/** @returns the id of the order */
export async function insertOrder(
  db: Queryable,
  { number, userId, total, lines }: NewOrder,
): Promise<string> {
  const id = `o-${number}`;
  await db.execute(
    `insert into orders (id, number, user_id, status, total, version) values ($1, $2, $3, 'CONFIRMED', $4, 1)`,
    [id, number, userId, total],
  );
  for (const [index, { productId, quantity, unitPrice }] of lines.entries()) {
    await db.execute(
      'insert into order_lines (order_id, position, product_id, quantity, unit_price) values ($1, $2, $3, $4, $5)',
      [id, index + 1, productId, quantity, unitPrice],
    );
  }
  return id;
}
