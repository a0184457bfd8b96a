/** The help desk: two clerks who now and then have the same user on the phone, and change them at the same moment. */
import { processClock } from '#kit/clock.ts';
import { urlFromEnv } from '#kit/env.ts';

const monolithUrl = urlFromEnv('MONOLITH_URL');
const clock = processClock();
const users = 6;
const answers = new Map<string, number>();

for (let round = 1; ; round += 1) {
  const id = `u-${1 + (round % users)}`;
  await Promise.all([
    change(id, { phone: `+31 20 555 1${String(round).padStart(3, '0')}` }),
    change(id, { phone: `+44 20 555 2${String(round).padStart(3, '0')}` }),
  ]);
  if (round % 10 === 0) {
    console.log([...answers].map(([answer, count]) => `${count} × ${answer}`).join(', '));
    answers.clear();
  }
  await clock.sleep(500);
}

async function change(id: string, body: { readonly phone: string }): Promise<void> {
  const answer = await fetch(`${monolithUrl}/users/${id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(5_000),
  }).catch(() => undefined);
  await answer?.arrayBuffer().catch(() => undefined);
  const text = answer === undefined ? 'no answer' : String(answer.status);
  answers.set(text, (answers.get(text) ?? 0) + 1);
}
