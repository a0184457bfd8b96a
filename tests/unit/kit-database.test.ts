import { afterEach, describe, expect, test } from 'vitest';

import { DatabaseError, memoryJournal, openDatabase, placeholders } from '../../labs/kit/database.ts';
import type { Database, DatabaseOptions } from '../../labs/kit/database.ts';

const schema = `
  create table users (id text primary key, name text not null, age integer check (age >= 0));
  create table orders (id text primary key, user_id text not null, total integer not null, version integer not null);
  create table lines (order_id text not null references orders (id), product_id text not null);
  insert into users (id, name, age) values ('u-1', 'Ada; "the" first', 36), ('u-2', 'Grace', null);
`;

const opened: Database[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((db) => db.close()));
});

async function open(options: Partial<DatabaseOptions> = {}): Promise<Database> {
  const db = await openDatabase({ name: 'test', migrations: [schema], journal: memoryJournal(), ...options });
  opened.push(db);
  return db;
}

const insertOrder = 'insert into orders (id, user_id, total, version) values ($1, $2, $3, 1)';
const ids = async (db: Database): Promise<string[]> =>
  (await db.query<{ id: string }>('select id from orders order by id')).map(({ id }) => id);

/** SQLSTATE and message of what a promise is rejected with. */
async function failure(promise: Promise<unknown>): Promise<DatabaseError> {
  const error: unknown = await promise.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof DatabaseError) return error;
  throw error;
}

describe('statements', () => {
  test('bind parameters by number, not by the order in which they appear', async () => {
    const db = await open();
    await db.execute('insert into users (name, id) values ($2, $1)', ['u-3', 'Edsger']);
    expect(await db.query('select id, name, age from users where id = $1 or name = $1', ['u-3'])).toEqual([
      { id: 'u-3', name: 'Edsger', age: null },
    ]);
  });

  test('take texts, whole numbers and null, and say what is wrong with anything else', async () => {
    const db = await open();
    const set = (value: unknown): Promise<unknown> =>
      // As a learner without types may do it.
      db.execute('update users set age = $1', [value as number]);
    expect(await set(null)).toBe(2);
    expect((await failure(set(12.5))).message).toContain('money is kept in cents');
    expect((await failure(set(true))).message).toContain('write 1 into an integer column');
    expect((await failure(set(undefined))).message).toContain('$1 is undefined');
    expect((await failure(set('old'))).code).toBe('22P02');
  });

  test('want a value for each parameter, and a parameter for each value', async () => {
    const db = await open();
    expect((await failure(db.query('select * from users where id = $1'))).message).toContain(
      'no value for it',
    );
    expect((await failure(db.query('select 1 as one', ['u-1']))).message).toContain('does not name');
    expect((await failure(db.query('select * from users where id = ?', ['u-1']))).code).toBe('42601');
    expect(await db.query(`select '$2 ?' as text -- $3`)).toEqual([{ text: '$2 ?' }]);
  });

  test('come one at a time, and never steer transactions', async () => {
    const db = await open();
    expect((await failure(db.query('select 1; select 2'))).message).toContain('has 2');
    expect((await failure(db.execute('begin'))).message).toContain('db.transaction');
    expect(await db.query("select ';' as text;")).toEqual([{ text: ';' }]);
  });

  test('tell how many rows they changed, and return rows where asked', async () => {
    const db = await open();
    expect(await db.execute(insertOrder, ['o-1', 'u-1', 500])).toBe(1);
    expect(await db.execute('update orders set total = total + 1 where id = $1', ['o-9'])).toBe(0);
    const update = 'update orders set version = version + 1 where id = $1 returning version';
    expect(await db.query(update, ['o-1'])).toEqual([{ version: 2 }]);
  });

  test('fail with the code that Postgres gives', async () => {
    const db = await open();
    await db.execute(insertOrder, ['o-1', 'u-1', 500]);
    expect((await failure(db.execute(insertOrder, ['o-1', 'u-1', 500]))).code).toBe('23505');
    expect((await failure(db.execute(insertOrder, ['o-2', null, 500]))).code).toBe('23502');
    expect((await failure(db.execute(`insert into lines values ('o-7', 'p-1')`))).code).toBe('23503');
    expect((await failure(db.execute('update users set age = -1'))).code).toBe('23514');
    expect((await failure(db.query('select * from missing'))).code).toBe('42P01');
    expect((await failure(db.query('select missing from users'))).code).toBe('42703');
    expect((await failure(db.query('selekt'))).code).toBe('42601');
  });

  test('take lists by placeholders', async () => {
    const db = await open();
    const wanted = ['u-2', 'u-1'];
    expect(placeholders(wanted, 2)).toBe('$2, $3');
    const sql = `select id from users where id in (${placeholders(wanted)}) order by id`;
    expect(await db.query(sql, wanted)).toEqual([{ id: 'u-1' }, { id: 'u-2' }]);
  });
});

describe('transactions', () => {
  test('happen as a whole', async () => {
    const db = await open();
    const result = await db.transaction(async (tx) => {
      await tx.execute(insertOrder, ['o-1', 'u-1', 500]);
      await tx.execute(`insert into lines values ('o-1', 'p-1')`);
      return 'done';
    });
    expect(result).toBe('done');
    const failing = db.transaction(async (tx) => {
      await tx.execute(insertOrder, ['o-2', 'u-1', 500]);
      throw new RangeError('declined');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(await ids(db)).toEqual(['o-1']);
  });

  test('are joined by another module', async () => {
    const db = await open();
    const users = db.as('users');
    const failing = db.as('orders').transaction(async (tx) => {
      await tx.execute(insertOrder, ['o-1', 'u-1', 500]);
      await users.in(tx).execute('update users set age = 99');
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await users.query('select age from users where id = $1', ['u-1'])).toEqual([{ age: 36 }]);
    expect(db.accesses.map(({ module, table, kind }) => `${module} ${kind} ${table}`)).toEqual([
      'orders write orders',
      'users write users',
      'users read users',
    ]);
  });

  test('come one after another, in the order of asking', async () => {
    const db = await open();
    const order: string[] = [];
    const slow = db.transaction(async (tx) => {
      await tx.execute(insertOrder, ['o-1', 'u-1', 500]);
      order.push('slow');
    });
    const reading = ids(db);
    const next = db.transaction(async () => void order.push('next'));
    await Promise.all([slow, next]);
    expect(order).toEqual(['slow', 'next']);
    expect(await reading, 'what is read in between').toEqual(['o-1']);
  });

  test('are lost with an error in them, even if it was caught', async () => {
    const db = await open();
    const careless = db.transaction(async (tx) => {
      await tx.execute(insertOrder, ['o-1', 'u-1', 500]);
      await tx.execute(insertOrder, ['o-1', 'u-1', 500]).catch(() => undefined);
    });
    expect((await failure(careless)).code).toBe('25P02');
    expect(await ids(db)).toEqual([]);
  });

  test('tell a statement that waits for its own transaction what to do', async () => {
    const db = await open({ lockTimeoutMs: 20 });
    const stuck = db.transaction(() => db.execute(insertOrder, ['o-1', 'u-1', 500]));
    expect((await failure(stuck)).message).toContain('db.in(tx)');
    expect(await ids(db)).toEqual([]);
  });

  test('take no statement after their end', async () => {
    const db = await open();
    const tx = await db.transaction(async (own) => own);
    expect((await failure(tx.query('select 1 as one'))).code).toBe('25P01');
    const other = await open();
    await db.transaction(async (own) => {
      expect(() => other.in(own)).toThrow('no transaction of the database');
    });
  });
});

describe('who reads what', () => {
  const uses = async (sql: string, params: string[] = []): Promise<string[]> => {
    const db = await open({
      migrations: [
        schema,
        'create view totals as select u.name, o.total from users u join orders o on o.user_id = u.id',
      ],
    });
    await db.as('orders').query(sql, params);
    expect(new Set(db.accesses.map((each) => each.module))).toEqual(new Set(['orders']));
    return db.accesses.map(({ kind, table }) => `${kind} ${table}`).sort();
  };

  test.each([
    [
      'a join',
      'select * from orders o left join users on users.id = o.user_id',
      ['read orders', 'read users'],
    ],
    ['a view', 'select * from totals', ['read orders', 'read users']],
    [
      'a subquery',
      'select id from orders where user_id in (select id from "users")',
      ['read orders', 'read users'],
    ],
    ['an index alone', 'select count(*) as n from users', ['read users']],
    ['a table that is only named', `select 'users' as users from orders`, ['read orders']],
    [
      'an insert from elsewhere',
      'insert into orders select id, id, 1, 1 from users returning id',
      ['read lines', 'read users', 'write orders'],
    ],
    ['a delete of all', 'delete from lines', ['read orders', 'write lines']],
    // Tables that are bound by a foreign key are read to keep it true: a key across modules is a coupling as well.
  ])('sees %s', async (_, sql, expected) => {
    expect(await uses(sql)).toEqual(expected);
  });

  test('counts statements and keeps the first', async () => {
    const db = await open();
    for (const id of ['u-1', 'u-2']) await db.query('select name from users where id = $1', [id]);
    expect(db.accesses).toEqual([
      {
        module: null,
        table: 'users',
        kind: 'read',
        statements: 2,
        sql: 'select name from users where id = $1',
      },
    ]);
  });
});
