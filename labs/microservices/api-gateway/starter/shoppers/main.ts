/** Two shoppers: Ada, who looks at her page three times a second, and Edsger’s program, which does so 30 times. */
import { processClock } from '#kit/clock.ts';
import { urlFromEnv } from '#kit/env.ts';

const shopUrl = urlFromEnv('SHOP_URL');
const clock = processClock();

await Promise.all([shop('Ada', 'u-1', 3), shop('Edsger', 'u-3', 30)]);

/** Sends so many requests a second for ever, and says each five seconds what became of them. */
async function shop(name: string, user: string, perSecond: number): Promise<never> {
  const answers: string[] = [];
  let token: string | undefined;
  const lookOnce = async (): Promise<void> => {
    token ??= await login(user);
    const answer = token === undefined ? 'no login' : await look(token);
    if (answer === '401') token = undefined;
    answers.push(answer);
  };
  for (let request = 1; ; request += 1) {
    // The first one logs in for all others.
    if (request === 1) await lookOnce();
    else void lookOnce();
    if (request % (5 * perSecond) === 0) console.log(`${name}: ${summary(answers.splice(0))}`);
    await clock.sleep(1_000 / perSecond);
  }
}

async function login(user: string): Promise<string | undefined> {
  const response = await fetch(`${shopUrl}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user, password: 'teapot' }),
  }).catch(() => undefined);
  if (response?.ok !== true) return undefined;
  const body: unknown = await response.json();
  return typeof body === 'object' && body !== null && 'access_token' in body
    ? String(body.access_token)
    : undefined;
}

/** The status of the answer, or that there was none. */
async function look(token: string): Promise<string> {
  const response = await fetch(`${shopUrl}/api/home`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(5_000),
  }).catch(() => undefined);
  await response?.arrayBuffer().catch(() => undefined);
  return response ? String(response.status) : 'no answer';
}

/** `200 × 50, 429 × 98` */
function summary(answers: readonly string[]): string {
  const kinds = [...new Set(answers)].sort();
  return kinds.map((kind) => `${kind} × ${answers.filter((each) => each === kind).length}`).join(', ');
}
