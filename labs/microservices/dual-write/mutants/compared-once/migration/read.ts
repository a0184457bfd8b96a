/** Which copy answers reads, what the other one would have said, and when the two may swap. */
import type { Log } from '#kit/log.ts';

import { sameUser } from '../copies/rows.ts';
import type { Roles, Side, UserRow } from '../copies/types.ts';
import type { Ledger, Tally } from './ledger.ts';
import { limits } from './limits.ts';
import type { Repairs } from './repairs.ts';

export interface ReaderDependencies {
  readonly roles: Roles;
  readonly repairs: Repairs;
  /** Told of each shadow read: `matched`, `mismatched` or `failed`. */
  readonly ledger: Ledger;
  readonly log: Log;
}

export interface Reader {
  /** @returns the row of the primary, or undefined when it has none */
  read(id: string): Promise<UserRow | undefined>;
}

export function createReader({ roles, ledger, log }: ReaderDependencies): Reader {
  const compare = async (id: string, answered: UserRow | undefined): Promise<void> => {
    if (sameUser(answered, await roles.secondary.find(id))) return ledger.matched();
    log.warn('the copies differ', { user: id });
    ledger.mismatched();
  };
  return {
    read: async (id) => {
      const row = await roles.primary.find(id);
      // Nobody waits for it, and whatever becomes of it is no business of the one who reads.
      compare(id, row).catch(() => ledger.failed());
      return row;
    },
  };
}

/** What a switch is decided by. */
export interface Facts {
  /** The side that is to be the primary. */
  readonly to: Side;
  readonly tally: Tally;
  /** How many repairs wait. */
  readonly waiting: number;
}

/** Why the roles may not be swapped now, a sentence each. None when they may. */
export function objections({ to, tally, waiting }: Facts): string[] {
  const open = waiting > 0 ? [`${waiting} repairs wait: what they hold would be lost.`] : [];
  // The way back is for the worst hour. It needs no proof, only that nothing is missing.
  return to === 'monolith' ? open : [...open, ...doubts(tally)];
}

function doubts({ cleanCompares, reconciled }: Tally): string[] {
  const found: string[] = [];
  if (cleanCompares < limits.cleanCompares)
    found.push(`Only ${cleanCompares} of ${limits.cleanCompares} compares in a row were clean.`);
  if (!reconciled) found.push('There was no reconcile since the last mismatch.');
  else if (reconciled.repaired.length > 0)
    found.push(`The last reconcile repaired ${reconciled.repaired.length} users. Run it once more.`);
  return found;
}
