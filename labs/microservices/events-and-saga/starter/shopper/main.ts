/** A shopper who orders about once a second, and says what came back. */
import { processClock } from '#kit/clock.ts';
import { urlFromEnv } from '#kit/env.ts';

const ordersUrl = urlFromEnv('ORDERS_URL');
const clock = processClock();

for (let order = 1; ; order += 1) {
  const begun = clock.now();
  const answer = await postOrder(order);
  console.log(`order ${order}: ${answer} after ${Math.round(clock.now() - begun)} ms`);
  await clock.sleep(1000);
}

/** Every tenth order is one that no card is good for. The answer in a few words: `202 o-7 PENDING`. */
async function postOrder(order: number): Promise<string> {
  const [item, amount] = order % 10 === 0 ? ['grand piano', 1_500_000] : ['teapot', 2_500];
  try {
    const response = await fetch(`${ordersUrl}/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ item, amount }),
    });
    return `${response.status} ${wordsFor(await response.json())}`;
  } catch {
    return 'no answer from orders';
  }
}

/** Id and state of an order, or the title of a problem. */
function wordsFor(body: unknown): string {
  if (typeof body !== 'object' || body === null) return '';
  if ('title' in body) return String(body.title);
  return 'id' in body && 'status' in body ? `${String(body.id)} ${String(body.status)}` : '';
}
