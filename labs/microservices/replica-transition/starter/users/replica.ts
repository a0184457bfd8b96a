/**
 * A read replica of the monolith’s table `users`. It stands for a database server of its own. A real one is sent the
 * log of the primary; this one looks at the table again and again, and shows what it saw a while ago.
 */
import type { Clock } from '#kit/clock.ts';
import { DatabaseError, openDatabase } from '#kit/database.ts';
import type { Queryable, Value } from '#kit/database.ts';
import type { Log } from '#kit/log.ts';

import { limits } from './limits.ts';

/** The replica does not answer. */
export class ReplicaDown extends Error {
  override readonly name = 'ReplicaDown';

  constructor() {
    super('The read replica does not answer.');
  }
}

export interface ReplicaState {
  /** How far it is kept behind the monolith, in milliseconds. */
  readonly lagMs: number;
  readonly down: boolean;
}

export interface Replica {
  /** Reads only, of the one table `users`. Rejects with {@link ReplicaDown} while it is down. */
  readonly db: Queryable;
  /** How many rows it shows otherwise than the monolith did when it looked last. */
  readonly behind: number;
  readonly state: ReplicaState;
  /** Makes it slower or faster, stops it or starts it. */
  set(state: Partial<ReplicaState>): void;
}

export interface ReplicaOptions {
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  /** Base URL of the monolith, without a trailing slash. */
  readonly url: string;
  readonly log: Log;
  /** Told how far behind it is, whenever it has looked. */
  readonly onLook?: (behind: number) => void;
}

type Row = Readonly<Record<string, Value>>;

/** The table as it was when it was looked at. */
interface Picture {
  readonly at: number;
  readonly rows: readonly Row[];
}

const table = `
  create table users (
    id text primary key, name text not null, email text not null, version integer not null, deleted integer not null
  );
`;
/** Nothing is kept: after a restart it looks at the monolith again. */
const nowhere = { read: async () => [], append: async () => undefined, close: async () => undefined };

/** Resolves once it has its first rows, or could not reach the monolith to get them. */
export async function createReplica({
  clock,
  fetch,
  url,
  log,
  onLook = () => {},
}: ReplicaOptions): Promise<Replica> {
  const db = await openDatabase({ name: 'replica', migrations: [table], journal: nowhere });
  const columns = ['id', 'name', 'email', 'version', 'deleted'];
  const pictures: Picture[] = [];
  let state: ReplicaState = { lagMs: limits.lagMs, down: false };
  let shown: readonly Row[] | undefined;
  let behind = 0;
  let reachable = true;

  const show = async (rows: readonly Row[]): Promise<void> => {
    await db.transaction(async (tx) => {
      await tx.execute('delete from users');
      for (const row of rows) {
        await tx.execute(
          `insert into users (${columns.join(', ')}) values ($1, $2, $3, $4, $5)`,
          columns.map((name) => row[name] ?? null),
        );
      }
    });
    shown = rows;
  };
  const look = async (): Promise<void> => {
    const response = await fetch(`${url}/replication/users`);
    // The monolith answers with its rows.
    const rows = (await response.json()) as readonly Row[];
    pictures.push({ at: clock.now(), rows });
    const due = pictures.findLastIndex(({ at }) => at + state.lagMs <= clock.now());
    const [newest] = pictures.splice(0, due + 1).slice(-1);
    if (newest) await show(newest.rows);
    else if (!shown) await show(rows);
    const seen = new Set(shown?.map((row) => JSON.stringify(row)));
    behind = rows.filter((row) => !seen.has(JSON.stringify(row))).length;
    onLook(behind);
  };
  const again = async (): Promise<void> => {
    const reason = await look().then(
      () => undefined,
      (error: unknown) => String(error),
    );
    // Once, and not four times a second for as long as it lasts.
    if (reason !== undefined && reachable) log.warn('the replica cannot reach the monolith', { reason });
    if (reason === undefined && !reachable) log.info('the replica reaches the monolith again');
    reachable = reason === undefined;
    clock.setTimeout(() => void again(), limits.replicaPollMs);
  };
  await again();

  return {
    db: readOnly(db, () => state.down || !shown),
    get behind() {
      return behind;
    },
    get state() {
      return state;
    },
    set: (change) => {
      state = { ...state, ...change };
    },
  };
}

/** The statements of a replica: those that read, as long as it is there. */
export function readOnly(db: Queryable, isDown: () => boolean): Queryable {
  const checked = async (sql: string): Promise<void> => {
    if (isDown()) throw new ReplicaDown();
    // As Postgres says it on a replica.
    if (!/^\s*(select|with)\b/i.test(sql))
      throw new DatabaseError('The replica only reads. Write to the database of your own.', '25006');
  };
  return {
    query: async <R>(sql: string, params?: readonly Value[]) => {
      await checked(sql);
      return db.query<R>(sql, params);
    },
    execute: async (sql, params) => {
      await checked(sql);
      return db.execute(sql, params);
    },
  };
}
