/** Synthetic load: shoppers who look, shoppers who order, and a merchant who uploads photographs. */
import { processClock } from '#kit/clock.ts';
import { urlFromEnv } from '#kit/env.ts';

interface Kind {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** The body of the request with this number. */
  readonly body?: (count: number) => unknown;
  sent: number;
  failed: number;
}

const lists: Kind = { name: 'product lists', method: 'GET', path: '/products', sent: 0, failed: 0 };
const orders: Kind = {
  name: 'orders',
  method: 'POST',
  path: '/orders',
  // Every ninth shopper comes by a link that somebody typed by hand.
  body: (count) => ({
    product: `p-${1 + (count % 200)}`,
    link: count % 9 === 0 ? 'SAVE-20%' : 'spring%20sale',
  }),
  sent: 0,
  failed: 0,
};
const photographs: Kind = {
  name: 'photographs',
  method: 'POST',
  path: '/images',
  body: (count) => ({ name: `photograph-${count}` }),
  sent: 0,
  failed: 0,
};

/** One second of load, at ten requests a second. */
const second = [lists, lists, orders, lists, lists, orders, lists, lists, orders, photographs];

const monolithUrl = urlFromEnv('MONOLITH_URL');
const clock = processClock();

while (!(await isReady())) await clock.sleep(100);
for (let seconds = 1; ; seconds += 1) {
  for (const kind of second) {
    await send(kind);
    await clock.sleep(100);
  }
  if (seconds % 5 === 0) console.log([lists, orders, photographs].map(summary).join(', '));
}

async function isReady(): Promise<boolean> {
  try {
    const response = await fetch(`${monolithUrl}/health/ready`);
    await response.text();
    return response.ok;
  } catch {
    return false;
  }
}

async function send(kind: Kind): Promise<void> {
  kind.sent += 1;
  try {
    const response = await fetch(`${monolithUrl}${kind.path}`, {
      method: kind.method,
      ...(kind.body && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(kind.body(kind.sent)),
      }),
    });
    await response.text();
    if (!response.ok) kind.failed += 1;
  } catch {
    kind.failed += 1;
  }
}

function summary({ name, sent, failed }: Kind): string {
  return `${sent} ${name}${failed === 0 ? '' : ` (${failed} failed)`}`;
}
