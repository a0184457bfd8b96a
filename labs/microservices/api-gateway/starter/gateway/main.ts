import { processClock } from '#kit/clock.ts';
import { portFromEnv, urlFromEnv } from '#kit/env.ts';
import { createLog } from '#kit/log.ts';

import { createApp } from './app.ts';
import { spanExporter } from './span.ts';

const app = createApp({
  clock: processClock(),
  date: () => new Date(),
  fetch: globalThis.fetch,
  log: createLog(),
  report: spanExporter(),
  config: {
    // TLS itself is not here: in this lab, what comes in by the https listener counts as decrypted already.
    scheme: process.env['LISTENER'] === 'http' ? 'http' : 'https',
    origin: 'https://shop.example',
    urls: {
      users: urlFromEnv('USERS_URL'),
      products: urlFromEnv('PRODUCTS_URL'),
      orders: urlFromEnv('ORDERS_URL'),
    },
    tokens: { issuer: 'https://shop.example', audience: 'shop', algorithms: ['ES256'] },
  },
});
await app.listen(portFromEnv());
