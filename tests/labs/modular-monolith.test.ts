/** The modular monolith's checks against wrong solutions that no mutant shows, and right ones of another shape. */
import { expect, test } from 'vitest';

import type { CheckResult } from '../../src/grading/report.ts';
import type { SourceTree } from '../../tools/labs/trees.ts';
import { labUnderTest, withPassages } from '../support/lab-under-test.ts';

const { solution, failedChecks } = await labUnderTest('modular-monolith');

type Change = readonly [file: string, from: string, to: string];

/** The solution with passages of several files changed; files are named below `monolith/`. */
function changed(changes: readonly Change[]): SourceTree {
  const tree = { ...solution };
  for (const [file, from, to] of changes) {
    const path = `monolith/${file}`;
    tree[path] = withPassages(path, tree[path], [[from, to]]);
  }
  return tree;
}

const failures = (changes: readonly Change[], only?: readonly string[]): Promise<CheckResult[]> =>
  failedChecks(changed(changes), only);

const checkout = 'orders/checkout.ts';
const bulkhead = 'analytics/bulkhead.ts';

test.concurrent.each<{ mistake: string; caughtBy: string; changes: Change[] }>([
  {
    mistake: 'a deep import at run time',
    caughtBy: 'no-deep-imports',
    changes: [
      [
        checkout,
        'const begun = clock.now();',
        `const begun = clock.now();\n  await import('../users/repository.ts');`,
      ],
    ],
  },
  {
    mistake: 'a module that asks the composition root',
    caughtBy: 'no-import-cycles',
    changes: [['users/index.ts', 'import { findUser', `import type {} from '../app.ts';\nimport { findUser`]],
  },
  {
    mistake: 'a JOIN in an own statement',
    caughtBy: 'own-tables-only',
    changes: [
      [
        'orders/repository.ts',
        "as number from orders'",
        `as number from orders o left join "users" u on u.id = o.user_id'`,
      ],
    ],
  },
  {
    mistake: 'rows in the order of the ids that were asked for',
    caughtBy: 'same-answers',
    changes: [['orders/repository.ts', 'order by o.number desc, l.position', 'order by o.id, l.position']],
  },
  {
    mistake: 'a payment outside of the transaction',
    caughtBy: 'same-answers',
    changes: [['payments/index.ts', 'chargeCard(db.in(tx), charge)', 'chargeCard((void tx, db), charge)']],
  },
  {
    mistake: 'a mail that is kept although the order is not',
    caughtBy: 'declined-payment-leaves-no-trace',
    changes: [
      [
        checkout,
        "throw new Problem(402, 'Payment declined', { detail: error.message });",
        `void Promise.resolve().then(() => db.transaction((own) => notifications.send(own, { recipient: customer.email, subject: 'Sorry' })));
      throw new Problem(402, 'Payment declined', { detail: error.message });`,
      ],
    ],
  },
  {
    mistake: 'six at once',
    caughtBy: 'five-events-at-most',
    changes: [[bulkhead, 'running >= limit', 'running > limit']],
  },
  {
    mistake: 'dropped, but not counted',
    caughtBy: 'dropped-events-are-counted',
    changes: [[bulkhead, 'dropped += 1;', '']],
  },
  {
    mistake: 'room is never made',
    caughtBy: 'bulkhead-lets-go',
    changes: [[bulkhead, 'running -= 1;', '']],
  },
  {
    mistake: 'analytics is awaited inside the transaction',
    caughtBy: 'analytics-hangs',
    changes: [
      [bulkhead, 'run(task: () => Promise<void>): void;', 'run(task: () => Promise<void>): Promise<void>;'],
      [bulkhead, 'run: (task) => {', 'run: async (task) => {'],
      [bulkhead, 'task().then(end, end);', 'await task().then(end, end);'],
      ['analytics/index.ts', 'traceparent: string): void;', 'traceparent: string): Promise<void>;'],
      [
        checkout,
        'return orderId;',
        `await analytics.track({ type: 'order-placed', orderId, total }, traceparent);\n    return orderId;`,
      ],
    ],
  },
])('$mistake', async ({ changes, caughtBy }) => {
  expect((await failures(changes, [caughtBy])).map(({ id }) => id)).toEqual([caughtBy]);
});

test.concurrent('what the shop has logged of its own error stands in the report', async () => {
  const [failed] = await failures(
    [['payments/index.ts', 'chargeCard(db.in(tx), charge)', 'chargeCard((void tx, db), charge)']],
    ['same-answers'],
  );
  expect(failed?.actual).toContain('waited 500 ms for a transaction to end');
  expect(failed?.actual).toContain('db.in(tx)');
});

test.concurrent.each<{ shape: string; changes: Change[] }>([
  {
    shape: 'a mail after the commit',
    changes: [
      [checkout, 'await notifications.send(tx, { recipient: customer.email, subject });', ''],
      [checkout, 'const subject = `Order ${orderId} is confirmed`;', ''],
      [
        checkout,
        'analytics.track(',
        `await db.transaction((tx) => notifications.send(tx, { recipient: customer.email, subject: \`Order \${id} is confirmed\` }));\n  analytics.track(`,
      ],
    ],
  },
  {
    shape: 'a call for the customers, and one statement for each of two tables of orders',
    changes: [
      [
        'users/index.ts',
        'find: (id) => findUser(db, id),',
        'find: async (id) => (await findUsers(db, [id]))[0],',
      ],
      ['users/index.ts', 'import { findUser, findUsers, updateUser }', 'import { findUsers, updateUser }'],
    ],
  },
  {
    shape: 'a bulkhead that begins its tasks a turn later',
    changes: [[bulkhead, 'task().then(end, end);', 'Promise.resolve().then(task).then(end, end);']],
  },
])('right, in another shape: $shape', async ({ changes }) => {
  expect(await failures(changes)).toEqual([]);
});
