/** Fills the copy with what is in the users service, while changes go on. */
import type { Database } from '#kit/database.ts';

import type { UserEvent } from '../../shared/user-event.ts';
import { removeRow, writeRow } from '../users-table.ts';

export interface BackfillDependencies {
  readonly db: Database;
  /** The next users by id, deleted ones too, as the users service has them now; none at the end. */
  readonly page: (after: string) => Promise<readonly UserEvent[]>;
}

/** @returns how many users it has looked at */
export async function backfill({ db, page }: BackfillDependencies): Promise<number> {
  let seen = 0;
  let after = '';
  for (;;) {
    const events = await page(after);
    const last = events.at(-1);
    if (!last) return seen;
    for (const event of events) {
      if (event.type === 'UserDeleted') await removeRow(db, event.id);
      else await writeRow(db, event);
    }
    seen += events.length;
    after = last.id;
  }
}
