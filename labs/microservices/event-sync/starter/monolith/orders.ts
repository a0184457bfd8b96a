/** Orders with the names of those who placed them. */
import type { Database } from '#kit/database.ts';

import type { Users } from './users.ts';

export interface OrderView {
  readonly id: string;
  /** Null when there is no such user. */
  readonly customer: { readonly id: string; readonly name: string } | null;
  /** Cents. */
  readonly total: number;
}

export async function listOrders(db: Database, users: Users, traceparent: string): Promise<OrderView[]> {
  const orders = await db.query<{ id: string; userId: string; total: number }>(
    'select id, user_id as "userId", total from orders order by id',
  );
  const names = await users.names([...new Set(orders.map(({ userId }) => userId))], traceparent);
  return orders.map(({ id, userId, total }) => {
    const name = names.get(userId);
    return { id, customer: name === undefined ? null : { id: userId, name }, total };
  });
}
