/** The products service: the catalogue. */
import { createService } from '#kit/http.ts';
import type { Service } from '#kit/http.ts';
import type { Log } from '#kit/log.ts';
import { Problem } from '#kit/problem.ts';

const products = [
  { id: 'p-1', name: 'Teapot', price: 2_500, version: 1 },
  { id: 'p-2', name: 'Cup', price: 900, version: 1 },
  { id: 'p-3', name: 'Tin of tea', price: 1_450, version: 1 },
];

export function createApp({ log }: { readonly log: Log }): Service {
  return createService({
    log,
    routes: {
      'GET /api/products': () => ({ status: 200, body: products }),
      'GET /api/products/:id': ({ params }) => {
        const product = products.find(({ id }) => id === params['id']);
        if (!product) throw new Problem(404, 'No such product');
        return { status: 200, body: product };
      },
    },
  });
}
