/** What the rest of the shop may ask the orders module for. */
import { placeholders } from '#kit/database.ts';

import type { OrderRequest } from '../requests.ts';
import { checkout } from './checkout.ts';
import type { OrdersDependencies } from './dependencies.ts';
import { latestRows, rowsOf } from './repository.ts';
import type { OrderRow } from './repository.ts';
import type { Named, OrderView } from './view.ts';

export interface Orders {
  /** The latest orders, the newest first. */
  list(limit: number): Promise<OrderView[]>;
  find(id: string): Promise<OrderView | undefined>;
  /** @throws {Problem} that says why there is no order: 402, 409 or 422 */
  place(request: OrderRequest, traceparent: string): Promise<OrderView>;
}

export function createOrders(dependencies: OrdersDependencies): Orders {
  const { db, users, products } = dependencies;

  /** Puts the names in: one question to each module, however many orders there are. */
  const compose = async (rows: readonly OrderRow[]): Promise<OrderView[]> => {
    const userIds = [...new Set(rows.map(({ userId }) => userId))];
    const [found, goods] = await Promise.all([
      users.query(`select * from users where id in (${placeholders(userIds)})`, userIds),
      products.byIds([...new Set(rows.map(({ productId }) => productId))]),
    ]);
    const customers = new Map(found.map((user) => [user.id, user]));
    return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((own) => {
      const [first] = own;
      if (!first) return [];
      return {
        id: first.id,
        status: first.status,
        total: first.total,
        customer: named(customers.get(first.userId)),
        lines: own.map(({ productId, quantity, unitPrice }) => ({
          product: named(goods.get(productId)),
          quantity,
          unitPrice,
        })),
        version: first.version,
      };
    });
  };

  const find = async (id: string): Promise<OrderView | undefined> => (await compose(await rowsOf(db, id)))[0];

  return {
    list: async (limit) => compose(await latestRows(db, limit)),
    find,
    place: async (request, traceparent) => {
      const id = await checkout(dependencies, request, traceparent);
      const order = await find(id);
      if (!order) throw new Error(`The order ${id} is gone.`);
      return order;
    },
  };
}

/** Null for what is no more. */
function named(found: Named | undefined): Named | null {
  return found ? { id: found.id, name: found.name } : null;
}
