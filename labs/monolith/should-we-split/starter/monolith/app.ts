/** The shop as one process. */
import type { Clock } from '#kit/clock.ts';
import { createService } from '#kit/http.ts';
import type { Service } from '#kit/http.ts';
import type { Log } from '#kit/log.ts';
import { Problem } from '#kit/problem.ts';

import { bestSellers, campaignOf, charge, confirmation, findProduct, thumbnail } from './modules.ts';
import { createUsage } from './usage.ts';
import type { ModuleUsage } from './usage.ts';

/** What `GET /metrics` answers. */
export interface UsageReport {
  /** Orders that were asked for, and those that failed. */
  readonly checkouts: number;
  readonly failed: number;
  readonly modules: readonly ModuleUsage[];
}

interface Order {
  readonly id: string;
  readonly product: string;
  /** Cents. */
  readonly amount: number;
  readonly version: number;
}

export function createApp({ clock, log }: { readonly clock: Clock; readonly log: Log }): Service {
  const usage = createUsage(clock);
  const { run } = usage;
  let checkouts = 0;
  let failed = 0;

  const checkout = (product: string, link: string): Order =>
    run('orders', () => {
      const found = run('products', () => findProduct(product));
      const order: Order = { id: `o-${checkouts}`, product, amount: found.price, version: 1 };
      run('payments', () => charge(order.id, order.amount));
      run('notifications', () => confirmation(order.id, found));
      // Nobody who buys a teapot cares for the campaign; and yet the order waits for it, and fails with it.
      run('analytics', () => campaignOf(link));
      return order;
    });

  return createService({
    log,
    routes: {
      'GET /products': () => ({ status: 200, body: run('products', bestSellers) }),
      'POST /orders': ({ body }) => {
        const { product, link } = parseCheckout(body);
        checkouts += 1;
        try {
          return { status: 201, body: checkout(product, link) };
        } catch (error) {
          failed += 1;
          usage.checkoutFailed(error);
          throw error;
        }
      },
      'POST /images': () => ({ status: 201, body: { brightness: run('images', () => thumbnail()) } }),
      'GET /metrics': () => ({
        status: 200,
        body: { checkouts, failed, modules: usage.report() } satisfies UsageReport,
      }),
    },
  });
}

function parseCheckout(body: unknown): { product: string; link: string } {
  if (typeof body === 'object' && body !== null && 'product' in body && 'link' in body) {
    const { product, link } = body;
    if (typeof product === 'string' && typeof link === 'string') return { product, link };
  }
  throw new Problem(400, 'Malformed order', {
    detail: 'An order has a `product`, such as "p-1", and the `link` that led to it.',
  });
}
