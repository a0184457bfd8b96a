import { expect } from 'vitest';

import { check } from '#kit/check.ts';

import type * as ReadModule from '../starter/migration/read.ts';
import { ending, turns, unreachable, withCopies } from './copies.ts';
import type { CopiesUnderTest, Copy, Migration, Side, UserRow } from './copies.ts';

type Facts = ReadModule.Facts;

const clean: Facts['tally'] = {
  cleanCompares: 1_000,
  mismatches: 0,
  failures: 0,
  reconciled: { repaired: [], rowsRead: 0 },
};

check(
  {
    id: 'switch-waits-for-proof',
    type: 'in-process',
    title: 'The switch is refused until 1 000 compares in a row and the last reconcile were clean',
    lesson: 'dual-write#switch',
    hint: 1,
  },
  async (lab) => {
    const { objections } = await lab.load<typeof ReadModule>('migration/read.ts', 'objections');
    const refused = (facts: Partial<Facts>): boolean =>
      objections({ to: 'users', tally: clean, waiting: 0, ...facts }).length > 0;
    expect(refused({}), 'whether it is refused after 1 000 clean compares and a clean reconcile').toBe(false);
    const old: Facts['tally'] = { ...clean, cleanCompares: 25_000, mismatches: 12, failures: 3 };
    expect(refused({ tally: old }), 'whether a mismatch before 25 000 clean compares still counts').toBe(
      false,
    );
    expect(refused({ tally: { ...clean, cleanCompares: 999 } }), 'whether it is refused after 999').toBe(
      true,
    );
    expect(
      refused({ tally: { ...clean, reconciled: null } }),
      'whether it is refused without a reconcile',
    ).toBe(true);
    const repaired: Facts['tally'] = { ...clean, reconciled: { repaired: ['u-1'], rowsRead: 40 } };
    expect(refused({ tally: repaired }), 'whether it is refused when the last reconcile repaired one').toBe(
      true,
    );
    expect(refused({ waiting: 1 }), 'whether it is refused while a repair waits').toBe(true);
  },
);

check(
  {
    id: 'roles-swap',
    type: 'in-process',
    title: 'After the switch the users service is written first and answers reads; the monolith follows',
    lesson: 'dual-write#switch',
    hint: 2,
  },
  async (lab) => {
    const asked: string[] = [];
    let down = false;
    // A thousand reads that only prove something are answered from memory: it is not the databases that they test.
    let proving: Readonly<Record<Side, Map<string, UserRow>>> | undefined;
    const remembered =
      (copy: Copy): Copy['find'] =>
      async (id) =>
        proving ? proving[copy.side].get(id) : copy.find(id);
    const between = {
      monolith: (copy: Copy) => ({
        find: remembered(copy),
        change: (...given: Parameters<Copy['change']>) => {
          asked.push('monolith');
          return copy.change(...given);
        },
        put: (...given: Parameters<Copy['put']>) => {
          asked.push('monolith');
          return copy.put(...given);
        },
      }),
      users: (copy: Copy) => ({
        find: remembered(copy),
        change: (...given: Parameters<Copy['change']>) => {
          asked.push('users');
          return down ? unreachable() : copy.change(...given);
        },
        put: (...given: Parameters<Copy['put']>) => {
          asked.push('users');
          return copy.put(...given);
        },
      }),
    };
    await withCopies(lab, { between }, async ({ migration, both, copies }) => {
      proving = { monolith: await inMemory(copies.monolith), users: await inMemory(copies.users) };
      await prove(migration, 999);
      expect(await ending(migration.switchTo('users')), 'a switch after 999 clean compares').toBe(
        'refused with 409',
      );
      await prove(migration, 1);
      proving = undefined;
      await migration.reconcile();
      expect(await ending(migration.switchTo('users')), 'a switch after 1 000 and a reconcile').toBe('done');
      await migration.write('u-1', { name: 'Ada L.' });
      await turns();
      expect(asked, 'who is written, in this order, after the switch').toEqual(['users', 'monolith']);
      const { monolith, users } = await both('u-1');
      expect(monolith, 'what the monolith has after the write').toBe(users);
      await copies.users.change('u-2', { name: 'only in users' });
      expect((await migration.read('u-2'))?.name, 'who answers reads: the name that only users has').toBe(
        'only in users',
      );
      asked.length = 0;
      down = true;
      expect(await ending(migration.write('u-3', { name: 'lost' })), 'a write when users is down').toBe(
        'failed',
      );
      await turns();
      expect(asked, 'who was written when users is down').toEqual(['users']);
    });
  },
);

async function inMemory(copy: CopiesUnderTest['copies'][Side]): Promise<Map<string, UserRow>> {
  return new Map((await copy.all()).map((row) => [row.id, row]));
}

/** So many reads of users that agree. */
async function prove(migration: Migration, reads: number): Promise<void> {
  for (let read = 0; read < reads; read += 1) await migration.read(`u-${1 + (read % 12)}`);
  await turns();
}

check(
  {
    id: 'swap-waits-for-writes',
    type: 'in-process',
    title: 'A write that is under way when the roles swap is in both copies, and so is the next one',
    lesson: 'dual-write#switch',
    hint: 2,
  },
  async (lab) => {
    const second = Promise.withResolvers<void>();
    const monolith = (copy: Copy): Partial<Copy> => ({
      put: async (row) => {
        await second.promise;
        return copy.put(row);
      },
    });
    await withCopies(
      lab,
      { between: { monolith }, primary: 'users' },
      async ({ migration, both, copies }) => {
        const under = migration.write('u-1', { name: 'Ada L.' });
        await turns();
        const swapped = ending(migration.switchTo('monolith'));
        await turns();
        const next = migration.write('u-1', { phone: '+44 20 555 0002' });
        await turns();
        second.resolve();
        expect(await ending(under), 'the write that was under way').toBe('done');
        expect(await swapped, 'the swap').toBe('done');
        expect(await ending(next), 'the next write').toBe('done');
        await turns();
        const row = await copies.monolith.find('u-1');
        expect([row?.name, row?.phone], 'name and phone, one of each write').toEqual([
          'Ada L.',
          '+44 20 555 0002',
        ]);
        const words = await both('u-1');
        expect(words.users, 'what users has after both').toBe(words.monolith);
      },
    );
  },
);

check(
  {
    id: 'rollback-keeps-everything',
    type: 'in-process',
    title: 'The way back is open at once, even when users is down, unless a repair waits',
    lesson: 'dual-write#rollback',
    hint: 2,
  },
  async (lab) => {
    let usersDown = false;
    let monolithDown = false;
    const down =
      (now: () => boolean) =>
      (copy: Copy): Partial<Copy> => ({
        find: (id) => (now() ? unreachable() : copy.find(id)),
        change: (...asked) => (now() ? unreachable() : copy.change(...asked)),
        put: (row) => (now() ? unreachable() : copy.put(row)),
        replace: (...asked) => (now() ? unreachable() : copy.replace(...asked)),
      });
    const between = { monolith: down(() => monolithDown), users: down(() => usersDown) };
    await withCopies(lab, { between, primary: 'users' }, async ({ migration }) => {
      monolithDown = true;
      expect(
        await ending(migration.write('u-1', { name: 'Ada L.' })),
        'a write when the monolith is down',
      ).toBe('done');
      await turns();
      monolithDown = false;
      expect(await ending(migration.switchTo('monolith')), 'the way back while a repair waits').toBe(
        'refused with 409',
      );
      await migration.repair();
      usersDown = true;
      expect(await ending(migration.write('u-2', { name: 'lost' })), 'a write when users is down').toBe(
        'failed',
      );
      await turns();
      expect(await ending(migration.switchTo('monolith')), 'the way back when users is down').toBe('done');
      const row = await migration.read('u-1');
      await turns();
      expect(row?.name, 'name after the way back: the one that was written before it').toBe('Ada L.');
      expect(await ending(migration.write('u-2', { name: 'Grace H.' })), 'a write after the way back').toBe(
        'done',
      );
      await turns();
      expect((await migration.status()).waiting, 'users that wait to be repaired').toEqual(['u-2']);
    });
  },
);
