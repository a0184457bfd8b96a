import { expect } from 'vitest';

import { check } from '#kit/check.ts';

import { rename, soon, userAt, withShop } from './shop.ts';

check(
  {
    id: 'newest-version-wins',
    type: 'in-process',
    title: 'The highest version stays, whatever the clocks say',
    lesson: 'sync-by-events#versions',
    hint: 2,
  },
  async (lab) => {
    await withShop(lab, async ({ clock, startUsers, startMonolith, emit }) => {
      const monolith = await startMonolith(await startUsers());
      await emit({ id: 'u-02', version: 3, name: 'third', changedAt: 1_000 });
      await emit({ id: 'u-02', version: 2, name: 'second', changedAt: 9_000 });
      await clock.advance(soon);
      expect((await userAt(lab, monolith, 'u-02'))?.name, 'name after version 3, then a late version 2').toBe(
        'third',
      );
      await emit({ id: 'u-02', version: 4, name: 'fourth', changedAt: 10 });
      await clock.advance(soon);
      const user = await userAt(lab, monolith, 'u-02');
      expect(user?.name, 'name after version 4 of a process whose clock is behind').toBe('fourth');
      expect(user?.version, 'version in the copy').toBe(4);
    });
  },
);

check(
  {
    id: 'deleted-stays-deleted',
    type: 'in-process',
    title: 'A user who was deleted does not come back with a late update',
    lesson: 'sync-by-events#tombstones',
    hint: 2,
  },
  async (lab) => {
    await withShop(lab, async ({ clock, startUsers, startMonolith, emit }) => {
      const monolith = await startMonolith(await startUsers());
      await emit({ type: 'UserDeleted', id: 'u-02', version: 3, changedAt: 1_000 });
      await emit({ id: 'u-02', version: 2, changedAt: 9_000 });
      await emit({ type: 'UserDeleted', id: 'u-20', version: 2, changedAt: 1_000 });
      await emit({ id: 'u-20', version: 1, changedAt: 9_000 });
      await clock.advance(soon);
      const gone = 'after its deletion and an older update';
      expect(await userAt(lab, monolith, 'u-02'), `u-02 ${gone}`).toBeUndefined();
      expect(await userAt(lab, monolith, 'u-20'), `u-20, which the copy never had, ${gone}`).toBeUndefined();
    });
  },
);

check(
  {
    id: 'no-echo',
    type: 'in-process',
    title: 'Applying an event of the users service sends nothing back',
    lesson: 'sync-by-events#echo',
    hint: 2,
  },
  async (lab) => {
    await withShop(lab, async ({ clock, startUsers, startMonolith, eventsIn }) => {
      const users = await startUsers();
      const monolith = await startMonolith(users);
      await rename(lab, users, 'u-02', 'Grace Hopper');
      await clock.advance(soon);
      expect((await userAt(lab, monolith, 'u-02'))?.name, 'name in the copy').toBe('Grace Hopper');
      const waiting = await monolith.db.query('select record from outbox');
      const back = [...(await eventsIn('users-legacy')), ...waiting];
      expect(back.length, 'events that the monolith sends back').toBe(0);
      await lab.request(`${monolith.url}/users/u-01`, { method: 'PUT', body: { name: 'Ada Lovelace' } });
      await clock.advance(soon);
      expect(
        (await userAt(lab, users, 'u-01'))?.name,
        'name in the users service after a change on the old admin screen',
      ).toBe('Ada Lovelace');
    });
  },
);
