import { expect } from 'vitest';

import { check, CheckFailure } from '#kit/check.ts';

import type { Bank } from '../starter/payments/bank.ts';
import {
  chargeCounts,
  expectChargedOnce,
  generousBank,
  orderCreated,
  traceparent,
  withWorld,
} from './world.ts';
import type { World } from './world.ts';

/** A bank that fails for one order, so many times, and remembers how often it was asked about it. */
function failingBank(orderId: string, failures: number): Bank & { asked: number } {
  const bank = {
    asked: 0,
    authorise: (id: string, amount: number) => {
      if (id !== orderId) return generousBank.authorise(id, amount);
      bank.asked += 1;
      return bank.asked > failures
        ? generousBank.authorise(id, amount)
        : Promise.reject(new Error('the bank has no answer'));
    },
  };
  return bank;
}

/** Three orders of one partition. */
function neighbours({ partitionOf }: World): [string, string, string] {
  const [first = '', ...rest] = Array.from({ length: 40 }, (_, at) => `o-${at + 1}`);
  const [second = '', third = ''] = rest.filter((id) => partitionOf(id) === partitionOf(first));
  return [first, second, third];
}

check(
  {
    id: 'third-try-counts',
    type: 'in-process',
    title: 'An event that fails twice is handled at the third try',
    lesson: 'events#dead-letters',
    hint: 3,
  },
  (lab) =>
    withWorld(lab, async ({ start, tell, pass, records }) => {
      const bank = failingBank('o-1', 2);
      const payments = await start('payments', { bank });
      await pass(1_000);
      await tell(orderCreated('o-1'));
      await pass(60_000);
      expect(bank.asked, 'tries of an event that fails twice').toBe(3);
      await expectChargedOnce(payments.db, ['o-1'], 'after two tries that failed');
      expect((await records('dead-letters')).length, 'dead letters').toBe(0);
    }),
);

check(
  {
    id: 'three-tries-then-dead-letter',
    type: 'in-process',
    title: 'After three tries an event goes to the dead letters, once, with where it came from',
    lesson: 'events#dead-letters',
    hint: 3,
  },
  (lab) =>
    withWorld(lab, async ({ start, tell, pass, records, newDisk }) => {
      const disk = newDisk();
      const bank = failingBank('o-1', Infinity);
      const payments = await start('payments', { disk, bank });
      await pass(1_000);
      const { topic, partition, offset } = await tell(orderCreated('o-1'));
      await pass(60_000);
      expect(bank.asked, 'tries of an event that always fails').toBe(3);
      const [letter] = await records('dead-letters');
      if (!letter)
        throw new CheckFailure('a record on the topic dead-letters after three tries', 'there is none');
      expect(letter.key, 'key of the dead letter').toBe('o-1');
      expect(letter.value, 'value of the dead letter').toBe(JSON.stringify(orderCreated('o-1')));
      const { headers } = letter;
      const origin = [headers['origin-topic'], headers['origin-partition'], headers['origin-offset']].join(
        ' ',
      );
      expect(origin, 'origin-topic, origin-partition and origin-offset of the dead letter').toBe(
        `${topic} ${partition} ${offset}`,
      );
      expect(headers['group'], 'group of the dead letter').toBe('payments');
      expect(headers['tries'], 'tries of the dead letter').toBe('3');
      expect(headers['error'], 'error of the dead letter').toContain('the bank has no answer');
      expect(headers['traceparent'], 'traceparent of the dead letter').toBe(traceparent);
      await payments.close();
      await start('payments', { disk, bank });
      await pass(60_000);
      expect((await records('dead-letters')).length, 'dead letters after a restart').toBe(1);
    }),
);

check(
  {
    id: 'others-go-on',
    type: 'in-process',
    title: 'What stands behind a dead letter in its partition is handled',
    lesson: 'events#dead-letters',
    hint: 3,
  },
  (lab) =>
    withWorld(lab, async (world) => {
      const { start, tell, pass } = world;
      const [poison, ...others] = neighbours(world);
      const payments = await start('payments', { bank: failingBank(poison, Infinity) });
      await pass(1_000);
      for (const id of [poison, ...others]) await tell(orderCreated(id));
      await pass(60_000);
      await expectChargedOnce(payments.db, others, `behind ${poison}, which cannot be handled`);
    }),
);

check(
  {
    id: 'unreadable-is-poison',
    type: 'in-process',
    title: 'A record that is no event goes to the dead letters too',
    lesson: 'events#dead-letters',
    hint: 3,
  },
  (lab) =>
    withWorld(lab, async (world) => {
      const { start, tell, pass, records, eventLog } = world;
      const [first, second] = neighbours(world);
      const payments = await start('payments');
      await pass(1_000);
      await eventLog.producer().send({ topic: 'orders', key: first, value: '{"broken":' });
      await tell(orderCreated(second));
      await pass(60_000);
      expect(await chargeCounts(payments.db, [second]), 'charges behind a record that is no JSON').toBe(
        `${second}: 1`,
      );
      expect(
        (await records('dead-letters')).map(({ value }) => value).join(),
        'values of the dead letters',
      ).toBe('{"broken":');
    }),
);
