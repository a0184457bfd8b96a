/** What an event of the users service does to the monolith’s copy. */
import type { Queryable } from '#kit/database.ts';

import type { UserEvent } from '../../shared/user-event.ts';
import { findRow, removeRow, writeRow } from '../users-table.ts';

/**
 * Brings the copy up to this event, as part of a transaction. Events may come twice, and older ones after newer ones.
 */
export async function applyEvent(tx: Queryable, event: UserEvent): Promise<void> {
  const row = await findRow(tx, event.id);
  if (event.version <= (row?.version ?? 0)) return;
  if (event.type === 'UserDeleted') {
    await removeRow(tx, event.id);
  } else {
    // Past the old admin screen’s `saveUser`: what came from the users service is no news to it.
    await writeRow(tx, event);
  }
}
