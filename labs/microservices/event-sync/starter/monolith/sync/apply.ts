/** What an event of the users service does to the monolith’s copy. */
import type { Queryable } from '#kit/database.ts';

import type { UserEvent } from '../../shared/user-event.ts';
import { findRow, removeRow, saveUser } from '../users-table.ts';

/**
 * Brings the copy up to this event, as part of a transaction. Events may come twice, and older ones after newer ones.
 */
export async function applyEvent(tx: Queryable, event: UserEvent): Promise<void> {
  const row = await findRow(tx, event.id);
  if (row && row.changedAt > event.changedAt) return;
  if (event.type === 'UserDeleted') await removeRow(tx, event.id);
  else await saveUser(tx, event);
}
