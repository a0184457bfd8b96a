/**
 * A relational database inside the process: SQL that Postgres takes too, transactions, and a journal that brings
 * everything back when the process starts again. One process owns a database; others ask that process over HTTP.
 *
 * - Parameters are `$1`, `$2`, …, as in Postgres. A call takes one statement.
 * - Values are texts, whole numbers and null. Money is in cents. There is no boolean: write an integer that is 0 or 1.
 * - Statements are replayed from the journal, so they must do the same each time: pass ids and times as parameters.
 * - Statements of one handle run one after another. Inside a transaction use its own `tx`: a statement of the handle
 *   itself would wait for that transaction to end, and it would wait for the statement.
 */
import { AccessBook } from './database/access.ts';
import type { Access } from './database/access.ts';
import { DatabaseError } from './database/error.ts';
import { readEntry, writeEntry } from './database/journal.ts';
import type { Journal } from './database/journal.ts';
import { Lock } from './database/lock.ts';
import { checkParameters, checkStatement, statementsOf } from './database/sql.ts';
import type { Value } from './database/sql.ts';
import { Sqlite } from './database/sqlite.ts';
import type { Log } from './log.ts';

export type { Access } from './database/access.ts';
export { DatabaseError } from './database/error.ts';
export { fileJournal, memoryJournal } from './database/journal.ts';
export type { Journal } from './database/journal.ts';
export { placeholders } from './database/sql.ts';
export type { Value } from './database/sql.ts';

/** Where statements can be sent: to a database, or into a transaction. */
export interface Queryable {
  /**
   * The rows of a statement, in its order. The caller names their shape, which must be that of the columns.
   * @throws {DatabaseError}
   */
  query<R>(sql: string, params?: readonly Value[]): Promise<R[]>;
  /**
   * Runs a statement for its effect.
   * @returns how many rows it inserted, updated or deleted
   * @throws {DatabaseError}
   */
  execute(sql: string, params?: readonly Value[]): Promise<number>;
}

/**
 * A transaction under way. Its statements happen all together or not at all, and nobody else sees half of them. It
 * can be handed to other modules, which join it by {@link ModuleDatabase.in}.
 */
export interface Transaction extends Queryable {}

/** The database as one module sees it. What it reads and writes is put down under the module's name. */
export interface ModuleDatabase extends Queryable {
  /**
   * Commits when `work` is done, and rolls back when it throws. Resolves once the journal holds the transaction: from
   * then on it survives this process.
   * @returns what `work` returns
   * @throws what `work` throws, or {@link DatabaseError}
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Statements of this module as part of a transaction that another module has begun. */
  in(tx: Transaction): Queryable;
}

/** The whole database, for whoever puts the program together. */
export interface Database extends ModuleDatabase {
  /** A handle for one module, to be given to that module and to no other. */
  as(module: string): ModuleDatabase;
  /** Who has read and written which table so far. Statements of no module are under null. */
  readonly accesses: readonly Access[];
  /** Forgets it all, at once; the journal stays. A transaction under way fails. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** For messages. */
  readonly name: string;
  /**
   * SQL scripts that make the tables and their first rows. Each is run once, ever, in this order. Add new ones at the
   * end, and never change one that has run.
   */
  readonly migrations: readonly string[];
  readonly journal: Journal;
  readonly log?: Log;
  /** So many milliseconds a statement waits for a transaction before it fails. */
  readonly lockTimeoutMs?: number;
}

/**
 * Opens a database: replays its journal, then runs the migrations that are new.
 * @throws {DatabaseError} when the journal and the migrations do not fit together
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const store = new Store(await Sqlite.open(), options);
  await store.restore(options.migrations);
  return {
    ...store.handle(null),
    as: (module) => store.handle(module),
    get accesses() {
      return store.book.accesses;
    },
    close: () => store.close(),
  };
}

/** What belongs to a transaction and to nobody outside. */
interface Scope {
  /** What the journal has to keep of it. */
  readonly writes: [sql: string, params: readonly Value[]][];
  state: 'open' | 'failed' | 'over';
}

class Store {
  readonly book = new AccessBook();
  readonly #sqlite: Sqlite;
  readonly #name: string;
  readonly #journal: Journal;
  readonly #log: Log | undefined;
  readonly #lock: Lock;
  readonly #scopes = new WeakMap<Transaction, Scope>();

  constructor(sqlite: Sqlite, { name, journal, log, lockTimeoutMs = 2_000 }: DatabaseOptions) {
    this.#sqlite = sqlite;
    this.#name = name;
    this.#journal = journal;
    this.#log = log;
    this.#lock = new Lock(lockTimeoutMs);
  }

  async restore(migrations: readonly string[]): Promise<void> {
    const ran: string[] = [];
    const entries = (await this.#journal.read()).map(readEntry);
    for (const entry of entries) {
      if (entry.type === 'migration') ran.push(entry.sql);
      this.#replay(
        entry.type === 'migration' ? statementsOf(entry.sql).map((sql) => [sql, []]) : entry.writes,
      );
    }
    const changed = ran.findIndex((sql, index) => sql !== migrations[index]);
    if (changed >= 0) {
      throw new DatabaseError(
        `Migration ${changed + 1} of the database ${this.#name} is not the one that was run. Add a new migration instead, or remove the journal to begin with an empty database.`,
      );
    }
    for (const sql of migrations.slice(ran.length)) {
      this.#replay(statementsOf(sql).map((each) => [each, []]));
      await this.#journal.append(writeEntry({ type: 'migration', sql }));
    }
    if (entries.length > 0) this.#log?.info(`database ${this.#name} restored`, { entries: entries.length });
  }

  handle(module: string | null): ModuleDatabase {
    return {
      query: async <R>(sql: string, params: readonly Value[] = []) =>
        // The caller of `query` vouches for the shape.
        (await this.#alone(module, sql, params)).rows as R[],
      execute: async (sql, params = []) => (await this.#alone(module, sql, params)).changes,
      transaction: (work) => this.#transaction(module, work),
      in: (tx) => this.#within(tx, module),
    };
  }

  async close(): Promise<void> {
    this.#sqlite.close();
    await this.#journal.close();
  }

  /** A statement outside of any transaction is one by itself. */
  #alone(
    module: string | null,
    sql: string,
    params: readonly Value[],
  ): Promise<{ rows: unknown[]; changes: number }> {
    return this.#atomically(async (scope) => this.#run(scope, module, sql, params));
  }

  #transaction<T>(module: string | null, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#atomically(async (scope) => {
      const tx: Transaction = this.#statements(scope, module);
      this.#scopes.set(tx, scope);
      const result = await work(tx);
      // As Postgres has it: after an error there is nothing left to commit, even if the error was caught.
      if (scope.state === 'failed') {
        throw new DatabaseError(
          'The transaction was rolled back, because one of its statements failed.',
          '25P02',
        );
      }
      return result;
    });
  }

  async #atomically<T>(work: (scope: Scope) => Promise<T>): Promise<T> {
    return this.#lock.held(async () => {
      const scope: Scope = { writes: [], state: 'open' };
      this.#sqlite.script('begin');
      try {
        const result = await work(scope);
        scope.state = 'over';
        // Kept first, committed after: what was committed can then never be lost.
        if (scope.writes.length > 0) {
          await this.#journal.append(writeEntry({ type: 'writes', writes: scope.writes }));
        }
        this.#sqlite.script('commit');
        return result;
      } catch (error) {
        scope.state = 'over';
        this.#sqlite.script('rollback');
        throw error;
      }
    });
  }

  #within(tx: Transaction, module: string | null): Queryable {
    const scope = this.#scopes.get(tx);
    if (!scope) throw new DatabaseError(`This is no transaction of the database ${this.#name}.`);
    return this.#statements(scope, module);
  }

  #statements(scope: Scope, module: string | null): Queryable {
    return {
      query: async <R>(sql: string, params: readonly Value[] = []) =>
        this.#run(scope, module, sql, params).rows as R[],
      execute: async (sql, params = []) => this.#run(scope, module, sql, params).changes,
    };
  }

  #run(
    scope: Scope,
    module: string | null,
    sql: string,
    params: readonly Value[],
  ): { rows: unknown[]; changes: number } {
    if (scope.state === 'over')
      throw new DatabaseError('The transaction is over. Await each statement inside of it.', '25P01');
    if (scope.state === 'failed')
      throw new DatabaseError('The transaction has failed; nothing more is done in it.', '25P02');
    try {
      checkStatement(sql);
      checkParameters(sql, params);
      const { writes, tables } = this.#sqlite.plan(sql);
      this.book.note(module, sql, tables);
      const result = this.#sqlite.run(sql, params);
      if (writes) scope.writes.push([sql, params]);
      return result;
    } catch (error) {
      scope.state = 'failed';
      throw error;
    }
  }

  #replay(writes: readonly (readonly [sql: string, params: readonly Value[]])[]): void {
    this.#sqlite.script('begin');
    try {
      for (const [sql, params] of writes) this.#sqlite.run(sql, params);
      this.#sqlite.script('commit');
    } catch (error) {
      this.#sqlite.script('rollback');
      throw error;
    }
  }
}
