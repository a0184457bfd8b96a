/** What survives a process, and what does not. */
import { spawn } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { fileJournal, memoryJournal, openDatabase } from '../../labs/kit/database.ts';
import type { Database, Journal } from '../../labs/kit/database.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kit-journal-'));
});
afterEach(() => rm(folder, { recursive: true }));

const schema = 'create table counts (id text primary key, value integer not null)';
const file = (): string => join(folder, 'data/test.journal');

async function open(journal?: Journal, migrations: string[] = [schema]): Promise<Database> {
  return openDatabase({ name: 'test', migrations, journal: journal ?? (await fileJournal(file())) });
}

const insert = (db: Database, id: string): Promise<number> =>
  db.execute('insert into counts (id, value) values ($1, 1)', [id]);
const rows = async (db: Database): Promise<string[]> =>
  (await db.query<{ id: string; value: number }>('select id, value from counts order by id')).map(
    ({ id, value }) => `${id}=${value}`,
  );

test('what was committed is there again, and nothing else', async () => {
  const db = await open();
  await insert(db, 'a');
  await db.transaction(async (tx) => {
    await tx.execute(`update counts set value = value + 1`);
    await tx.query(`insert into counts (id, value) values ($1, $2) returning id`, ['b;', 7]);
  });
  await db
    .transaction(async (tx) => {
      await tx.execute('delete from counts');
      throw new Error('no');
    })
    .catch(() => undefined);
  await rows(db);
  await db.close();
  const lines = (await readFile(file(), 'utf8')).trimEnd().split('\n');
  expect(lines.length, 'lines of the journal: the schema and two transactions').toBe(3);
  const again = await open();
  expect(await rows(again)).toEqual(['a=2', 'b;=7']);
  await again.close();
});

test('a torn last record is cut off, and writing goes on behind it', async () => {
  const first = await open();
  await insert(first, 'a');
  await first.close();
  await appendFile(file(), '{"type":"writes","writes":[["insert into co');
  const second = await open();
  expect(await rows(second)).toEqual(['a=1']);
  await insert(second, 'b');
  await second.close();
  const third = await open();
  expect(await rows(third)).toEqual(['a=1', 'b=1']);
  await third.close();
});

test('a damaged record in the middle is named', async () => {
  const db = await open();
  await db.close();
  await appendFile(file(), '{"type":\n');
  await expect(open()).rejects.toThrow('Line 2 of the journal is damaged');
});

test('new migrations run once; a changed one is refused', async () => {
  const journal = memoryJournal();
  const add = `insert into counts (id, value) values ('seed', 1)`;
  await insert(await open(journal), 'a');
  await open(journal, [schema, add]);
  expect(await rows(await open(journal, [schema, add]))).toEqual(['a=1', 'seed=1']);
  await expect(open(journal, [`${schema} `, add])).rejects.toThrow('Migration 1 of the database test');
  await expect(open(journal, [schema])).rejects.toThrow('Migration 2');
});

test('a transaction whose record is not kept has not happened', async () => {
  const kept = memoryJournal();
  let full = false;
  const db = await open({
    ...kept,
    append: async (line) => {
      if (full) throw new Error('no space left');
      await kept.append(line);
    },
  });
  full = true;
  await expect(insert(db, 'a')).rejects.toThrow('no space left');
  expect(await rows(db)).toEqual([]);
});

test('a transaction resolves only when its record is kept', async () => {
  const kept = memoryJournal();
  const { promise, resolve } = Promise.withResolvers<void>();
  let wait = Promise.resolve();
  const db = await open({
    ...kept,
    append: async (line) => {
      await wait;
      await kept.append(line);
    },
  });
  wait = promise;
  const order: string[] = [];
  const inserting = insert(db, 'a').then(() => order.push('inserted'));
  const reading = rows(db).then((found) => order.push(`read ${found.join()}`));
  await new Promise((turn) => setImmediate(turn));
  expect(order, 'before the record is kept').toEqual([]);
  resolve();
  await Promise.all([inserting, reading]);
  expect(order).toEqual(['inserted', 'read a=1']);
});

test('what a process has acknowledged survives its kill', async () => {
  const kit = fileURLToPath(new URL('../../labs/kit/database.ts', import.meta.url));
  const program = `
    import { fileJournal, openDatabase } from ${JSON.stringify(kit)};
    const journal = await fileJournal(${JSON.stringify(file())});
    const db = await openDatabase({ name: 'test', migrations: [${JSON.stringify(schema)}], journal });
    for (let n = 0; ; n += 1) {
      await db.execute('insert into counts (id, value) values ($1, 1)', ['n' + String(n).padStart(5, '0')]);
      process.stdout.write(n + '\\n');
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = new Promise((resolve) => child.once('exit', resolve));
  let acknowledged = -1;
  for await (const line of createInterface(child.stdout)) {
    acknowledged = Number(line);
    if (acknowledged === 50) child.kill('SIGKILL');
  }
  await exit;
  const db = await open();
  const found = await rows(db);
  // One more may have been kept whose acknowledgement never came out.
  expect(found.length - (acknowledged + 1)).toBeOneOf([0, 1]);
  await db.close();
});
