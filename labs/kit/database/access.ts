/** Who reads and writes which tables. */

/** How a module has used a table so far. */
export interface Access {
  /** Null for statements of no module. */
  readonly module: string | null;
  readonly table: string;
  readonly kind: 'read' | 'write';
  /** How many statements. */
  readonly statements: number;
  /** The first of them. */
  readonly sql: string;
}

/** A table that a statement touches. What is written counts as written, though it may be read as well. */
export interface TableUse {
  readonly table: string;
  readonly kind: Access['kind'];
}

export class AccessBook {
  readonly #entries = new Map<string, Access>();

  get accesses(): readonly Access[] {
    return [...this.#entries.values()];
  }

  note(module: string | null, sql: string, uses: readonly TableUse[]): void {
    for (const { table, kind } of uses) {
      const key = `${module ?? ''} ${kind} ${table}`;
      const before = this.#entries.get(key);
      this.#entries.set(key, {
        module,
        table,
        kind,
        statements: (before?.statements ?? 0) + 1,
        sql: before?.sql ?? sql,
      });
    }
  }
}
