import { expect } from 'vitest';

import { check, CheckFailure } from '#kit/check.ts';
import type { CheckResponse, LabUnderTest } from '#kit/check.ts';

import { withShop } from './shop.ts';
import type { Shop } from './shop.ts';

const limit = 5;

/** So many requests after the event, an answer that does not wait for analytics has long come. */
const patience = 20;

interface Stats {
  readonly sent: number;
  readonly failed: number;
  readonly running: number;
  readonly dropped: number;
}

interface Waiting extends Shop {
  /** Events that have reached the company, and that it has not answered for. */
  readonly pending: { answer(): void; refuse(): void }[];
  /** Orders a teapot, so many times. */
  orders(count: number): Promise<void>;
  stats(): Promise<Stats>;
}

/** The shop with a company that answers when the check says so. */
async function withSlowCompany(lab: LabUnderTest, body: (shop: Waiting) => Promise<void>): Promise<void> {
  const pending: Waiting['pending'] = [];
  const collector = (): Promise<Response> =>
    new Promise((resolve, reject) => {
      pending.push({
        answer: () => resolve(new Response(null, { status: 202 })),
        refuse: () => reject(new TypeError('fetch failed')),
      });
    });
  await withShop(lab, collector, (shop) =>
    body({
      ...shop,
      pending,
      orders: async (count) => {
        for (let order = 1; order <= count; order += 1) {
          const response = await orderInPassing(shop);
          shop.expectStatus(response, 201, `order ${order} while analytics does not answer`);
        }
      },
      stats: async () => (await shop.get('/analytics')).json<Stats>(),
    }),
  );
}

/** The answer to an order of a teapot, if it comes while the shop, having told analytics, answers others. */
async function orderInPassing({ order, tracked, live }: Shop): Promise<CheckResponse> {
  const answers: CheckResponse[] = [];
  const told = tracked();
  const waiting = order('p-1').then((response) => void answers.push(response));
  await Promise.race([told, waiting]);
  for (let asked = 0; asked < patience && answers.length === 0; asked += 1) {
    await Promise.race([live(), waiting]);
  }
  const [answer] = answers;
  if (answer) return answer;
  waiting.catch(() => undefined);
  throw new CheckFailure('an answer to POST /orders while analytics has none', 'the order waits for it');
}

check(
  {
    id: 'analytics-throws',
    type: 'in-process',
    title: 'When analytics fails, an order is answered with 201',
    lesson: 'modular-monolith#bulkhead',
    hint: 3,
  },
  async (lab) => {
    const out = (): Promise<Response> => Promise.reject(new TypeError('fetch failed'));
    const unwell = (): Promise<Response> => Promise.resolve(new Response(null, { status: 503 }));
    for (const [what, collector] of Object.entries({ 'is out': out, 'answers 503': unwell })) {
      await withShop(lab, collector, async ({ order, expectStatus }) => {
        expectStatus(await order('p-1'), 201, `an order while analytics ${what}`);
      });
    }
  },
);

check(
  {
    id: 'analytics-hangs',
    type: 'in-process',
    title: 'When analytics never answers, an order is answered all the same',
    lesson: 'modular-monolith#bulkhead',
    hint: 3,
  },
  (lab) => withSlowCompany(lab, ({ orders }) => orders(1)),
);

check(
  {
    id: 'five-events-at-most',
    type: 'in-process',
    title: 'At most 5 events are on their way to analytics at once',
    lesson: 'modular-monolith#bulkhead',
    hint: 3,
  },
  (lab) =>
    withSlowCompany(lab, async ({ orders, pending }) => {
      await orders(limit + 3);
      expect(pending.length, `events on their way after ${limit + 3} orders`).toBe(limit);
    }),
);

check(
  {
    id: 'dropped-events-are-counted',
    type: 'in-process',
    title: 'Events above the limit are dropped at once, and GET /analytics counts them',
    lesson: 'modular-monolith#bulkhead',
    hint: 3,
  },
  (lab) =>
    withSlowCompany(lab, async ({ orders, pending, stats }) => {
      await orders(limit + 3);
      expect(await stats(), `GET /analytics after ${limit + 3} orders`).toMatchObject({
        running: limit,
        dropped: 3,
      });
      for (const event of pending.splice(0)) event.answer();
      await stats();
      expect(pending.length, 'events sent later although they were dropped').toBe(0);
    }),
);

check(
  {
    id: 'bulkhead-lets-go',
    type: 'in-process',
    title: 'An event that has arrived or failed makes room for the next one',
    lesson: 'modular-monolith#bulkhead',
    hint: 3,
  },
  (lab) =>
    withSlowCompany(lab, async ({ orders, pending, stats }) => {
      for (const end of ['answer', 'refuse'] as const) {
        await orders(limit);
        for (const event of pending.splice(0)) event[end]();
        // Whoever asks twice has given every callback its turn.
        await stats();
        expect((await stats()).running, `events on their way once all ${limit} have ended (${end})`).toBe(0);
      }
      await orders(1);
      expect(pending.length, 'events that get through after that').toBe(1);
    }),
);

check(
  {
    id: 'shop-outlives-analytics',
    type: 'processes',
    title: 'The shop goes on when the analytics process dies',
    lesson: 'modular-monolith#bulkhead',
    hint: 3,
  },
  async (lab) => {
    const analytics = await lab.start('analytics');
    const monolith = await lab.start('monolith');
    await analytics.kill();
    const body = { userId: 'u-1', lines: [{ productId: 'p-1', quantity: 1 }] };
    const order = await lab.request(`${monolith.url}/orders`, { method: 'POST', body });
    expect(order.status, 'status of an order after analytics died').toBe(201);
    // The event fails some time after the answer; a shop that does not expect that ends there.
    for (let asked = 0; asked < 100; asked += 1) {
      await monolith.advance(0).catch((error: unknown) => {
        throw new CheckFailure(
          'the shop still runs after its event has failed (a rejection that nobody handles ends a process)',
          error instanceof Error ? error.message : String(error),
          error,
        );
      });
      const stats = (await lab.request(`${monolith.url}/analytics`)).json<Stats>();
      if (stats.failed + stats.dropped > 0 && stats.running === 0) return;
    }
    throw new CheckFailure('GET /analytics: the event has failed', 'it is still on its way');
  },
);
