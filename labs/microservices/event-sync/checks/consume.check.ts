import { expect } from 'vitest';

import { check } from '#kit/check.ts';
import { manualClock } from '#kit/clock.ts';
import { partitionForKey } from '#kit/event-log.ts';
import type { ConsumerRecord } from '#kit/event-log.ts';

import type * as ConsumeModule from '#generated/labs/event-sync/trees/starter/monolith/sync/consume.ts';
import type * as LagModule from '#generated/labs/event-sync/trees/starter/monolith/sync/lag.ts';
import { never, rename, silent, soon, userAt, withShop } from './shop.ts';

check(
  {
    id: 'commit-after-apply',
    type: 'in-process',
    title: 'An offset is committed when its record is applied, not before',
    lesson: 'sync-by-events#commit-order',
    hint: 2,
  },
  async (lab) => {
    const { consume } = await lab.load<typeof ConsumeModule>('monolith/sync/consume.ts', 'consume');
    await withShop(lab, async ({ clock, eventLog, emit }) => {
      await emit({ id: 'u-02', version: 2 });
      const join = (events: typeof eventLog | ReturnType<typeof eventLog.connect>) => {
        const consumer = events.consumer({ groupId: 'monolith', autoOffsetReset: 'earliest' });
        consumer.subscribe(['users']);
        return consumer;
      };
      const crashing = eventLog.connect();
      const seen: string[] = [];
      void consume(join(crashing), ({ key }) => {
        seen.push(`first ${key}`);
        return never;
      });
      await clock.advance(soon);
      crashing.sever();
      // The session of the process that crashed has to end first.
      await clock.advance(60_000);
      const consumer = join(eventLog);
      const second = consume(consumer, async ({ key }) => void seen.push(`second ${key}`));
      await clock.advance(soon);
      await second;
      const what = 'records handled before a crash in the middle of the work, and after it';
      expect(seen, what).toEqual(['first u-02', 'second u-02']);
      const third = consume(consumer, async ({ key }) => void seen.push(`third ${key}`));
      await clock.advance(soon);
      await third;
      const { offsets } = await eventLog.admin.describeGroup('monolith');
      const committed = offsets.reduce((sum, each) => sum + (each.committed ?? 0), 0);
      expect(committed, 'records committed in the end').toBe(1);
    });
  },
);

check(
  {
    id: 'poison-steps-aside',
    type: 'in-process',
    title: 'An event that cannot be applied goes to the dead letters after five tries, and others move on',
    lesson: 'sync-by-events#poison',
    hint: 3,
  },
  async (lab) => {
    const { handle } = await lab.load<typeof ConsumeModule>('monolith/sync/consume.ts', 'handle');
    await withShop(lab, async ({ clock, eventLog, startUsers, startMonolith, emit }) => {
      const monolith = await startMonolith(await startUsers());
      const partition = partitionForKey('u-02', 3);
      const poison = { topic: 'users', key: 'u-99', value: '{ "type": "UserChanged", ', partition };
      await eventLog.producer().send(poison);
      await emit({ id: 'u-02', version: 2, name: 'behind it' });
      await clock.advance(60_000);
      expect((await userAt(lab, monolith, 'u-02'))?.name, 'name in the event behind the poison').toBe(
        'behind it',
      );
      const letters = await deadLetters(eventLog);
      expect(letters, 'dead letters').toEqual([{ key: 'u-99', value: poison.value }]);
    });

    for (const [failures, tries, dead] of [
      [4, 5, 0],
      [99, 5, 1],
    ] as const) {
      const clock = manualClock();
      let attempts = 0;
      const sent: unknown[] = [];
      const handling = handle(record, {
        apply: async () => {
          attempts += 1;
          if (attempts <= failures) throw new Error('The database is busy.');
        },
        producer: {
          send: async (letter) => {
            sent.push(letter);
            return { topic: letter.topic, partition: 0, offset: 0, timestamp: 0 };
          },
          sendBatch: async (batch) => {
            sent.push(...batch);
            return [];
          },
        },
        clock,
        log: silent,
      });
      await clock.advance(60_000);
      await handling;
      const what = failures === 4 ? 'that succeeds at the fifth try' : 'that always fails';
      expect(attempts, `tries of an event ${what}`).toBe(tries);
      expect(sent.length, `dead letters of an event ${what}`).toBe(dead);
    }
  },
);

const record: ConsumerRecord = {
  topic: 'users',
  partition: 0,
  offset: 7,
  timestamp: 0,
  key: 'u-02',
  value: JSON.stringify({
    type: 'UserChanged',
    id: 'u-02',
    version: 2,
    name: 'Grace',
    email: 'grace@example.com',
    changedAt: 0,
  }),
  headers: {},
};

async function deadLetters(
  eventLog: Parameters<Parameters<typeof withShop>[1]>[0]['eventLog'],
): Promise<{ key: string | null; value: string | null }[]> {
  const read = [0, 1, 2].map((partition) =>
    eventLog.admin.read({ topic: 'users-dead-letter', partition, offset: 0 }),
  );
  return (await Promise.all(read)).flat().map(({ key, value }) => ({ key, value }));
}

check(
  {
    id: 'lag-while-paused',
    type: 'in-process',
    title: '/sync/lag counts what is not committed, while reading is paused too',
    lesson: 'sync-by-events#lag',
    hint: 3,
  },
  async (lab) => {
    const { lagOf } = await lab.load<typeof LagModule>('monolith/sync/lag.ts', 'lagOf');
    await withShop(lab, async ({ clock, eventLog, startUsers, startMonolith }) => {
      const users = await startUsers();
      const monolith = await startMonolith(users);
      const lag = async (): Promise<unknown> =>
        (await lab.request(`${monolith.url}/sync/lag`)).json<{ lag: number }>().lag;
      await lab.request(`${monolith.url}/sync/pause`, { method: 'POST' });
      await clock.advance(soon);
      for (const id of ['u-01', 'u-02', 'u-08']) await rename(lab, users, id, `new ${id}`);
      await clock.advance(soon);
      expect(await lag(), 'lag after three changes, paused').toBe(3);
      await lab.request(`${monolith.url}/sync/resume`, { method: 'POST' });
      await clock.advance(soon);
      expect(await lag(), 'lag after it was resumed').toBe(0);

      const consumer = eventLog.consumer({ groupId: 'another', autoOffsetReset: 'earliest' });
      consumer.subscribe(['users']);
      expect(await lagOf(eventLog, consumer), 'lag of a group that has not read yet').toBe(3);
      await consumer.poll();
      expect(await lagOf(eventLog, consumer), 'lag of a group that has read three and committed none').toBe(
        3,
      );
      await consumer.commit();
      expect(await lagOf(eventLog, consumer), 'lag after its commit').toBe(0);
    });
  },
);
