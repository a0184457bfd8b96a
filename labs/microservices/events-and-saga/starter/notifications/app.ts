/** The notifications service: writes to customers about everything that becomes of their orders. */
import type { Clock } from '#kit/clock.ts';
import type { Database } from '#kit/database.ts';
import type { EventLog } from '#kit/event-log.ts';
import type { Log } from '#kit/log.ts';

import type { ShopEvent } from '../messaging/events.ts';
import { createMember } from '../messaging/member.ts';
import type { Member } from '../messaging/member.ts';

export interface AppDependencies {
  readonly clock: Clock;
  readonly db: Database;
  readonly eventLog: EventLog;
  readonly log: Log;
}

/** What is written to the customer; nothing about a refund that has only been asked for. */
const texts: Readonly<Partial<Record<ShopEvent['type'], string>>> = {
  OrderCreated: 'We have your order.',
  PaymentCompleted: 'Your payment has arrived.',
  PaymentFailed: 'Your payment has failed.',
  PaymentRefunded: 'Your money is on its way back.',
};

export function createApp({ clock, db, eventLog, log }: AppDependencies): Member {
  return createMember({
    service: 'notifications',
    topics: ['orders', 'payments'],
    clock,
    db,
    eventLog,
    log,
    handler:
      () =>
      async (event, { once, traceparent }) => {
        const text = texts[event.type];
        if (text === undefined) return;
        await once(async (tx) => {
          await tx.execute(
            'insert into mails (number, order_id, text) select coalesce(max(number), 0) + 1, $1, $2 from mails',
            [event.orderId, text],
          );
        });
        log.info('mail written', { order: event.orderId, text, traceparent });
      },
    routes: () => ({
      'GET /mails': async () => ({
        status: 200,
        body: await db.query('select order_id as "orderId", text from mails order by number desc limit 50'),
      }),
    }),
  });
}
