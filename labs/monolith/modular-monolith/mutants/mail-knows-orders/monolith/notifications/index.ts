/** What the rest of the shop may ask the notifications module for. It writes about orders. */
import type { ModuleDatabase, Transaction } from '#kit/database.ts';

import type { PlacedOrder } from '../orders/index.ts';
import { insertNotification, listNotifications } from './repository.ts';
import type { Notification } from './repository.ts';

export interface Notifications {
  /** Keeps a mail about an order to be sent, as part of a transaction. */
  send(tx: Transaction, order: PlacedOrder): Promise<void>;
  list(): Promise<Notification[]>;
}

export function createNotifications({ db }: { readonly db: ModuleDatabase }): Notifications {
  return {
    send: (tx, { id, email }) =>
      insertNotification(db.in(tx), { recipient: email, subject: `Order ${id} is confirmed` }),
    list: () => listNotifications(db),
  };
}
