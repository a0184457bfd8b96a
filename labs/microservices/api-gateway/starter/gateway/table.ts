/** The path table: which service answers for what, and who may ask. What is not in it cannot be reached from outside. */
import type { Upstream } from './types.ts';

export interface Route {
  /** Whole segments of a path. */
  readonly prefix: string;
  /** Who answers; `home` is put together by the gateway itself. */
  readonly to: Upstream | 'home';
  /** The word that a token’s scope must hold. A route without one is open to everybody. */
  readonly scope?: string;
}

export const table: readonly Route[] = [
  { prefix: '/api/auth', to: 'users' },
  { prefix: '/api/users', to: 'users', scope: 'users' },
  { prefix: '/api/orders', to: 'orders', scope: 'orders' },
  { prefix: '/api/products', to: 'products', scope: 'products' },
  { prefix: '/api/home', to: 'home', scope: 'orders' },
];
