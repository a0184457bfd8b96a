/** Frances, who changes her name every two seconds, looks at once what she is called now, and a second later again. */
import { processClock } from '#kit/clock.ts';
import { urlFromEnv } from '#kit/env.ts';

const profile = `${urlFromEnv('USERS_URL')}/users/u-06`;
const clock = processClock();

for (let change = 1; ; change += 1) {
  const name = `Frances ${change}`;
  const changed = await ask('PUT', { name, email: 'frances@example.com' });
  const atOnce = await ask('GET');
  await clock.sleep(1_000);
  const later = await ask('GET');
  console.log(
    `changed to ${name}: ${changed}; read at once: ${verdict(atOnce, name)}; a second later: ${verdict(later, name)}`,
  );
  await clock.sleep(1_000);
}

function verdict(seen: string, name: string): string {
  return seen === `200 ${name}` ? 'new' : `${seen}, which is not it`;
}

/** Status and name: `200 Frances 7`. */
async function ask(method: 'GET' | 'PUT', body?: unknown): Promise<string> {
  try {
    const headers = { 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { headers, body: JSON.stringify(body) };
    const response = await fetch(profile, { method, ...sent, signal: AbortSignal.timeout(5_000) });
    const answer: unknown = await response.json();
    const name = typeof answer === 'object' && answer !== null && 'name' in answer ? String(answer.name) : '';
    return `${response.status} ${name}`.trim();
  } catch {
    return 'no answer';
  }
}
