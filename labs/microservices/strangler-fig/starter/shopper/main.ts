/** Two hundred shoppers who look at profiles, ten a second, and a line every five seconds about who answered. */
import { processClock } from '#kit/clock.ts';
import { urlFromEnv } from '#kit/env.ts';

const shopUrl = urlFromEnv('SHOP_URL');
const clock = processClock();
const shoppers = 200;
const lineEvery = 50;

let seen: { side: string; failed: boolean; ms: number }[] = [];

for (let request = 1; ; request += 1) {
  void look(request % shoppers);
  if (request % lineEvery === 0) {
    console.log(`${seen.length} answers: ${summary('monolith')}, ${summary('users')}, ${summary('nobody')}`);
    seen = [];
  }
  await clock.sleep(100);
}

/** A signed-in shopper looks at one of the four profiles. */
async function look(shopper: number): Promise<void> {
  const begun = clock.now();
  const answer = await fetch(`${shopUrl}/users/u-${1 + (shopper % 4)}`, {
    headers: { 'x-user-id': `s-${shopper}` },
    signal: AbortSignal.timeout(5_000),
  }).catch(() => undefined);
  await answer?.arrayBuffer().catch(() => undefined);
  const side = answer?.headers.get('x-side') ?? 'nobody';
  seen.push({ side, failed: answer?.ok !== true, ms: clock.now() - begun });
}

/** `users 12 (2 failed, slowest 41 ms)` */
function summary(side: string): string {
  const own = seen.filter((each) => each.side === side);
  if (own.length === 0) return `${side} 0`;
  const failed = own.filter((each) => each.failed).length;
  return `${side} ${own.length} (${failed} failed, slowest ${Math.round(Math.max(...own.map(({ ms }) => ms)))} ms)`;
}
