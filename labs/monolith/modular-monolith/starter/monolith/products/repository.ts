/** Products in SQL. Inside the module only: what others may ask for is in index.ts. */
import { placeholders } from '#kit/database.ts';
import type { Queryable } from '#kit/database.ts';

export interface Product {
  readonly id: string;
  readonly name: string;
  /** Cents. */
  readonly price: number;
  readonly stock: number;
  readonly version: number;
}

const columns = 'id, name, price, stock, version';

export function listProducts(db: Queryable): Promise<Product[]> {
  return db.query<Product>(`select ${columns} from products order by id`);
}

/** Those of the products that there are, in no order. */
export async function findProducts(db: Queryable, ids: readonly string[]): Promise<Product[]> {
  if (ids.length === 0) return [];
  return db.query<Product>(`select ${columns} from products where id in (${placeholders(ids)})`, ids);
}

/** @returns whether there was enough; if not, nothing was taken */
export async function takeStock(db: Queryable, id: string, quantity: number): Promise<boolean> {
  const taken = await db.execute(
    'update products set stock = stock - $2, version = version + 1 where id = $1 and stock >= $2',
    [id, quantity],
  );
  return taken === 1;
}
