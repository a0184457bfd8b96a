import { expect } from 'vitest';

import { check } from '#kit/check.ts';
import { manualClock } from '#kit/clock.ts';

import type * as UsersModule from '../starter/users/users.ts';
import { expectStatus, seen, withShop } from './shop.ts';

check(
  {
    id: 'own-change-is-read-at-once',
    type: 'in-process',
    title: 'Who has changed something reads it at once, though the replica is behind',
    lesson: 'read-replica#read-your-writes',
    hint: 1,
  },
  async (lab) => {
    await withShop(lab, async ({ users }) => {
      expect(seen(await users.get('/users/u-01')), 'u-01 before any change').toBe('u-01 Ada v1');
      expectStatus(await users.rename('u-01', 'Ada L.'), 200, 'PUT /users/u-01');
      expect(seen(await users.get('/users/u-01')), 'u-01 right after the change').toBe('u-01 Ada L. v2');
      expectStatus(await users.rename('u-01', 'Countess'), 200, 'PUT /users/u-01 again');
      expect(seen(await users.get('/users/u-01')), 'u-01 after a second change').toBe('u-01 Countess v3');
      const created = await users.ask('POST', '/users', { name: 'Margaret', email: 'm@example.com' });
      expectStatus(created, 201, 'POST /users');
      const { id } = created.json<{ id: string }>();
      expect(seen(await users.get(`/users/${id}`)), 'the user who was created').toBe(`${id} Margaret v1`);
      const nobody = await users.get('/users/u-99');
      expectStatus(nobody, 404, 'GET /users/u-99, whom nobody has');
    });
  },
);

check(
  {
    id: 'newer-copy-is-read',
    type: 'in-process',
    title:
      'When the monolith has changed a user since, its newer version is read, and the next change builds on it',
    lesson: 'read-replica#merge',
    hint: 2,
  },
  async (lab) => {
    await withShop(lab, async ({ users, replica }) => {
      await users.rename('u-02', 'Grace H.');
      await replica.shows({ id: 'u-02', name: 'Grace, support', version: 2 });
      expect(seen(await users.get('/users/u-02')), 'u-02 when both have a version 2').toBe(
        'u-02 Grace H. v2',
      );
      await replica.shows({ id: 'u-02', name: 'Admiral Hopper', version: 3 });
      expect(seen(await users.get('/users/u-02')), 'u-02 when the replica has version 3, we 2').toBe(
        'u-02 Admiral Hopper v3',
      );
      const { users: page } = await users.list('/users?limit=2');
      expect(
        page.map(({ name }) => name),
        'names on the first page',
      ).toEqual(['Ada', 'Admiral Hopper']);
      await users.rename('u-02', 'Grace again');
      expect(seen(await users.get('/users/u-02')), 'u-02 after a change upon version 3').toBe(
        'u-02 Grace again v4',
      );
    });
  },
);

check(
  {
    id: 'deleted-stays-deleted',
    type: 'in-process',
    title: 'Who was deleted here is gone at once, whatever the replica shows',
    lesson: 'read-replica#tombstones',
    hint: 1,
  },
  async (lab) => {
    await withShop(lab, async ({ users, replica }) => {
      expectStatus(await users.ask('DELETE', '/users/u-03'), 204, 'DELETE /users/u-03');
      for (const version of [1, 9]) {
        await replica.shows({ id: 'u-03', name: 'Edsger', version });
        const what = `while the replica shows version ${version}`;
        expectStatus(await users.get('/users/u-03'), 404, `GET /users/u-03 ${what}`);
        const { users: page } = await users.list('/users?limit=3');
        expect(
          page.map(({ id }) => id),
          `ids on the first page ${what}`,
        ).toEqual(['u-01', 'u-02', 'u-04']);
        expectStatus(await users.rename('u-03', 'Edsger W.'), 404, `PUT /users/u-03 ${what}`);
        expectStatus(await users.ask('DELETE', '/users/u-03'), 404, `another DELETE ${what}`);
      }
    });
  },
);

check(
  {
    id: 'two-changes-two-versions',
    type: 'in-process',
    title: 'Two changes at the same moment make two versions',
    lesson: 'read-replica#merge',
    hint: 2,
  },
  async (lab) => {
    const { createUsers } = await lab.load<typeof UsersModule>('users/users.ts', 'createUsers');
    await withShop(lab, async ({ own, replica }) => {
      const users = createUsers({ own, replica: replica.read, clock: manualClock(), newId: () => 'u-50' });
      const changed = await Promise.all(
        ['Ada A.', 'Ada B.', 'Ada C.'].map((name) =>
          users.update('u-01', { name, email: 'ada@example.com' }),
        ),
      );
      const versions = changed.map((user) => user?.version ?? 0).sort();
      expect(versions, 'versions that three calls of update at once resulted in').toEqual([2, 3, 4]);
    });
  },
);

check(
  {
    id: 'replica-is-only-read',
    type: 'in-process',
    title: 'No write reaches the replica',
    lesson: 'read-replica#read-only',
    hint: 1,
  },
  async (lab) => {
    await withShop(lab, async (shop) => {
      const { users, replica } = shop;
      await shop.monolith();
      await users.rename('u-01', 'Ada L.');
      await users.get('/users/u-01');
      await users.ask('POST', '/users', { name: 'Margaret', email: 'm@example.com' });
      await users.ask('DELETE', '/users/u-04');
      await users.writeBack();
      await users.list('/users?limit=3');
      expect(replica.writes, 'statements that reached the replica and write').toEqual([]);
    });
  },
);

check(
  {
    id: 'added-column-breaks-nothing',
    type: 'in-process',
    title: 'A column that the monolith adds neither breaks an answer nor shows up in one',
    lesson: 'read-replica#coupling',
    hint: 2,
  },
  async (lab) => {
    await withShop(lab, async ({ users, replica }) => {
      await replica.db.execute("alter table users add column password_hash text not null default 'x-secret'");
      const ada = { id: 'u-01', name: 'Ada', email: 'ada@example.com', version: 1 };
      expect((await users.get('/users/u-01')).json(), 'GET /users/u-01').toEqual(ada);
      expect((await users.list('/users?limit=1')).users, 'users of GET /users?limit=1').toEqual([ada]);
      const renamed = await users.rename('u-01', 'Ada L.');
      const changed = { ...ada, name: 'Ada L.', email: 'u-01@example.com', version: 2 };
      expect(renamed.json(), 'PUT /users/u-01').toEqual(changed);
      expect((await users.get('/users/u-01')).json(), 'GET /users/u-01 after it').toEqual(changed);
      expect((await users.list('/users?limit=1')).users, 'users of the list after it').toEqual([changed]);
    });
  },
);

check(
  {
    id: 'replica-down-serves-own-rows',
    type: 'in-process',
    title: 'While the replica is down, users that were changed here can be read and changed',
    lesson: 'read-replica#replica-down',
    hint: 2,
  },
  async (lab) => {
    await withShop(lab, async ({ users, replica }) => {
      await users.rename('u-01', 'Ada L.');
      await users.ask('DELETE', '/users/u-04');
      replica.down = true;
      expect(seen(await users.get('/users/u-01')), 'u-01, changed here, while the replica is down').toBe(
        'u-01 Ada L. v2',
      );
      const changed = await users.rename('u-01', 'Countess');
      expect(seen(changed), 'u-01, changed again while the replica is down').toBe('u-01 Countess v3');
      const gone = await users.get('/users/u-04');
      expectStatus(gone, 404, 'GET of u-04, deleted here, while the replica is down');
      const created = await users.ask('POST', '/users', { name: 'Margaret', email: 'm@example.com' });
      expectStatus(created, 201, 'POST /users while the replica is down');
    });
  },
);

check(
  {
    id: 'replica-down-is-503',
    type: 'in-process',
    title: 'While the replica is down, all else is answered with 503 and Retry-After',
    lesson: 'read-replica#replica-down',
    hint: 3,
  },
  async (lab) => {
    await withShop(lab, async ({ users, replica, own }) => {
      await users.rename('u-01', 'Ada L.');
      replica.down = true;
      const asked = [
        ['GET', '/users/u-02'],
        ['GET', '/users/u-99'],
        ['GET', '/users?limit=2'],
        ['PUT', '/users/u-02', { name: 'Grace H.', email: 'grace@example.com' }],
        ['DELETE', '/users/u-02'],
      ] as const;
      for (const [method, path, body] of asked) {
        const response = await users.ask(method, path, body);
        expectStatus(response, 503, `${method} ${path} while the replica is down`);
        const after = response.headers['retry-after'] ?? 'no Retry-After';
        expect(after, `Retry-After of ${method} ${path}, in whole seconds`).toMatch(/^[1-9]\d*$/);
      }
      const rows = await own.query<{ id: string }>('select id from own_users order by id');
      expect(
        rows.map(({ id }) => id),
        'ids in own_users',
      ).toEqual(['u-01']);
      replica.down = false;
      expect(seen(await users.get('/users/u-02')), 'u-02 when the replica is back').toBe('u-02 Grace v1');
    });
  },
);
