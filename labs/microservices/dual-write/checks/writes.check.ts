import { expect } from 'vitest';

import { check } from '#kit/check.ts';

import { ending, hanging, soon, turns, unreachable, withCopies } from './copies.ts';
import type { Between, Copy } from './copies.ts';

/** Notes every write that reaches a copy. */
function noting(writes: string[], side: string): Between {
  const noted =
    <A extends unknown[], R>(what: string, method: (...asked: A) => Promise<R>) =>
    (...asked: A): Promise<R> => {
      writes.push(`${side} ${what}`);
      return method(...asked);
    };
  return (copy) => ({
    change: noted('change', copy.change),
    put: noted('put', copy.put),
    replace: noted('replace', copy.replace),
  });
}

check(
  {
    id: 'primary-first',
    type: 'in-process',
    title: 'The secondary is written when the primary is done, and not at all when the primary fails',
    lesson: 'dual-write#primary',
    hint: 1,
  },
  async (lab) => {
    const writes: string[] = [];
    const failing = { monolith: () => ({ change: unreachable }), users: noting(writes, 'users') };
    await withCopies(lab, { between: failing }, async ({ migration }) => {
      const end = await ending(soon(migration.write('u-1', { name: 'Ada L.' }), 'an answer'));
      expect(end, 'a write when the primary fails').toBe('failed');
      await turns();
      expect(writes, 'writes to the secondary when the primary fails').toEqual([]);
    });

    const primary = Promise.withResolvers<void>();
    const slow = {
      monolith: (copy: Copy) => ({
        change: async (...asked: Parameters<Copy['change']>) => {
          await primary.promise;
          return copy.change(...asked);
        },
      }),
      users: noting(writes, 'users'),
    };
    await withCopies(lab, { between: slow }, async ({ migration, both }) => {
      const answer = migration.write('u-1', { name: 'Ada L.' });
      await turns();
      expect(writes, 'writes to the secondary before the primary is done').toEqual([]);
      primary.resolve();
      const row = await soon(answer, 'an answer once the primary is done');
      expect(row?.name, 'name in the answer').toBe('Ada L.');
      await turns();
      const { monolith, users } = await both('u-1');
      expect(users, 'what the secondary has after the write').toBe(monolith);
      writes.length = 0;
      const nobody = await migration.write('u-404', { name: 'Nobody' });
      expect(nobody, 'answer to a change of a user whom the primary does not have').toBeUndefined();
      await turns();
      expect(writes, 'writes to the secondary of a user whom the primary does not have').toEqual([]);
    });
  },
);

/** The first write that reaches the copy is held until the second one is through, or cannot come. */
function overtaking(): Between {
  const second = Promise.withResolvers<void>();
  let count = 0;
  const held =
    <A extends unknown[], R>(method: (...asked: A) => Promise<R>) =>
    async (...asked: A): Promise<R> => {
      count += 1;
      if (count > 1) return method(...asked).finally(second.resolve);
      await Promise.race([second.promise, turns(40)]);
      return method(...asked);
    };
  return (copy) => ({ change: held(copy.change), put: held(copy.put), replace: held(copy.replace) });
}

check(
  {
    id: 'versions-order-the-copies',
    type: 'in-process',
    title: 'Of two writes that reach the secondary in the wrong order, both copies keep the later one',
    lesson: 'dual-write#versions',
    hint: 2,
  },
  async (lab) => {
    await withCopies(lab, { between: { users: overtaking() } }, async ({ migration, both, copies }) => {
      await Promise.all([
        migration.write('u-1', { phone: '+31 20 555 0001' }),
        migration.write('u-1', { phone: '+44 20 555 0002' }),
      ]);
      await turns(60);
      const { monolith, users } = await both('u-1');
      expect(users, 'what the secondary has after A1 B1 B2 A2').toBe(monolith);
      expect((await copies.users.find('u-1'))?.version, 'its version after two changes').toBe(3);
    });

    // The first one is given up after a second, and arrives when nobody counts on it any more.
    const late: (() => Promise<unknown>)[] = [];
    const lost: Between = (copy) => {
      const givenUp =
        <A extends unknown[], R>(method: (...asked: A) => Promise<R>) =>
        (...asked: A): Promise<R> => {
          if (late.length > 0) return method(...asked);
          late.push(() => method(...asked));
          return unreachable();
        };
      return { change: givenUp(copy.change), put: givenUp(copy.put), replace: givenUp(copy.replace) };
    };
    await withCopies(lab, { between: { users: lost } }, async ({ migration, both }) => {
      await ending(migration.write('u-1', { phone: '+31 20 555 0001' }));
      await turns();
      await ending(migration.write('u-1', { phone: '+44 20 555 0002' }));
      await turns();
      for (const arrive of late) await arrive();
      const { monolith, users } = await both('u-1');
      expect(users, 'what the secondary has when a write arrives after it was given up').toBe(monolith);
    });
  },
);

check(
  {
    id: 'secondary-down-is-noted',
    type: 'in-process',
    title: 'When the secondary fails, the write stands and a note waits to be repaired',
    lesson: 'dual-write#repairs',
    hint: 1,
  },
  async (lab) => {
    let down = true;
    const users: Between = (copy) => ({
      put: (row) => (down ? unreachable() : copy.put(row)),
      change: (...asked) => (down ? unreachable() : copy.change(...asked)),
    });
    await withCopies(lab, { between: { users } }, async ({ migration, both }) => {
      const end = await ending(migration.write('u-1', { name: 'Ada L.' }));
      expect(end, 'a write when the secondary fails').toBe('done');
      await turns();
      expect((await migration.status()).waiting, 'users that wait to be repaired').toEqual(['u-1']);
      down = false;
      await migration.write('u-2', { name: 'Grace H.' });
      await turns();
      expect((await migration.status()).waiting, 'users that wait after a write that went well').toEqual([
        'u-1',
      ]);
      await migration.repair();
      const { monolith, users: repaired } = await both('u-1');
      expect(repaired, 'what the secondary has after the repairs').toBe(monolith);
      expect((await migration.status()).waiting, 'users that wait after the repairs').toEqual([]);
    });
  },
);

check(
  {
    id: 'note-survives-a-crash',
    type: 'in-process',
    title: 'The monolith is killed between the two writes: after its start the note is there',
    lesson: 'dual-write#repairs',
    hint: 2,
  },
  async (lab) => {
    let crashed = false;
    const users: Between = (copy) => ({
      put: (row) => (crashed ? copy.put(row) : hanging()),
      change: (...asked) => (crashed ? copy.change(...asked) : hanging()),
    });
    await withCopies(lab, { between: { users } }, async ({ migration, restarted, both, copies }) => {
      void migration.write('u-1', { name: 'Ada L.' }).catch(() => undefined);
      await turns();
      expect((await copies.monolith.find('u-1'))?.name, 'name in the primary before the crash').toBe(
        'Ada L.',
      );
      crashed = true;
      const next = await restarted();
      expect((await next.status()).waiting, 'users that wait to be repaired after the crash').toEqual([
        'u-1',
      ]);
      await ending(soon(next.repair(), 'the end of the repairs'));
      const { monolith, users: repaired } = await both('u-1');
      expect(repaired, 'what the secondary has after the crash and the repairs').toBe(monolith);
    });
  },
);

check(
  {
    id: 'repairs-catch-up',
    type: 'in-process',
    title: 'A note is closed when the copies agree, and one that cannot be repaired keeps no other waiting',
    lesson: 'dual-write#repairs',
    hint: 2,
  },
  async (lab) => {
    const down = new Set(['u-1', 'u-2', 'u-3']);
    const unless = <R>(id: string, work: () => Promise<R>): Promise<R> =>
      down.has(id) ? unreachable() : work();
    const users: Between = (copy) => ({
      find: (id) => unless(id, () => copy.find(id)),
      put: (row) => unless(row.id, () => copy.put(row)),
      change: (id, change) => unless(id, () => copy.change(id, change)),
      replace: (id, ...rest) => unless(id, () => copy.replace(id, ...rest)),
    });
    await withCopies(lab, { between: { users } }, async ({ migration, both }) => {
      for (const id of ['u-1', 'u-2', 'u-3']) await ending(migration.write(id, { name: 'once' }));
      await ending(migration.write('u-2', { name: 'twice' }));
      await turns();
      down.delete('u-2');
      down.delete('u-3');
      expect(await ending(migration.repair()), 'repairs when one user cannot be repaired').toBe('done');
      for (const id of ['u-2', 'u-3']) {
        const { monolith, users: repaired } = await both(id);
        expect(repaired, `what the secondary has of ${id}, after ${id === 'u-2' ? 2 : 1} notes`).toBe(
          monolith,
        );
      }
      expect(
        (await migration.status()).waiting,
        'users that wait: the one that could not be repaired',
      ).toEqual(['u-1']);
      down.clear();
      await migration.repair();
      expect((await migration.status()).waiting, 'users that wait after the next round').toEqual([]);
      const { monolith, users: repaired } = await both('u-1');
      expect(repaired, 'what the secondary has of u-1 after the next round').toBe(monolith);
    });
  },
);
