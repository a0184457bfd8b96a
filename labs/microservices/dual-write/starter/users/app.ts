/** The users service: a copy of the users, for the monolith to read and write. */
import type { Database } from '#kit/database.ts';
import { createService } from '#kit/http.ts';
import type { Service } from '#kit/http.ts';
import type { Log } from '#kit/log.ts';

import { createLocalCopy } from '../copies/local.ts';
import { copyRoutes, shownRows } from '../copies/routes.ts';
import { usersSchema } from '../copies/schema.ts';
import type { UserRow } from '../copies/types.ts';

export const migrations: readonly string[] = [usersSchema('users')];

export interface AppDependencies {
  readonly db: Database;
  readonly log: Log;
  /** Waited for before each write: a network, and a database with other things to do. */
  readonly pause?: () => Promise<void>;
}

export function createApp({ db, log, pause = () => Promise.resolve() }: AppDependencies): Service {
  const copy = createLocalCopy('users', db.as('users'));
  const slow = {
    ...copy,
    change: async (...asked: Parameters<typeof copy.change>) => {
      await pause();
      return copy.change(...asked);
    },
    put: async (row: UserRow) => {
      await pause();
      return copy.put(row);
    },
  };
  return createService({
    log,
    routes: {
      ...copyRoutes(slow),
      // For you, and for the table that shows both copies.
      'GET /copy': async () => ({ status: 200, body: await shownRows(copy) }),
    },
  });
}
