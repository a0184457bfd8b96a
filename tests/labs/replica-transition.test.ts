/** The lab `replica-transition` against solutions that none of its mutants shows: wrong ones, and right ones. */
import { describe, expect, test } from 'vitest';

import { labUnderTest } from '../support/lab-under-test.ts';

const { solution, changed, failures } = await labUnderTest('replica-transition');

describe('wrong solutions that were held back', () => {
  test.concurrent.each([
    {
      mistake: 'on a tie the replica’s row is read',
      path: 'users/users.ts',
      from: 'ours.version >= copy.version',
      to: 'ours.version > copy.version',
      caughtBy: 'newer-copy-is-read',
    },
    {
      mistake: 'a page is thought to be the last one when it is exactly full',
      path: 'users/users.ts',
      from: 'limit + ours.length + 1',
      to: 'limit + ours.length',
      caughtBy: 'pages-fit-together',
    },
    {
      mistake: 'a full page always has a next one',
      path: 'users/users.ts',
      from: 'sorted.length > limit ?',
      to: 'users.length === limit ?',
      caughtBy: 'pages-fit-together',
    },
    {
      mistake: 'Retry-After is a date that nobody can count on',
      path: 'users/users.ts',
      from: "'retry-after': '2'",
      to: "'retry-after': 'soon'",
      caughtBy: 'replica-down-is-503',
    },
    {
      mistake: 'a new user counts as one whom the monolith has already',
      path: 'users/users.ts',
      from: 'await keep(own, user, 0, 0);',
      to: 'await keep(own, user, 1, 0);',
      caughtBy: 'changes-are-written-back',
    },
    {
      mistake: 'the transaction stays open while the row is on its way',
      path: 'users/write-back.ts',
      from: '          await settle(copy, await send(copy));',
      to: '          await own.transaction(async () => { await send(copy); });',
      caughtBy: 'change-on-the-way-is-kept',
    },
    {
      mistake: 'a deletion is taken only if it is newer',
      path: 'monolith/copies.ts',
      from: '(users.version < excluded.version or excluded.deleted = 1)',
      to: 'users.version < excluded.version',
      caughtBy: 'older-copy-changes-nothing',
    },
    {
      mistake: 'the monolith says that it has taken what it has not',
      path: 'monolith/copies.ts',
      from: 'return row ?? copy;',
      to: 'void row; return copy;',
      caughtBy: 'newer-monolith-wins',
    },
  ])('$mistake', { timeout: 60_000 }, async ({ path, from, to, caughtBy }) => {
    expect(await failures(changed(path, [from, to]), [caughtBy])).toEqual([caughtBy]);
  });
});

describe('right solutions of another shape', () => {
  test.concurrent(
    'both sources are asked side by side, and pages are filled one row after the other',
    async () => {
      const users = `
import { Problem } from '#kit/problem.ts';

const down = () => new Problem(503, 'Not now', { headers: { 'retry-after': '30' } });
const shown = ({ id, name, email, version }) => ({ id, name, email, version });
const better = (own, copy) => {
  if (own?.deleted) return undefined;
  if (own && copy) return copy.version > own.version ? copy : own;
  return own ?? copy;
};

export function createUsers({ own, replica, newId }) {
  const read = async (db, id) => {
    const [mine, theirs] = await Promise.allSettled([
      db.query('select * from own_users where id = $1', [id]),
      replica.query('select id, name, email, version from users where id = $1 and deleted = 0', [id]),
    ]);
    const row = mine.value[0];
    if (theirs.status === 'rejected' && !row) throw down();
    const found = better(row, theirs.value?.[0]);
    return found && { user: shown(found), written: row?.written ?? found.version };
  };
  const save = async (tx, user, written, deleted) => {
    await tx.execute('delete from own_users where id = $1', [user.id]);
    await tx.execute('insert into own_users values ($1, $2, $3, $4, $5, $6)', [
      user.id, user.name, user.email, user.version, deleted, written,
    ]);
  };
  const change = (id, next, deleted) =>
    own.transaction(async (tx) => {
      const found = await read(tx, id);
      if (!found) return undefined;
      const user = { ...found.user, ...next, version: found.user.version + 1 };
      await save(tx, user, found.written, deleted);
      return user;
    });
  async function* everybody(after) {
    const mine = new Map((await own.query('select * from own_users where id > $1', [after])).map((row) => [row.id, row]));
    const waiting = [...mine.keys()].sort();
    for (let from = after; ; ) {
      const [copy] = await replica
        .query('select id, name, email, version from users where deleted = 0 and id > $1 order by id limit 1', [from])
        .catch(() => Promise.reject(down()));
      while (waiting.length > 0 && (!copy || waiting[0] < copy.id)) {
        const user = better(mine.get(waiting.shift()));
        if (user) yield shown(user);
      }
      if (!copy) return;
      if (waiting[0] === copy.id) waiting.shift();
      const user = better(mine.get(copy.id), copy);
      if (user) yield shown(user);
      from = copy.id;
    }
  }
  return {
    find: async (id) => (await read(own, id))?.user,
    list: async ({ limit, after }) => {
      const users = [];
      for await (const user of everybody(after)) {
        if (users.length === limit) return { users, next: users.at(-1).id };
        users.push(user);
      }
      return { users, next: null };
    },
    create: async (change) => {
      const user = { id: newId(), ...change, version: 1 };
      await own.transaction((tx) => save(tx, user, 0, 0));
      return user;
    },
    update: (id, { name, email }) => change(id, { name, email }, 0),
    remove: async (id) => (await change(id, {}, 1)) !== undefined,
  };
}
`;
      expect(await failures({ ...solution, 'users/users.ts': users })).toEqual([]);
    },
  );

  test.concurrent('rows are sent side by side, and the monolith looks before it writes', async () => {
    const writeBack = `
export const createWriteBack = ({ own, send }) => ({
  run: async () => {
    const waiting = await own.query('select * from own_users where written < version');
    await Promise.allSettled(waiting.map(async ({ written, ...row }) => {
      const held = await send(row);
      await own.transaction(async (tx) => {
        const [now] = await tx.query('select version from own_users where id = $1', [row.id]);
        if (now.version !== row.version) return;
        await tx.execute('delete from own_users where id = $1', [row.id]);
        await tx.execute('insert into own_users values ($1, $2, $3, $4, $5, $4)', [
          held.id, held.name, held.email, held.version, held.deleted,
        ]);
      });
    }));
  },
});
`;
    const copies = `
export const applyCopy = (db, copy) =>
  db.transaction(async (tx) => {
    const [row] = await tx.query('select id, name, email, version, deleted from users where id = $1', [copy.id]);
    if (row?.deleted) return row;
    if (row && copy.deleted) {
      const gone = { ...row, deleted: 1, version: Math.max(row.version, copy.version) };
      await tx.execute('update users set deleted = 1, version = $2 where id = $1', [copy.id, gone.version]);
      return gone;
    }
    if (row && row.version >= copy.version) return row;
    await tx.execute('delete from users where id = $1', [copy.id]);
    await tx.execute('insert into users values ($1, $2, $3, $4, $5)', [
      copy.id, copy.name, copy.email, copy.version, copy.deleted,
    ]);
    return copy;
  });
`;
    const tree = { ...solution, 'users/write-back.ts': writeBack, 'monolith/copies.ts': copies };
    expect(await failures(tree)).toEqual([]);
  });
});
