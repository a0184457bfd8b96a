import { expect } from 'vitest';

import { check } from '#kit/check.ts';

import { arrived, withShop } from './shop.ts';
import type { Shop } from './shop.ts';

const orders = 50;
const most = 3;

check(
  {
    id: 'listing-is-batched',
    type: 'in-process',
    title:
      'A list of 50 orders costs at most 3 calls to each other module, and each module at most 3 statements',
    lesson: 'modular-monolith#composition',
    hint: 2,
  },
  async (lab) => {
    await withShop(lab, arrived, async ({ db, calls, get }) => {
      await plant(db);
      const before = new Map(db.accesses.map((each) => [keyOf(each), each.statements]));
      const callsBefore = calls.length;
      const list = (await get(`/orders?limit=${orders}`)).json<{ customer: { name: string } | null }[]>();
      expect(list.length, 'orders in the list').toBe(orders);
      const names = new Set(list.map(({ customer }) => customer?.name));
      expect([...names].sort(), 'their customers').toEqual(['Ada', 'Barbara', 'Edsger', 'Grace']);

      for (const [module, count] of countBy(calls.slice(callsBefore), (call) => call.split('.')[0] ?? '')) {
        expect(count, `calls to ${module} for a list of ${orders} orders`).toBeLessThanOrEqual(most);
      }
      for (const each of db.accesses) {
        const statements = each.statements - (before.get(keyOf(each)) ?? 0);
        const what = `statements of ${each.module ?? 'nobody'} on ${each.table} for a list of ${orders} orders`;
        expect(statements, what).toBeLessThanOrEqual(most);
      }
    });
  },
);

/** Fifty orders of two lines each, of all customers and products. */
async function plant(db: Shop['db']): Promise<void> {
  const numbers = Array.from({ length: orders }, (_, index) => index + 101);
  const rows = numbers.map((n) => `('o-${n}', ${n}, 'u-${(n % 4) + 1}', 'CONFIRMED', 2950, 1)`);
  const lines = numbers.flatMap((n) =>
    [1, 2].map((position) => `('o-${n}', ${position}, 'p-${((n + position) % 4) + 1}', 1, 450)`),
  );
  const own = db.as('orders');
  await own.execute(
    `insert into orders (id, number, user_id, status, total, version) values ${rows.join(', ')}`,
  );
  await own.execute(
    `insert into order_lines (order_id, position, product_id, quantity, unit_price) values ${lines.join(', ')}`,
  );
}

function keyOf({ module, table, kind }: Shop['db']['accesses'][number]): string {
  return `${module} ${kind} ${table}`;
}

function countBy<T>(items: readonly T[], key: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}
