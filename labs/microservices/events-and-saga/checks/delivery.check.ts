import { expect } from 'vitest';

import { check, CheckFailure } from '#kit/check.ts';

import type { CrashPoint } from './crash.ts';
import { expectChargedOnce, expectStatus, orderCreated, withWorld } from './world.ts';

/** Longer than any session of a member that died. */
const aWhile = 60_000;

check(
  {
    id: 'orders-wait-for-payments',
    type: 'in-process',
    title: 'With payments away for a minute, orders are accepted as PENDING, and CONFIRMED afterwards',
    lesson: 'events#what-the-user-sees',
    hint: 1,
  },
  (lab) =>
    withWorld(lab, async ({ start, pass }) => {
      const orders = await start('orders');
      const ids: string[] = [];
      for (let order = 1; order <= 3; order += 1) {
        const response = await orders.post('/orders', { item: 'teapot', amount: 2_500 });
        expect(response.status, `status of order ${order} while payments is away`).toBe(202);
        ids.push(response.json<{ id: string }>().id);
      }
      await pass(aWhile);
      for (const id of ids) await expectStatus(orders, id, 'PENDING', 'while payments is away');
      const payments = await start('payments');
      await pass(aWhile);
      await expectChargedOnce(payments.db, ids, 'after payments has come');
      for (const id of ids) await expectStatus(orders, id, 'CONFIRMED', 'after payments has come');
    }),
);

check(
  {
    id: 'nothing-lost-by-a-kill',
    type: 'in-process',
    title: 'An order that payments had in hand when it was killed is charged after its restart',
    lesson: 'events#at-least-once',
    hint: 1,
  },
  (lab) =>
    withWorld(lab, async ({ start, tell, pass, newDisk }) => {
      const disk = newDisk();
      const crash: CrashPoint = { at: 1, kept: false };
      await start('payments', { disk, crash });
      await pass(1_000);
      const ids = ['o-1', 'o-2', 'o-3'];
      for (const id of ids) await tell(orderCreated(id));
      await pass(aWhile);
      if (!crash.dead) throw new CheckFailure('a transaction of payments for an order', 'there is none');
      const again = await start('payments', { disk });
      await pass(aWhile);
      await expectChargedOnce(again.db, ids, 'after payments was killed before its transaction was kept');
    }),
);

check(
  {
    id: 'same-event-twice',
    type: 'in-process',
    title: 'An event that comes again after a restart, with the same id, is charged once',
    lesson: 'events#inbox',
    hint: 2,
  },
  (lab) =>
    withWorld(lab, async ({ start, tell, pass, newDisk }) => {
      const disk = newDisk();
      const first = await start('payments', { disk });
      await pass(1_000);
      await tell(orderCreated('o-1'));
      await pass(1_000);
      await first.close();
      const second = await start('payments', { disk });
      await pass(aWhile);
      await tell(orderCreated('o-1'));
      await tell(orderCreated('o-2'));
      await pass(5_000);
      await expectChargedOnce(
        second.db,
        ['o-1', 'o-2'],
        'after o-1 was told twice, with a restart in between',
      );
    }),
);

check(
  {
    id: 'inbox-and-effect-together',
    type: 'in-process',
    title: 'Killed after any of its transactions, payments charges each order exactly once',
    lesson: 'events#inbox',
    hint: 2,
  },
  async (lab) => {
    for (let at = 1; at <= 4; at += 1) {
      await withWorld(lab, async ({ start, tell, pass, newDisk }) => {
        const disk = newDisk();
        await start('payments', { disk, crash: { at, kept: true } });
        await pass(1_000);
        const ids = ['o-1', 'o-2'];
        for (const id of ids) await tell(orderCreated(id));
        await pass(aWhile);
        const again = await start('payments', { disk });
        await pass(aWhile);
        await expectChargedOnce(again.db, ids, `after payments was killed right after its transaction ${at}`);
      });
    }
  },
);
