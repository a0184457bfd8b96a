/** The payments service: hears of orders, charges cards, and tells what became of it. */
import type { Clock } from '#kit/clock.ts';
import type { Database } from '#kit/database.ts';
import type { EventLog } from '#kit/event-log.ts';
import type { Log } from '#kit/log.ts';

import { createMember } from '../messaging/member.ts';
import type { Member } from '../messaging/member.ts';
import { createBank } from './bank.ts';
import type { Bank } from './bank.ts';
import { createCharges } from './charges.ts';
import { latestCharges, receivedPayments } from './ledger.ts';

export interface AppDependencies {
  readonly clock: Clock;
  readonly db: Database;
  readonly eventLog: EventLog;
  readonly log: Log;
  readonly bank?: Bank;
}

/** What the bank takes for an answer, in milliseconds. */
const bankDelayMs = 100;

export function createApp({
  clock,
  db,
  eventLog,
  log,
  bank = createBank(clock, bankDelayMs),
}: AppDependencies): Member {
  return createMember({
    service: 'payments',
    topics: ['orders'],
    clock,
    db,
    eventLog,
    log,
    handler: (outbox) => {
      const onOrder = createCharges({ bank, outbox });
      return async (event, context) => {
        if (event.type !== 'OrderCreated' && event.type !== 'RefundRequested') return;
        await onOrder(event, context);
        log.info('heard of an order', {
          order: event.orderId,
          event: event.type,
          traceparent: context.traceparent,
        });
      };
    },
    routes: () => ({
      'GET /charges': async () => ({ status: 200, body: await latestCharges(db, 50) }),
      'GET /received-payments': async () => ({ status: 200, body: await receivedPayments(db) }),
    }),
  });
}
