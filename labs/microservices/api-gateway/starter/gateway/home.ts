/** The first page of the shop, put together from three services: one request of the client instead of three. */
import type { Upstreams } from './upstreams.ts';
import type { Field } from './types.ts';

export interface Home {
  /** `GET /api/users/<subject>` of users. Required. */
  readonly user: unknown;
  /** `GET /api/orders` of orders. Required. */
  readonly orders: unknown;
  /** `GET /api/products` of products, null when they cannot be had. */
  readonly products: unknown;
  /** Names of the members that are missing: `['products']`, or none. */
  readonly degraded: readonly string[];
}

/**
 * @param headers to be sent with each call
 * @throws {Problem} 502 or 504 when something required cannot be had
 */
export async function readHome(
  upstreams: Upstreams,
  subject: string,
  headers: readonly Field[],
): Promise<Home> {
  const user = await upstreams.call('users', { method: 'GET', target: `/api/users/${subject}`, headers });
  const orders = await upstreams.call('orders', { method: 'GET', target: '/api/orders', headers });
  const products = await upstreams.call('products', { method: 'GET', target: '/api/products', headers });
  const [first, second, third] = [user, orders, products].map(({ body }): unknown =>
    JSON.parse(new TextDecoder().decode(body)),
  );
  return { user: first, orders: second, products: third, degraded: [] };
}
