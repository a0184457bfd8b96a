/** What the rest of the shop may ask the products module for. */
import type { ModuleDatabase } from '#kit/database.ts';

import { listProducts } from './repository.ts';
import type { Product } from './repository.ts';

export type { Product } from './repository.ts';

export interface Products {
  list(): Promise<Product[]>;
}

export function createProducts({ db }: { readonly db: ModuleDatabase }): Products {
  return {
    list: () => listProducts(db),
  };
}
