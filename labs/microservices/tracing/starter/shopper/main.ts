/** A shopper who checks out about once a second, and says what came back. */
import { processClock } from '#kit/clock.ts';
import { urlFromEnv } from '#kit/env.ts';

const gatewayUrl = urlFromEnv('GATEWAY_URL');
const clock = processClock();

for (let checkout = 1; ; checkout += 1) {
  const begun = clock.now();
  const answer = await post();
  console.log(`checkout ${checkout}: ${answer} after ${Math.round(clock.now() - begun)} ms`);
  await clock.sleep(1000);
}

async function post(): Promise<string> {
  try {
    const response = await fetch(`${gatewayUrl}/api/checkout`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ item: 'teapot', amount: 2_500 }),
    });
    await response.body?.cancel();
    return String(response.status);
  } catch {
    return 'no answer from the gateway';
  }
}
