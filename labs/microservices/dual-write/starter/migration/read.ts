/** Which copy answers reads, what the other one would have said, and when the two may swap. */
import type { Log } from '#kit/log.ts';

import type { Roles, Side, UserRow } from '../copies/types.ts';
import type { Ledger, Tally } from './ledger.ts';
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

export function createReader({ roles }: ReaderDependencies): Reader {
  return { read: (id) => roles.primary.find(id) };
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
export function objections(_facts: Facts): string[] {
  return [];
}
