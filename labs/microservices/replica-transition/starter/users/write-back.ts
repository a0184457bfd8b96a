/** Sends what was changed here back to the monolith, whose other modules still read it there. */
import type { ModuleDatabase } from '#kit/database.ts';
import type { Log } from '#kit/log.ts';

import type { Send } from './monolith.ts';
import type { OwnRow } from './user.ts';

export interface WriteBackOptions {
  readonly own: ModuleDatabase;
  readonly send: Send;
  readonly log: Log;
}

export interface WriteBack {
  /** Sends each row whose version is above `written`. It is called again and again, and never twice at once. */
  run(): Promise<void>;
}

export function createWriteBack({ own, send }: WriteBackOptions): WriteBack {
  return {
    run: async () => {
      const rows = await own.query<OwnRow>(
        'select id, name, email, version, deleted, written from own_users where version > written order by id',
      );
      for (const { written: _, ...copy } of rows) {
        await send(copy);
        await own.execute('update own_users set written = version where id = $1', [copy.id]);
      }
    },
  };
}
