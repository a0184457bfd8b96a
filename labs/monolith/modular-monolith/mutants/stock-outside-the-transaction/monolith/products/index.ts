/** What the rest of the shop may ask the products module for. */
import type { ModuleDatabase } from '#kit/database.ts';

import { findProducts, listProducts, takeStock } from './repository.ts';
import type { Product } from './repository.ts';

export type { Product } from './repository.ts';

export interface Products {
  list(): Promise<Product[]>;
  /** Those of the products that there are, by id. */
  byIds(ids: readonly string[]): Promise<ReadonlyMap<string, Product>>;
  /**
   * Takes stock.
   * @returns whether there was enough; if not, nothing was taken
   */
  take(id: string, quantity: number): Promise<boolean>;
}

export function createProducts({ db }: { readonly db: ModuleDatabase }): Products {
  return {
    list: () => listProducts(db),
    byIds: async (ids) => new Map((await findProducts(db, ids)).map((product) => [product.id, product])),
    take: (id, quantity) => takeStock(db, id, quantity),
  };
}
