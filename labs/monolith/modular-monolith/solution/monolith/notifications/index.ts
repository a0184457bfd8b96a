/** What the rest of the shop may ask the notifications module for. It knows of no orders: it is told what to write. */
import type { ModuleDatabase, Transaction } from '#kit/database.ts';

import { insertNotification, listNotifications } from './repository.ts';
import type { Notification } from './repository.ts';

export interface Notifications {
  /** Keeps a mail to be sent, as part of a transaction. */
  send(tx: Transaction, mail: Pick<Notification, 'recipient' | 'subject'>): Promise<void>;
  list(): Promise<Notification[]>;
}

export function createNotifications({ db }: { readonly db: ModuleDatabase }): Notifications {
  return {
    send: (tx, mail) => insertNotification(db.in(tx), mail),
    list: () => listNotifications(db),
  };
}
