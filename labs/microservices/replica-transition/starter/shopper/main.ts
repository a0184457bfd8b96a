/** Ada, who changes her name every two seconds, looks at once what she is called now, and a second later again. */
import { processClock } from '#kit/clock.ts';
import { urlFromEnv } from '#kit/env.ts';

const profile = `${urlFromEnv('USERS_URL')}/users/u-01`;
const clock = processClock();

// The services are about to start as well.
await clock.sleep(1_000);
for (let change = 1; ; change += 1) {
  const name = `Ada ${change}`;
  const changed = await ask('PUT', { name, email: 'ada@example.com' });
  const atOnce = await ask('GET');
  await clock.sleep(1_000);
  const later = await ask('GET');
  const reads = `at once ${verdict(atOnce, name)}, 1 s later ${verdict(later, name)}`;
  console.log(changed === name ? `now ${name}; reads: ${reads}` : `not changed: ${changed}; reads: ${reads}`);
  await clock.sleep(1_000);
}

function verdict(seen: string, name: string): string {
  if (seen === name) return 'new';
  return seen.startsWith('Ada') ? `${seen} (old)` : seen;
}

/** The name in the answer, or what came instead. */
async function ask(method: 'GET' | 'PUT', body?: unknown): Promise<string> {
  try {
    const headers = { 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { headers, body: JSON.stringify(body) };
    const response = await fetch(profile, { method, ...sent, signal: AbortSignal.timeout(5_000) });
    const answer: unknown = await response.json();
    const isUser = typeof answer === 'object' && answer !== null && 'name' in answer;
    return isUser ? String(answer.name) : `status ${response.status}`;
  } catch {
    return 'no answer';
  }
}
