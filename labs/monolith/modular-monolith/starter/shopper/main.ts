/** A shopper who orders about once a second, and says what came back. */
import { processClock } from '#kit/clock.ts';
import { urlFromEnv } from '#kit/env.ts';

const shopUrl = urlFromEnv('SHOP_URL');
const clock = processClock();
const order = JSON.stringify({ userId: 'u-1', lines: [{ productId: 'p-1', quantity: 1 }] });

for (let attempt = 1; ; attempt += 1) {
  const begun = clock.now();
  const answer = await postOrder();
  console.log(`order ${attempt}: ${answer} after ${Math.round(clock.now() - begun)} ms`);
  await clock.sleep(1000);
}

/** The answer in a few words: `201 o-12 CONFIRMED`. */
async function postOrder(): Promise<string> {
  try {
    const response = await fetch(`${shopUrl}/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: order,
      signal: AbortSignal.timeout(5_000),
    });
    return `${response.status} ${wordsFor(await response.json())}`;
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    return late ? 'no answer, given up' : 'no connection to the shop';
  }
}

/** Id and status of an order, or the title of a problem. */
function wordsFor(body: unknown): string {
  if (typeof body !== 'object' || body === null) return '';
  if ('title' in body) return String(body.title);
  return 'id' in body && 'status' in body ? `${String(body.id)} ${String(body.status)}` : '';
}
