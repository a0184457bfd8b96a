/** Changes of users: what is written to the database, and how the others hear of it. */
import type { Clock } from '#kit/clock.ts';
import type { Database } from '#kit/database.ts';
import type { Producer } from '#kit/event-log.ts';

import { recordOf, usersTopic } from '../shared/user-event.ts';
import type { User } from '../shared/user-event.ts';
import { removeUser, updateUser } from './rows.ts';

export interface ChangesDependencies {
  readonly db: Database;
  readonly producer: Producer;
  readonly clock: Clock;
}

/** @returns the user as it is now, undefined when there is none */
export async function changeUser(
  { db, producer, clock }: ChangesDependencies,
  change: Omit<User, 'version'>,
  traceparent: string,
): Promise<User | undefined> {
  return db.transaction(async (tx) => {
    const user = await updateUser(tx, change);
    if (!user) return undefined;
    const event = { type: 'UserChanged', ...user, changedAt: clock.now() } as const;
    await producer.send(recordOf(usersTopic, event, traceparent));
    return user;
  });
}

/** @returns whether there was such a user */
export async function deleteUser(
  { db, producer, clock }: ChangesDependencies,
  id: string,
  traceparent: string,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const version = await removeUser(tx, id);
    if (version === undefined) return false;
    const event = { type: 'UserDeleted', id, version, changedAt: clock.now() } as const;
    await producer.send(recordOf(usersTopic, event, traceparent));
    return true;
  });
}
