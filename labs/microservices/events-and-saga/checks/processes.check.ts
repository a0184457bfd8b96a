import { expect } from 'vitest';

import { check, CheckFailure } from '#kit/check.ts';
import type { LabUnderTest, StartedService } from '#kit/check.ts';
import type { GroupDescription, GroupOffset, TopicPartitionOffset } from '#kit/event-log.ts';

import { withoutCommits } from './proxy.ts';
import { orderCreated, traceparent } from './world.ts';

/** Moves these processes on, a bit at a time, until it is so. */
async function until(so: () => Promise<boolean>, processes: readonly StartedService[]): Promise<boolean> {
  for (let round = 0; round < 200; round += 1) {
    if (await so()) return true;
    await Promise.all(processes.map((each) => each.advance(250)));
  }
  return so();
}

/** How often payments has charged each of these orders. */
async function chargesBy(
  lab: LabUnderTest,
  payments: StartedService,
  ids: readonly string[],
): Promise<string> {
  const charges = (await lab.request(`${payments.url}/charges`)).json<{ orderId: string }[]>();
  return ids.map((id) => `${id}: ${charges.filter(({ orderId }) => orderId === id).length}`).join(', ');
}

/** What payments has committed. */
async function committedIn(lab: LabUnderTest, log: StartedService): Promise<readonly GroupOffset[]> {
  return (await lab.request(`${log.url}/groups/payments`)).json<GroupDescription>().offsets;
}

check(
  {
    id: 'killed-between-work-and-commit',
    type: 'processes',
    title: 'The payments process is killed between its work and its commit: one charge',
    lesson: 'events#inbox',
    hint: 2,
  },
  async (lab) => {
    const log = await lab.start('log');
    const proxy = await withoutCommits(log.url);
    // Far from the orders of other checks, whose disks may be the same.
    const id = 'o-9001';
    let place: TopicPartitionOffset | undefined;
    try {
      const first = await lab.start('payments', { env: { LOG_URL: proxy.url } });
      const record = {
        topic: 'orders',
        key: id,
        value: JSON.stringify(orderCreated(id)),
        headers: { traceparent },
      };
      const sent = await lab.request(`${log.url}/records`, { method: 'POST', body: { records: [record] } });
      [place] = sent.json<TopicPartitionOffset[]>();
      const stuck = async (): Promise<boolean> => {
        await committedIn(lab, log);
        return proxy.commitSeen;
      };
      if (!(await until(stuck, [first, log])))
        throw new CheckFailure('a commit of payments after an order', 'there is none');
      await first.kill();
    } finally {
      await proxy.close();
    }
    const second = await lab.start('payments', { env: { LOG_URL: log.url } });
    // Until the log takes the dead one for dead.
    await log.advance(60_000);
    const dealtWith = async (): Promise<boolean> =>
      (await committedIn(lab, log)).some(
        ({ topic, partition, committed }) =>
          topic === place?.topic && partition === place.partition && committed === place.offset + 1,
      );
    await until(dealtWith, [second, log]);
    expect(await chargesBy(lab, second, [id]), 'charges after a kill between work and commit').toBe(
      `${id}: 1`,
    );
  },
);

check(
  {
    id: 'payments-dies-and-returns',
    type: 'processes',
    title: 'The payments process dies for a minute: orders go on, and all of them settle, charged once',
    lesson: 'events#retention',
    hint: 1,
  },
  async (lab) => {
    const log = await lab.start('log');
    const orders = await lab.start('orders');
    const first = await lab.start('payments');
    const ids: string[] = [];
    const post = async (count: number): Promise<void> => {
      for (let order = 0; order < count; order += 1) {
        const body = { item: 'teapot', amount: 2_500 };
        const response = await lab.request(`${orders.url}/orders`, { method: 'POST', body });
        expect(response.status, 'status of POST /orders').toBe(202);
        ids.push(response.json<{ id: string }>().id);
      }
    };
    const statuses = async (): Promise<string> => {
      const all = (await lab.request(`${orders.url}/orders`)).json<{ id: string; status: string }[]>();
      return ids.map((id) => `${id} ${all.find((each) => each.id === id)?.status}`).join(', ');
    };
    const allConfirmed = (): string => ids.map((id) => `${id} CONFIRMED`).join(', ');

    await post(2);
    await until(async () => (await statuses()) === allConfirmed(), [first, orders, log]);
    expect(await statuses(), 'orders while payments is there').toBe(allConfirmed());

    // The bank takes 100 ms: after 50 of them it has answered for none of these, but payments has them in hand.
    await post(3);
    for (let moment = 0; moment < 50; moment += 1) {
      await lab.request(`${first.url}/health/live`);
      await first.advance(1);
    }
    await first.kill();
    await post(2);
    for (let waited = 0; waited < 60_000; waited += 5_000)
      await Promise.all([orders.advance(5_000), log.advance(5_000)]);
    expect((await statuses()).match(/PENDING/g)?.length, 'orders that are PENDING after a minute').toBe(5);

    const second = await lab.start('payments');
    await until(async () => (await statuses()) === allConfirmed(), [second, orders, log]);
    expect(await statuses(), 'orders after payments has come back').toBe(allConfirmed());
    expect(await chargesBy(lab, second, ids), 'charges by order').toBe(
      ids.map((id) => `${id}: 1`).join(', '),
    );
  },
);
