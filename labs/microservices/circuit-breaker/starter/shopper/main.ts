/** A shopper who orders about once a second, and says what came back. */
import { processClock } from '#kit/clock.ts';
import { urlFromEnv } from '#kit/env.ts';

const ordersUrl = urlFromEnv('ORDERS_URL');
const clock = processClock();

for (let order = 1; ; order += 1) {
  const begun = clock.now();
  const answer = await postOrder();
  console.log(`order ${order}: ${answer} after ${Math.round(clock.now() - begun)} ms`);
  await clock.sleep(1000);
}

/** The answer in a few words: `201 CONFIRMED`. */
async function postOrder(): Promise<string> {
  try {
    const response = await fetch(`${ordersUrl}/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ item: 'teapot', amount: 2_500 }),
    });
    const retry = response.headers.get('retry-after');
    return `${response.status} ${wordFor(await response.json())}${retry === null ? '' : `, retry after ${retry} s`}`;
  } catch {
    return 'no answer from orders';
  }
}

/** The state of an order, or the title of a problem. */
function wordFor(body: unknown): string {
  if (typeof body !== 'object' || body === null) return '';
  if ('title' in body) return String(body.title);
  return 'status' in body ? String(body.status) : '';
}
