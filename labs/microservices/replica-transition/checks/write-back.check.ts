import { expect } from 'vitest';

import { check } from '#kit/check.ts';

import type * as CopiesModule from '../starter/monolith/copies.ts';
import type { Row } from '../starter/monolith/row.ts';
import { expectStatus, inWords, seen, withShop } from './shop.ts';
import type { Post, Shop } from './shop.ts';

/** Versions of rows that were sent, in order: `u-01 v2`. */
const versions = ({ sent }: Shop): string[] => sent.map(({ id, version }) => `${id} v${version}`);

const shown = (row: Row | undefined): string => (row ? inWords(row) : 'no row');

check(
  {
    id: 'changes-are-written-back',
    type: 'in-process',
    title: 'What is changed, created or deleted here reaches the monolith, once',
    lesson: 'read-replica#write-back',
    hint: 2,
  },
  async (lab) => {
    await withShop(lab, async (shop) => {
      const monolith = await shop.monolith();
      await shop.users.rename('u-01', 'Ada L.');
      await shop.users.ask('POST', '/users', { name: 'Margaret', email: 'm@example.com' });
      await shop.users.ask('DELETE', '/users/u-04');
      await shop.users.writeBack();
      expect(shown(await monolith.row('u-01')), 'u-01 in the monolith').toBe('u-01 Ada L. v2');
      expect(shown(await monolith.row('u-03-1')), 'the new user in the monolith').toBe('u-03-1 Margaret v1');
      expect((await monolith.row('u-04'))?.deleted, 'deleted of u-04 in the monolith').toBe(1);
      await shop.users.writeBack();
      expect(versions(shop).sort(), 'rows sent in two write-backs').toEqual([
        'u-01 v2',
        'u-03-1 v1',
        'u-04 v2',
      ]);
    });
  },
);

check(
  {
    id: 'change-needs-no-monolith',
    type: 'in-process',
    title: 'A change is accepted while the monolith is away, and written back when it returns',
    lesson: 'read-replica#write-back',
    hint: 1,
  },
  async (lab) => {
    await withShop(lab, async (shop) => {
      shop.post = () => 'refused';
      for (const id of ['u-01', 'u-02'])
        expectStatus(await shop.users.rename(id, 'New'), 200, `PUT /users/${id} while the monolith is away`);
      await shop.users.writeBack();
      await shop.users.writeBack();
      const monolith = await shop.monolith();
      // One row that is never taken must not keep the others back.
      shop.post = ({ id }) => (id === 'u-01' ? 'refused' : 'delivered');
      await shop.users.writeBack();
      expect(shown(await monolith.row('u-02')), 'u-02 in the monolith, which refuses u-01').toBe(
        'u-02 New v2',
      );
      shop.post = () => 'delivered';
      await shop.users.writeBack();
      expect(shown(await monolith.row('u-01')), 'u-01 in the monolith when it is back').toBe('u-01 New v2');
    });
  },
);

check(
  {
    id: 'sent-twice-counts-once',
    type: 'in-process',
    title: 'A row that is sent again, because its answer was lost, changes nothing the second time',
    lesson: 'read-replica#write-back',
    hint: 2,
  },
  async (lab) => {
    await withShop(lab, async (shop) => {
      const monolith = await shop.monolith();
      shop.post = () => 'answer lost';
      await shop.users.rename('u-01', 'Ada L.');
      await shop.users.writeBack();
      shop.post = () => 'delivered';
      await shop.users.writeBack();
      expect(versions(shop), 'rows that were sent').toEqual(['u-01 v2', 'u-01 v2']);
      expect(shown(await monolith.row('u-01')), 'u-01 in the monolith').toBe('u-01 Ada L. v2');
    });
  },
);

check(
  {
    id: 'older-copy-changes-nothing',
    type: 'in-process',
    title: 'The monolith takes only a copy that is newer than its row, and answers with the row it then has',
    lesson: 'read-replica#write-back',
    hint: 3,
  },
  async (lab) => {
    const { applyCopy } = await lab.load<typeof CopiesModule>('monolith/copies.ts', 'applyCopy');
    await withShop(lab, async (shop) => {
      const { db, row } = await shop.monolith();
      const copy = (id: string, name: string, version: number, deleted: 0 | 1 = 0): Row => ({
        id,
        name,
        email: `${id}@example.com`,
        version,
        deleted,
      });
      const cases: readonly [what: string, copy: Row, expected: string][] = [
        ['version 3 upon 1', copy('u-01', 'Three', 3), 'u-01 Three v3'],
        ['version 2, which is late', copy('u-01', 'Two', 2), 'u-01 Three v3'],
        ['another version 3', copy('u-01', 'Also three', 3), 'u-01 Three v3'],
        ['version 4', copy('u-01', 'Four', 4), 'u-01 Four v4'],
        ['version 2 of a new user', copy('u-50', 'New', 2), 'u-50 New v2'],
        ['version 1 of that user', copy('u-50', 'Newer?', 1), 'u-50 New v2'],
      ];
      for (const [what, given, expected] of cases) {
        const answer = await applyCopy(db, given);
        expect(shown(await row(given.id)), `${given.id} in the monolith after ${what}`).toBe(expected);
        expect(inWords(answer), `what is answered to ${what}`).toBe(expected);
      }
      await applyCopy(db, copy('u-01', 'Three', 3, 1));
      const { deleted } = (await row('u-01')) ?? {};
      expect(deleted, 'deleted of u-01, version 4, after a deletion that came with version 3').toBe(1);
      await applyCopy(db, copy('u-02', 'Grace', 2, 1));
      for (const late of [copy('u-02', 'Grace H.', 2), copy('u-02', 'Grace H.', 9)]) {
        const answer = await applyCopy(db, late);
        const what = `after version ${late.version} came later than its deletion`;
        expect([(await row('u-02'))?.deleted, answer.deleted], `deleted, of row and answer, ${what}`).toEqual(
          [1, 1],
        );
      }
    });
  },
);

check(
  {
    id: 'newer-monolith-wins',
    type: 'in-process',
    title: 'When the monolith’s row is as new or newer, it stays, and the users service takes it over',
    lesson: 'read-replica#conflicts',
    hint: 2,
  },
  async (lab) => {
    await withShop(lab, async (shop) => {
      const monolith = await shop.monolith();
      await shop.users.rename('u-01', 'Ada, ours');
      await monolith.rename('u-01', 'Ada, support');
      await monolith.rename('u-01', 'Ada, support again');
      await shop.users.rename('u-02', 'Grace, ours');
      await monolith.rename('u-02', 'Grace, support');
      await shop.users.writeBack();
      for (const [id, expected] of [
        ['u-01', 'u-01 Ada, support again v3'],
        ['u-02', 'u-02 Grace, support v2'],
      ] as const) {
        expect(shown(await monolith.row(id)), `${id} in the monolith after the write-back`).toBe(expected);
        const what = `${id} as the users service reads it, the replica still behind`;
        expect(seen(await shop.users.get(`/users/${id}`)), what).toBe(expected);
      }
      await shop.users.writeBack();
      expect(versions(shop), 'rows sent in two write-backs').toEqual(['u-01 v2', 'u-02 v2']);
    });
  },
);

check(
  {
    id: 'change-on-the-way-is-kept',
    type: 'in-process',
    title: 'A user who is changed again while the row is on its way is neither set back nor forgotten',
    lesson: 'read-replica#write-back',
    hint: 3,
  },
  async (lab) => {
    await withShop(lab, async (shop) => {
      const monolith = await shop.monolith();
      await shop.users.rename('u-01', 'First');
      shop.post = async (): Promise<Post> => {
        shop.post = () => 'delivered';
        await shop.users.rename('u-01', 'Second');
        return 'delivered';
      };
      await shop.users.writeBack();
      expect(seen(await shop.users.get('/users/u-01')), 'u-01, changed during the write-back').toBe(
        'u-01 Second v3',
      );
      await shop.users.writeBack();
      expect(shown(await monolith.row('u-01')), 'u-01 in the monolith after the next one').toBe(
        'u-01 Second v3',
      );
    });
  },
);

check(
  {
    id: 'restart-forgets-nothing',
    type: 'in-process',
    title: 'After a restart, changes of our own are still read, and still written back',
    lesson: 'read-replica#write-back',
    hint: 1,
  },
  async (lab) => {
    await withShop(lab, async (shop) => {
      await shop.users.rename('u-01', 'Ada L.');
      await shop.users.ask('DELETE', '/users/u-04');
      await shop.users.writeBack();
      const users = await shop.restarted();
      expect(seen(await users.get('/users/u-01')), 'u-01 after a restart').toBe('u-01 Ada L. v2');
      expectStatus(await users.get('/users/u-04'), 404, 'GET /users/u-04, deleted before a restart');
      const monolith = await shop.monolith();
      await users.writeBack();
      expect(shown(await monolith.row('u-01')), 'u-01 in the monolith').toBe('u-01 Ada L. v2');
    });
  },
);
