/** The migration as the monolith uses it: reads, writes, repairs, reconciles, and the swap of the two roles. */
import type { Database } from '#kit/database.ts';
import type { Log } from '#kit/log.ts';
import { Problem } from '#kit/problem.ts';

import type { Copy, Roles, Side, UserChange, UserRow } from '../copies/types.ts';
import { Gate } from './gate.ts';
import { Ledger } from './ledger.ts';
import type { Reconciled, Tally } from './ledger.ts';
import { createPrimarySide } from './primary.ts';
import { createReader, objections } from './read.ts';
import { reconcile } from './reconcile.ts';
import { createRepairs } from './repairs.ts';
import { createWriter } from './write.ts';

export interface MigrationDependencies {
  /** The database of the monolith, which keeps the repairs and the roles. */
  readonly db: Database;
  readonly copies: Readonly<Record<Side, Copy>>;
  readonly log: Log;
}

export interface MigrationStatus extends Tally {
  readonly primary: Side;
  /** Ids of the users that wait to be repaired. */
  readonly waiting: readonly string[];
}

export interface Migration {
  read(id: string): Promise<UserRow | undefined>;
  write(id: string, change: UserChange): Promise<UserRow | undefined>;
  repair(): Promise<void>;
  reconcile(): Promise<Reconciled>;
  /** @throws {Problem} 409 when there are objections */
  switchTo(side: Side): Promise<void>;
  status(): Promise<MigrationStatus>;
}

export async function createMigration({ db, copies, log }: MigrationDependencies): Promise<Migration> {
  const own = db.as('migration');
  const roles = await createPrimarySide(own, copies);
  const repairs = createRepairs(own);
  const ledger = new Ledger();
  const gate = new Gate();
  const writer = createWriter({ roles, repairs, log });
  const reader = createReader({ roles, repairs, ledger, log });
  return {
    read: (id) => reader.read(id),
    write: (id, change) => gate.together(() => writer.write(id, change)),
    repair: () => gate.together(() => writer.repair()),
    reconcile: () =>
      gate.together(async () => {
        // Nothing is known until it is done.
        ledger.reconciled(null);
        const counted = countedRoles(roles);
        const repaired = await reconcile({ roles: counted, repairs });
        const reconciled = { repaired, rowsRead: counted.rowsRead };
        ledger.reconciled(reconciled);
        return reconciled;
      }),
    switchTo: (to) =>
      gate.alone(async () => {
        const waiting = (await repairs.waiting()).length;
        const found = objections({ to, tally: ledger.tally, waiting });
        if (found.length > 0) throw new Problem(409, 'Not now', { detail: found.join(' ') });
        await roles.set(to);
        ledger.clear();
        log.warn('the primary is now', { side: to });
      }),
    status: async () => ({
      primary: roles.side,
      ...ledger.tally,
      waiting: (await repairs.waiting()).map(({ userId }) => userId),
    }),
  };
}

/** The two copies as they are now, with a count of the full rows that they give out. */
function countedRoles({ primary, secondary }: Roles): Roles & { readonly rowsRead: number } {
  let rowsRead = 0;
  const counted = (copy: Copy): Copy => ({
    ...copy,
    find: async (id) => {
      const row = await copy.find(id);
      if (row) rowsRead += 1;
      return row;
    },
    rows: async (bucket) => {
      const rows = await copy.rows(bucket);
      rowsRead += rows.length;
      return rows;
    },
  });
  return {
    primary: counted(primary),
    secondary: counted(secondary),
    get rowsRead() {
      return rowsRead;
    },
  };
}
