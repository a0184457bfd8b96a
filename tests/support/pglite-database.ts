/** The kit's database interface on Postgres itself (PGlite), to hold the labs' SQL against. */
import type { PGlite, Transaction as PgTransaction } from '@electric-sql/pglite';

import type { Database, ModuleDatabase, Queryable, Transaction, Value } from '../../labs/kit/database.ts';

/** Empties a Postgres and runs the migrations. Closing the database leaves the Postgres open. */
export async function databaseOn(pg: PGlite, migrations: readonly string[]): Promise<Database> {
  await pg.exec('drop schema public cascade; create schema public');
  for (const migration of migrations) await pg.exec(migration);
  const transactions = new WeakMap<Transaction, PgTransaction>();

  const statements = (target: Pick<PgTransaction, 'query'>): Queryable => ({
    query: async <R>(sql: string, params: readonly Value[] = []) =>
      (await target.query<R>(sql, [...params])).rows,
    execute: async (sql, params = []) => (await target.query(sql, [...params])).affectedRows ?? 0,
  });
  const handle: ModuleDatabase = {
    ...statements(pg),
    transaction: (work) =>
      pg.transaction(async (own) => {
        const tx = statements(own);
        transactions.set(tx, own);
        return work(tx);
      }),
    in: (tx) => {
      const own = transactions.get(tx);
      if (!own) throw new Error('This is no transaction of this database.');
      return statements(own);
    },
  };
  return { ...handle, as: () => handle, accesses: [], close: async () => undefined };
}
