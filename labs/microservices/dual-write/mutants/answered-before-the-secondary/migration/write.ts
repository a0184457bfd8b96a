/** Writes go to the primary first, then to the secondary, under a note that outlives a crash. */
import type { Log } from '#kit/log.ts';

import type { Roles, UserChange, UserRow } from '../copies/types.ts';
import { copyOver } from './reconcile.ts';
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

export function createWriter({ roles, repairs, log }: WriterDependencies): Writer {
  return {
    write: async (id, change) => {
      const note = await repairs.open(id);
      const row = await roles.primary.change(id, change).catch(async (error: unknown) => {
        // Nothing was promised, so there is nothing to make good. If it was done all the same, a reconcile finds it.
        await repairs.close(note);
        throw error;
      });
      void (async () => {
        try {
          if (row) await roles.secondary.put(row);
          await repairs.close(note);
        } catch (error) {
          log.warn('left for the repairs', { user: id, reason: String(error) });
          repairs.leave(note);
        }
      })();
      return row;
    },
    repair: async () => {
      for (const note of await repairs.waiting()) {
        try {
          if (await copyOver(roles, note.userId)) await repairs.close(note);
        } catch (error) {
          log.warn('not repaired yet', { user: note.userId, reason: String(error) });
        }
      }
    },
  };
}
