/** The first page of the shop, put together from three services: one request of the client instead of three. */
import { Problem } from '#kit/problem.ts';

import type { Upstreams } from './upstreams.ts';
import type { Field, Upstream } from './types.ts';

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
  const read = async (upstream: Upstream, target: string): Promise<unknown> => {
    const { status, body } = await upstreams.call(upstream, { method: 'GET', target, headers });
    try {
      if (status !== 200) throw new Error(`${upstream} answered ${status}`);
      return JSON.parse(new TextDecoder().decode(body));
    } catch (cause) {
      throw new Problem(502, 'Bad gateway', { detail: `${upstream} gave no answer to use.`, cause });
    }
  };
  // All three are under way before the first is awaited.
  const [user, orders, products] = await Promise.all([
    read('users', `/api/users/${encodeURIComponent(subject)}`),
    read('orders', '/api/orders'),
    read('products', '/api/products').catch(() => null),
  ]);
  return { user, orders, products, degraded: products === null ? ['products'] : [] };
}
