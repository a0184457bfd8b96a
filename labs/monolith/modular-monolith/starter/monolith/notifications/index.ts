/** What the rest of the shop may ask the notifications module for. */
import type { ModuleDatabase } from '#kit/database.ts';

import { findRecipient } from '../orders/repository.ts';
import { insertNotification, listNotifications } from './repository.ts';
import type { Notification } from './repository.ts';

export interface Notifications {
  /** Writes to whoever placed the order. */
  orderConfirmed(orderId: string): Promise<void>;
  list(): Promise<Notification[]>;
}

export function createNotifications({ db }: { readonly db: ModuleDatabase }): Notifications {
  return {
    orderConfirmed: async (orderId) => {
      const recipient = await findRecipient(db, orderId);
      if (recipient === undefined) return;
      await insertNotification(db, { recipient, subject: `Order ${orderId} is confirmed` });
    },
    list: () => listNotifications(db),
  };
}
