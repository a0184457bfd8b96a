import { expect } from 'vitest';

import { check, CheckFailure } from '#kit/check.ts';

import type { Bank } from '../starter/payments/bank.ts';
import { expectChargedOnce, orderCreated, withWorld } from './world.ts';
import type { World } from './world.ts';

const ids = ['o-1', 'o-2', 'o-3', 'o-4', 'o-5', 'o-6', 'o-7', 'o-8', 'o-9'];

/** Who owns the partitions of the topic orders in the group payments: `0 by …, 1 by …`. */
async function owners({ eventLog }: World): Promise<{ partition: number; memberId: string }[]> {
  const { members } = await eventLog.admin.describeGroup('payments');
  return members
    .flatMap(({ memberId, assignment }) => assignment.map(({ partition }) => ({ partition, memberId })))
    .toSorted((a, b) => a.partition - b.partition);
}

check(
  {
    id: 'each-service-hears-everything',
    type: 'in-process',
    title: 'Payments and notifications are two groups, and both hear of every order',
    lesson: 'events#groups',
    hint: 1,
  },
  (lab) =>
    withWorld(lab, async ({ start, tell, pass }) => {
      const payments = await start('payments');
      const notifications = await start('notifications');
      await pass(10_000);
      for (const id of ids) await tell(orderCreated(id));
      await pass(5_000);
      await expectChargedOnce(payments.db, ids, 'with notifications reading beside it');
      const mails = await notifications.db.query<{ orderId: string }>(
        `select order_id as "orderId" from mails where text = 'We have your order.' order by order_id`,
      );
      expect(mails.map(({ orderId }) => orderId).join(' '), 'orders of which a mail was written').toBe(
        ids.join(' '),
      );
    }),
);

check(
  {
    id: 'one-owner-per-partition',
    type: 'in-process',
    title: 'Four instances of payments are one group: three own a partition each, the fourth is idle',
    lesson: 'events#groups',
    hint: 1,
  },
  (lab) =>
    withWorld(lab, async (world) => {
      const { start, tell, pass, newDisk, openDatabase, eventLog } = world;
      const db = await openDatabase('payments', newDisk());
      for (let instance = 0; instance < 4; instance += 1) await start('payments', { db });
      await pass(10_000);
      const { members } = await eventLog.admin.describeGroup('payments');
      expect(members.length, 'members of the group "payments" with four instances').toBe(4);
      const owned = await owners(world);
      expect(owned.map(({ partition }) => partition).join(), 'partitions that have an owner').toBe('0,1,2');
      expect(new Set(owned.map(({ memberId }) => memberId)).size, 'members that own a partition').toBe(3);
      for (const id of ids) await tell(orderCreated(id));
      await pass(5_000);
      await expectChargedOnce(db, ids, 'with four instances');
    }),
);

check(
  {
    id: 'leaving-loses-nothing',
    type: 'in-process',
    title: 'When an instance leaves, another goes on with its partitions, and nothing is left out',
    lesson: 'events#groups',
    hint: 2,
  },
  (lab) =>
    withWorld(lab, async ({ start, tell, pass, newDisk, openDatabase }) => {
      const db = await openDatabase('payments', newDisk());
      const open = Promise.withResolvers<void>();
      let asked = 0;
      const bank: Bank = {
        authorise: async () => {
          asked += 1;
          await open.promise;
          return 'approved';
        },
      };
      for (const id of ids) await tell(orderCreated(id));
      const first = await start('payments', { db, bank });
      await pass(3_000);
      if (asked === 0) throw new CheckFailure('an order in hand 3 s after the start', 'none');
      const closed = first.close();
      open.resolve();
      await closed;
      await start('payments', { db });
      await pass(60_000);
      await expectChargedOnce(db, ids, 'after one instance left with orders in hand and another came');
    }),
);
