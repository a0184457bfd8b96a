/** What checks of the orders service share: its app in this process, with a payments service made up by the check. */
import { CheckFailure } from '#kit/check.ts';
import type { CheckResponse, LabUnderTest } from '#kit/check.ts';
import { manualClock } from '#kit/clock.ts';
import type { ManualClock } from '#kit/clock.ts';
import { createLog } from '#kit/log.ts';

import type * as AppModule from '../starter/orders/app.ts';

/** What payments does with a charge: answer with a status, be out, or never answer. */
export type Payments = number | 'refused' | 'hanging';

export interface Orders {
  readonly clock: ManualClock;
  /** How many charges reached payments. */
  charges(): number;
  /** Resolves when this many charges have reached payments. */
  charged(count: number): Promise<void>;
  post(amount?: number): Promise<CheckResponse>;
  /** Asks the service whether it lives, unrecorded. */
  live(): Promise<void>;
}

/** Runs the orders service against such a payments service. */
export async function withOrders(
  lab: LabUnderTest,
  payments: Payments,
  body: (orders: Orders) => Promise<void>,
): Promise<void> {
  const { createApp } = await lab.load<typeof AppModule>('orders/app.ts', 'createApp');
  const clock = manualClock();
  const waiting: { count: number; resolve: () => void }[] = [];
  let charges = 0;
  const app = createApp({
    clock,
    log: createLog(() => undefined),
    config: { paymentsUrl: 'http://payments.test' },
    fetch: () => {
      charges += 1;
      for (const each of waiting) if (each.count <= charges) each.resolve();
      return answer(payments);
    },
  });
  const { url } = await app.listen(0);
  try {
    await body({
      clock,
      charges: () => charges,
      charged: (count) =>
        new Promise((resolve) => {
          if (charges >= count) resolve();
          else waiting.push({ count, resolve });
        }),
      live: async () => void (await (await fetch(`${url}/health/live`)).text()),
      post: (amount = 2_500) =>
        lab.request(`${url}/orders`, { method: 'POST', body: { item: 'teapot', amount } }),
    });
  } finally {
    await app.close();
  }
}

/** An order that could not be paid now is kept, or refused with a time to come back. */
export function expectPostponed(response: CheckResponse, when: string): void {
  const retryAfter = response.headers['retry-after'];
  const kept = response.status === 202 && response.json<{ status?: unknown }>().status === 'PENDING';
  const refused = response.status === 503 && retryAfter !== undefined && /^[1-9]\d*$/.test(retryAfter);
  if (kept || refused) return;
  const actual = `${response.status}${retryAfter === undefined ? '' : `, Retry-After: ${retryAfter}`}, ${response.body}`;
  throw new CheckFailure(
    `${when}: 202 with status PENDING, or 503 with Retry-After in whole seconds`,
    actual,
  );
}

/** What `fetch` does in each case. */
export function answer(payments: Payments): Promise<Response> {
  if (payments === 'hanging') return new Promise(() => undefined);
  if (payments === 'refused') {
    const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:3004'), { code: 'ECONNREFUSED' });
    return Promise.reject(new TypeError('fetch failed', { cause }));
  }
  const body = payments < 400 ? { id: 'p-1' } : { title: 'A problem', status: payments };
  return Promise.resolve(Response.json(body, { status: payments }));
}
