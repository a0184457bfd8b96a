/** What the checks share: the two copies, in databases of their own, and the learner's migration between them. */
import { CheckFailure } from '#kit/check.ts';
import type { LabUnderTest } from '#kit/check.ts';
import type * as DatabaseModule from '#kit/database.ts';
import { createLog } from '#kit/log.ts';

import type * as LocalModule from '../starter/copies/local.ts';
import type * as TypesModule from '../starter/copies/types.ts';
import type * as MigrationModule from '../starter/migration/index.ts';
import type * as SchemasModule from '../starter/monolith/schemas.ts';
import type * as UsersModule from '../starter/users/app.ts';

export type Side = TypesModule.Side;
export type Copy = TypesModule.Copy;
export type UserRow = TypesModule.UserRow;
export type Migration = MigrationModule.Migration;

export const silent = createLog(() => undefined);

/** Puts something between the migration and a copy. */
export type Between = (copy: Copy) => Partial<Copy>;

export interface CopiesUnderTest {
  /** The copies themselves, with nothing in between. */
  readonly copies: Readonly<Record<Side, LocalModule.LocalCopy>>;
  readonly migration: Migration;
  /** The monolith as it comes back after it was killed in this moment: on what its journal holds. */
  restarted(): Promise<Migration>;
  /** What both copies have of a user, in words that are the same for the same row. */
  both(id: string): Promise<Record<Side, string>>;
}

interface Options {
  readonly between?: Partial<Record<Side, Between>>;
  readonly primary?: Side;
}

export async function withCopies(
  lab: LabUnderTest,
  { between = {}, primary = 'monolith' }: Options,
  body: (given: CopiesUnderTest) => Promise<void>,
): Promise<void> {
  // From the learner's tree: the very module that the services use, with one SQLite for all.
  const { memoryJournal, openDatabase } = await lab.load<typeof DatabaseModule>(
    'kit/database.ts',
    'memoryJournal',
    'openDatabase',
  );
  const { migrations } = await lab.load<typeof SchemasModule>('monolith/schemas.ts', 'migrations');
  const usersApp = await lab.load<typeof UsersModule>('users/app.ts', 'migrations');
  const { createLocalCopy } = await lab.load<typeof LocalModule>('copies/local.ts', 'createLocalCopy');
  const { createMigration } = await lab.load<typeof MigrationModule>('migration/index.ts', 'createMigration');
  const opened: DatabaseModule.Database[] = [];
  const open = async (
    name: string,
    scripts: readonly string[],
    journal: DatabaseModule.Journal,
  ): Promise<DatabaseModule.Database> => {
    const db = await openDatabase({ name, migrations: scripts, journal, lockTimeoutMs: 500 });
    opened.push(db);
    return db;
  };
  const journal = memoryJournal();
  const users = createLocalCopy('users', await open('users-db', usersApp.migrations, memoryJournal()));
  const start = async (db: DatabaseModule.Database): Promise<Omit<CopiesUnderTest, 'restarted' | 'both'>> => {
    const copies = { monolith: createLocalCopy('monolith', db), users };
    const seen = {
      monolith: { ...copies.monolith, ...between.monolith?.(copies.monolith) },
      users: { ...copies.users, ...between.users?.(copies.users) },
    };
    return { copies, migration: await createMigration({ db, copies: seen, log: silent }) };
  };
  try {
    const shop = await open('shop-db', migrations, journal);
    if (primary === 'users') await shop.execute('update primary_side set side = $1', [primary]);
    const { copies, migration } = await start(shop);
    await body({
      copies,
      migration,
      restarted: async () => (await start(await open('shop-db', migrations, journal))).migration,
      both: async (id) => ({
        monolith: inWords(await copies.monolith.find(id)),
        users: inWords(await copies.users.find(id)),
      }),
    });
  } finally {
    await Promise.all(opened.map((db) => db.close()));
  }
}

/** A row in words: without the ways of writing that are one side's own. */
export function inWords(row: UserRow | undefined): string {
  if (!row) return 'no row';
  const { name, email, phone, joinedAt, version } = row;
  return `version ${version}: ${[name, email, phone ?? 'no phone', new Date(joinedAt).toISOString()].join(', ')}`;
}

/** Lets everything run that waits for nothing but its turn. */
export async function turns(count = 20): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** The value, or a failed check when there is none after everything has run that could. */
export async function soon<T>(value: Promise<T>, what: string): Promise<T> {
  const late = turns(50).then(() => {
    throw new CheckFailure(what, 'it waited for something that does not come');
  });
  return Promise.race([value, late]);
}

/** How a promise ends, in words; it may be rejected. */
export async function ending(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => {
      if (typeof error === 'object' && error !== null && 'status' in error)
        return `refused with ${String(error.status)}`;
      return 'failed';
    },
  );
}

export const unreachable = (): Promise<never> => Promise.reject(new Error('connect ECONNREFUSED'));
export const hanging = (): Promise<never> => new Promise(() => undefined);
