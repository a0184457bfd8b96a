/** What the rest of the shop may ask the orders module for. */
import type { OrderRequest } from '../requests.ts';
import { checkout } from './checkout.ts';
import type { OrdersDependencies } from './dependencies.ts';
import { findOrder, listOrders } from './repository.ts';
import type { OrderView } from './view.ts';

export interface Orders {
  /** The latest orders, the newest first. */
  list(limit: number): Promise<OrderView[]>;
  find(id: string): Promise<OrderView | undefined>;
  /** @throws {Problem} that says why there is no order: 402, 409 or 422 */
  place(request: OrderRequest, traceparent: string): Promise<OrderView>;
}

export function createOrders(dependencies: OrdersDependencies): Orders {
  const { db } = dependencies;
  const find = (id: string): Promise<OrderView | undefined> => findOrder(db, id);
  return {
    list: (limit) => listOrders(db, limit),
    find,
    place: async (request, traceparent) => {
      const id = await checkout(dependencies, request, traceparent);
      const order = await find(id);
      if (!order) throw new Error(`The order ${id} is gone.`);
      return order;
    },
  };
}
