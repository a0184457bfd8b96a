/** SQLite as Postgres would have it: parameters by name, strict types, foreign keys, and errors with an SQLSTATE. */
import initSqlJs from 'sql.js';
import type { Database as SqlJsDatabase, Statement } from 'sql.js';

import type { TableUse } from './access.ts';
import { DatabaseError } from './error.ts';
import type { Value } from './sql.ts';

/** What a statement is going to do. */
export interface Plan {
  readonly writes: boolean;
  readonly tables: readonly TableUse[];
}

export class Sqlite {
  readonly #db: SqlJsDatabase;
  readonly #statements = new Map<string, Statement>();
  readonly #plans = new Map<string, Plan>();

  static async open(): Promise<Sqlite> {
    const { Database } = await initSqlJs();
    return new Sqlite(new Database());
  }

  private constructor(db: SqlJsDatabase) {
    this.#db = db;
    this.script('pragma foreign_keys = on');
  }

  /** Runs statements of our own. */
  script(sql: string): void {
    this.#db.exec(sql);
  }

  /** @throws {DatabaseError} */
  run(sql: string, params: readonly Value[]): { rows: Record<string, Value>[]; changes: number } {
    const { writes } = this.plan(sql);
    try {
      const statement = this.#prepared(sql);
      // By name: an array would be bound in the order in which the parameters appear in the text.
      statement.bind(Object.fromEntries(params.map((value, index) => [`$${index + 1}`, value])));
      const rows: Record<string, Value>[] = [];
      while (statement.step()) rows.push(valuesOf(statement));
      statement.reset();
      // A change of the tables changes what other statements mean.
      if (isDefinition(sql)) this.#forget();
      return { rows, changes: writes ? this.#db.getRowsModified() : 0 };
    } catch (error) {
      throw translated(error, sql);
    }
  }

  /**
   * What a statement reads and writes, as SQLite itself plans it: seen through aliases, views and subqueries.
   * @throws {DatabaseError} when it is wrong
   */
  plan(sql: string): Plan {
    const known = this.#plans.get(sql);
    if (known) return known;
    try {
      const plan = readPlan(this.#db, strict(sql));
      this.#plans.set(sql, plan);
      return plan;
    } catch (error) {
      throw translated(error, sql);
    }
  }

  close(): void {
    this.#forget();
    this.#db.close();
  }

  #prepared(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare(strict(sql));
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #forget(): void {
    for (const statement of this.#statements.values()) statement.free();
    this.#statements.clear();
    this.#plans.clear();
  }
}

function isDefinition(sql: string): boolean {
  return /^\s*(create|alter|drop)\b/i.test(sql);
}

/** SQLite takes any value in any column unless a table is strict, and a strict one knows no `bigint`. */
function strict(sql: string): string {
  return /^\s*create\s+table\b/i.test(sql) ? `${sql.replaceAll(/\bbigint\b/gi, 'integer')}\nstrict` : sql;
}

function valuesOf(statement: Statement): Record<string, Value> {
  const values = statement.get();
  return Object.fromEntries(
    statement.getColumnNames().map((name, index) => {
      const value = values[index];
      if (value === undefined || value instanceof Uint8Array)
        throw new DatabaseError(`The column ${name} holds bytes. Values are texts, whole numbers and null.`);
      return [name, value];
    }),
  );
}

/** Instructions of SQLite's machine that open a table or an index by its root page, or clear one. */
const opens: Readonly<Record<string, { page: 'p1' | 'p2'; kind: TableUse['kind'] }>> = {
  OpenRead: { page: 'p2', kind: 'read' },
  ReopenIdx: { page: 'p2', kind: 'read' },
  OpenWrite: { page: 'p2', kind: 'write' },
  Clear: { page: 'p1', kind: 'write' },
};

function readPlan(db: SqlJsDatabase, sql: string): Plan {
  const owners = new Map<number, string>();
  for (const row of rowsOf(db, 'select rootpage, tbl_name from sqlite_master')) {
    owners.set(Number(row['rootpage']), String(row['tbl_name']));
  }
  const kinds = new Map<string, TableUse['kind']>();
  let writes = false;
  for (const row of rowsOf(db, `explain ${sql}`)) {
    const opcode = String(row['opcode']);
    if (opcode === 'Transaction' && row['p2'] !== 0) writes = true;
    const open = opens[opcode];
    const table = open && owners.get(Number(row[open.page]));
    if (open && table !== undefined && kinds.get(table) !== 'write') kinds.set(table, open.kind);
  }
  return { writes, tables: [...kinds].map(([table, kind]) => ({ table, kind })) };
}

function rowsOf(db: SqlJsDatabase, sql: string): Record<string, unknown>[] {
  return db
    .exec(sql)
    .flatMap(({ columns, values }) =>
      values.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]]))),
    );
}

const states: readonly [words: RegExp, code: string][] = [
  [/^UNIQUE constraint failed/, '23505'],
  [/^FOREIGN KEY constraint failed/, '23503'],
  [/^NOT NULL constraint failed/, '23502'],
  [/^CHECK constraint failed/, '23514'],
  [/^cannot store /, '22P02'],
  [/^no such table/, '42P01'],
  [/^no such column/, '42703'],
  [/syntax error|incomplete input/, '42601'],
];

function translated(error: unknown, sql: string): DatabaseError {
  if (error instanceof DatabaseError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = states.find(([words]) => words.test(message))?.[1];
  return new DatabaseError(`${message}, in: ${sql.trim().replaceAll(/\s+/g, ' ')}`, code, error);
}
