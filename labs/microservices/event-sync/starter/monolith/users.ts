/** Where the shop reads users: its own table, and after the cutover the users service. */
import type { Clock } from '#kit/clock.ts';
import type { Database } from '#kit/database.ts';
import { placeholders } from '#kit/database.ts';

import type { User } from '../shared/user-event.ts';

export interface Users {
  readsFrom(): Promise<'table' | 'service'>;
  readFromService(): Promise<void>;
  /** Names by id, of those that there are. */
  names(ids: readonly string[], traceparent: string): Promise<ReadonlyMap<string, string>>;
  /** How many customers there are. Whoever wrote the report that needs it reads the table, whatever the rest does. */
  count(): Promise<number>;
  unreadForMs(): number;
}

export interface UsersDependencies {
  readonly db: Database;
  readonly clock: Clock;
  /** Asks the users service. */
  readonly ask: <T>(path: string, traceparent?: string) => Promise<T>;
}

export function createUsers({ db, clock, ask }: UsersDependencies): Users {
  let lastRead = clock.now();
  const table = <T>(sql: string, params: readonly string[] = []): Promise<T[]> => {
    lastRead = clock.now();
    return db.query<T>(sql, params);
  };
  const readsFrom: Users['readsFrom'] = async () => {
    const [row] = await db.query<{ readsFrom: string }>(
      'select reads_from as "readsFrom" from sync_state where id = 1',
    );
    return row?.readsFrom === 'service' ? 'service' : 'table';
  };
  return {
    readsFrom,
    readFromService: async () => {
      await db.execute("update sync_state set reads_from = 'service' where id = 1");
    },
    names: async (ids, traceparent) => {
      const found =
        (await readsFrom()) === 'service'
          ? await ask<User[]>(`/users?ids=${ids.join(',')}`, traceparent)
          : await table<Pick<User, 'id' | 'name'>>(
              `select id, name from users where id in (${placeholders(ids)})`,
              ids,
            );
      return new Map(found.map(({ id, name }) => [id, name]));
    },
    count: async () => (await table<{ count: number }>('select count(*) as count from users'))[0]?.count ?? 0,
    unreadForMs: () => clock.now() - lastRead,
  };
}
