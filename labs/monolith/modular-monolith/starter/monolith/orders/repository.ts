/** Orders in SQL. */
import type { Queryable } from '#kit/database.ts';

import type { OrderView } from './view.ts';

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

/** One line of an order with everything around it: as many rows as the order has lines. */
interface JoinedRow {
  readonly id: string;
  readonly status: string;
  readonly total: number;
  readonly version: number;
  readonly customerId: string | null;
  readonly customerName: string | null;
  readonly productId: string | null;
  readonly productName: string | null;
  readonly quantity: number;
  readonly unitPrice: number;
}

const joined = (orders: string): string => `
  select o.id, o.status, o.total, o.version, u.id as "customerId", u.name as "customerName",
         p.id as "productId", p.name as "productName", l.quantity, l.unit_price as "unitPrice"
  from ${orders} o
  join order_lines l on l.order_id = o.id
  left join users u on u.id = o.user_id
  left join products p on p.id = l.product_id
  order by o.number desc, l.position`;

/** The latest orders, the newest first. */
export async function listOrders(db: Queryable, limit: number): Promise<OrderView[]> {
  return views(
    await db.query<JoinedRow>(joined('(select * from orders order by number desc limit $1)'), [limit]),
  );
}

export async function findOrder(db: Queryable, id: string): Promise<OrderView | undefined> {
  const [view] = views(await db.query<JoinedRow>(joined('(select * from orders where id = $1)'), [id]));
  return view;
}

/** Where to write to about an order; undefined when its customer is no more. */
export async function findRecipient(db: Queryable, id: string): Promise<string | undefined> {
  const [row] = await db.query<{ email: string }>(
    'select u.email from orders o join users u on u.id = o.user_id where o.id = $1',
    [id],
  );
  return row?.email;
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

/** Rows of the same order follow one another. */
function views(rows: readonly JoinedRow[]): OrderView[] {
  return [...new Set(rows.map(({ id }) => id))].flatMap((id) => {
    const own = rows.filter((row) => row.id === id);
    const [first] = own;
    if (!first) return [];
    return {
      id,
      status: first.status,
      total: first.total,
      customer: named(first.customerId, first.customerName),
      lines: own.map(({ productId, productName, quantity, unitPrice }) => ({
        product: named(productId, productName),
        quantity,
        unitPrice,
      })),
      version: first.version,
    };
  });
}

function named(id: string | null, name: string | null): { id: string; name: string } | null {
  return id === null || name === null ? null : { id, name };
}
