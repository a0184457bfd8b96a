/** The lab `events-and-saga` against solutions that none of its mutants shows: wrong ones, and right ones. */
import { describe, expect, test } from 'vitest';

import { labUnderTest } from '../support/lab-under-test.ts';
import type { SourceTree } from '../../tools/labs/trees.ts';

const { changed, failures } = await labUnderTest('events-and-saga');

const consumer = 'messaging/consumer.ts';
const records = 'messaging/records.ts';

describe('wrong solutions that were held back', () => {
  test.concurrent.each([
    {
      mistake: 'the key is the event’s id',
      path: records,
      from: 'key: event.orderId',
      to: 'key: event.id',
      caughtBy: 'an-order-stays-in-one-partition',
    },
    {
      mistake: 'the offset of the record itself is committed, so that the last one comes again',
      path: consumer,
      from: 'offset: offset + 1 }]',
      to: 'offset }]',
      caughtBy: 'three-tries-then-dead-letter',
    },
    {
      mistake: 'the inbox remembers orders instead of events',
      path: consumer,
      from: 'inbox.once(event.id, work)',
      to: 'inbox.once(event.orderId, work)',
      caughtBy: 'money-goes-back-once',
    },
    {
      mistake: 'a dead letter loses the headers that it came with',
      path: records,
      from: '      ...record.headers,\n',
      to: '',
      caughtBy: 'three-tries-then-dead-letter',
    },
    {
      mistake: 'a gap is treated as a new group, again and again',
      path: consumer,
      from: "isEventLogError(error, 'NO_OFFSET_FOR_PARTITION')",
      to: "isEventLogError(error, 'NO_OFFSET_FOR_PARTITION', 'OFFSET_OUT_OF_RANGE')",
      caughtBy: 'lost-events-are-an-error',
    },
    {
      mistake: 'the refund is asked for, and the order confirmed all the same',
      path: 'orders/saga.ts',
      from: "if (order.status === 'PENDING') await setStatus",
      to: "if (order.status !== 'CONFIRMED') await setStatus",
      caughtBy: 'late-payment-is-refunded',
    },
    {
      mistake: 'a refund is told and not made',
      path: 'payments/charges.ts',
      from: 'await refund(tx, id);',
      to: 'void refund; void id;',
      caughtBy: 'money-goes-back-once',
    },
  ])('$mistake', async ({ path, from, to, caughtBy }) => {
    expect(await failures(changed(path, [from, to]), [caughtBy])).toEqual([caughtBy]);
  });

  test.concurrent('a record is in the inbox although its work has failed', async () => {
    const swallowed = changed('messaging/inbox.ts', [
      'if (added > 0) await work(tx);',
      'if (added > 0) await work(tx).catch(() => undefined);',
    ]);
    const path = 'orders/saga.ts';
    const tree = { ...swallowed, [path]: failingAtFirst()[path] ?? '' };
    expect(await failures(tree)).toContain('late-payment-is-refunded');
  });
});

/** The solution, with a saga whose first refund fails. */
function failingAtFirst(): SourceTree {
  return changed(
    'orders/saga.ts',
    ['export function createSaga', 'let tries = 0;\n\nexport function createSaga'],
    [
      "      if (order.status === 'CANCELLED') {",
      "      if (order.status === 'CANCELLED') {\n        if ((tries += 1) === 1) throw new Error('The first try fails.');",
    ],
  );
}

describe('right solutions of another shape', () => {
  test.concurrent('one whose work fails at first', async () => {
    expect(await failures(failingAtFirst())).toEqual([]);
  });

  test.concurrent('the inbox is asked first and written last, in one transaction', async () => {
    const tree = changed('messaging/inbox.ts', [
      `const added = await tx.execute(
          'insert into inbox (event_id) values ($1) on conflict (event_id) do nothing',
          [eventId],
        );
        if (added > 0) await work(tx);`,
      `const known = await tx.query('select event_id from inbox where event_id = $1', [eventId]);
        if (known.length > 0) return;
        await work(tx);
        await tx.execute('insert into inbox (event_id) values ($1)', [eventId]);`,
    ]);
    expect(await failures(tree)).toEqual([]);
  });

  test.concurrent(
    'a batch is committed as a whole once it is done, and ended before the service ends',
    async () => {
      const tree = changed(
        consumer,
        ['      if (stopping.signal.aborted) return;\n', ''],
        [
          `      const { topic, partition, offset } = record;
      await consumer.commit([{ topic, partition, offset: offset + 1 }]);
    }`,
          '    }\n    await consumer.commit();',
        ],
      );
      expect(await failures(tree)).toEqual([]);
    },
  );

  test.concurrent(
    'each partition is worked through by itself, beside the others, and tries follow at once',
    async () => {
      const tree = changed(
        consumer,
        ['await clock.sleep(pauseMs);\n      }\n    }\n  };', '}\n    }\n  };'],
        [
          'for (const record of await consumer.poll({ timeoutMs: 1_000 })) {',
          `const byPartition = Map.groupBy(await consumer.poll({ timeoutMs: 1_000 }), (each) => each.topic + each.partition);
    await Promise.all([...byPartition.values()].map(async (records) => { for (const record of records) {`,
        ],
        ['offset: offset + 1 }]);\n    }', 'offset: offset + 1 }]);\n    } }));'],
      );
      expect(await failures(tree)).toEqual([]);
    },
  );

  test.concurrent('the gap is noticed by the offset that comes', async () => {
    const tree = changed(
      consumer,
      ["autoOffsetReset: 'none'", "autoOffsetReset: 'earliest'"],
      [
        '      await process(record);',
        `      const due = (await consumer.committed(record)) ?? 0;
      if (record.offset > due) {
        status = { state: 'failed', error: 'OFFSET_OUT_OF_RANGE' };
        stopping.abort();
        return;
      }
      await process(record);`,
      ],
    );
    expect(await failures(tree)).toEqual([]);
  });
});
