/** Sends what was changed here back to the monolith, whose other modules still read it there. */
import type { ModuleDatabase } from '#kit/database.ts';
import type { Log } from '#kit/log.ts';

import type { Send } from './monolith.ts';
import type { Copy, OwnRow } from './user.ts';

export interface WriteBackOptions {
  readonly own: ModuleDatabase;
  readonly send: Send;
  readonly log: Log;
}

export interface WriteBack {
  /** Sends each row whose version is above `written`. It is called again and again, and never twice at once. */
  run(): Promise<void>;
}

export function createWriteBack({ own, send, log }: WriteBackOptions): WriteBack {
  /** What the monolith holds counts, unless the row has been changed here while it was on its way. */
  const settle = (sent: Copy, held: Copy): Promise<number> =>
    own.execute(
      `update own_users set name = $3, email = $4, version = $5, deleted = $6, written = $5
       where id = $1 and version = $2`,
      [sent.id, sent.version, held.name, held.email, held.version, held.deleted],
    );
  return {
    run: async () => {
      const rows = await own.query<OwnRow>(
        'select id, name, email, version, deleted, written from own_users where version > written order by id',
      );
      for (const { written: _, ...copy } of rows) {
        try {
          await settle(copy, await send(copy));
        } catch (error) {
          // Whether it arrived or not: it stays pending, and is sent again.
          log.warn('a row could not be written back', { id: copy.id, reason: String(error) });
        }
      }
    },
  };
}
