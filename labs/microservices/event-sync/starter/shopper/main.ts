/** Users who change their names, one every two seconds, and look at the orders afterwards. */
import { processClock } from '#kit/clock.ts';
import { urlFromEnv } from '#kit/env.ts';

const usersUrl = urlFromEnv('USERS_URL');
const shopUrl = urlFromEnv('SHOP_URL');
const clock = processClock();

interface Order {
  readonly customer: { readonly id: string; readonly name: string } | null;
}

for (let round = 1; ; round += 1) {
  const id = `u-0${(round % 3) + 4}`;
  const name = `${['Barbara', 'Donald', 'Radia'][round % 3]} ${round}`;
  const status = await change(id, name);
  await clock.sleep(1_000);
  console.log(`${id} is “${name}” now: ${status}. One second later an order says: ${await nameOnOrder(id)}`);
  await clock.sleep(1_000);
}

async function change(id: string, name: string): Promise<string> {
  const body = JSON.stringify({ name, email: `${id}@example.com` });
  const headers = { 'content-type': 'application/json' };
  const signal = AbortSignal.timeout(5_000);
  return fetch(`${usersUrl}/users/${id}`, { method: 'PUT', headers, body, signal }).then(
    (answer) => String(answer.status),
    () => 'no answer',
  );
}

async function nameOnOrder(id: string): Promise<string> {
  try {
    const answer = await fetch(`${shopUrl}/orders`, { signal: AbortSignal.timeout(5_000) });
    // The shape is that of the monolith.
    const orders = (await answer.json()) as Order[];
    return orders.find(({ customer }) => customer?.id === id)?.customer?.name ?? 'nobody';
  } catch {
    return 'no answer';
  }
}
