/** Notifications in SQL. Inside the module only: what others may ask for is in index.ts. */
import type { Queryable } from '#kit/database.ts';

/** A mail to be sent. */
export interface Notification {
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly version: number;
}

export async function insertNotification(
  db: Queryable,
  { recipient, subject }: Pick<Notification, 'recipient' | 'subject'>,
): Promise<void> {
  await db.execute(
    `insert into notifications (number, recipient, subject, version)
     select coalesce(max(number), 0) + 1, $1, $2, 1 from notifications`,
    [recipient, subject],
  );
}

export async function listNotifications(db: Queryable): Promise<Notification[]> {
  const rows = await db.query<Omit<Notification, 'id'> & { number: number }>(
    'select number, recipient, subject, version from notifications order by number',
  );
  return rows.map(({ number, ...rest }) => ({ id: `n-${number}`, ...rest }));
}
