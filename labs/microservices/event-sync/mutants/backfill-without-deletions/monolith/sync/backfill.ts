/** Fills the copy with what is in the users service, while changes go on. */
import type { Database } from '#kit/database.ts';

import type { UserEvent } from '../../shared/user-event.ts';
import { applyEvent } from './apply.ts';

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
    // A page is as old as the answer that brought it: the same rule decides as for events.
    for (const event of events)
      if (event.type === 'UserChanged') await db.transaction((tx) => applyEvent(tx, event));
    seen += events.length;
    after = last.id;
  }
}
