/** A service that tells events and hears them: its routes, its outbox, its inbox and its consumer, put together. */
import type { Clock } from '#kit/clock.ts';
import type { Database } from '#kit/database.ts';
import type { EventLog } from '#kit/event-log.ts';
import { createService } from '#kit/http.ts';
import type { Routes, Service } from '#kit/http.ts';
import type { Log } from '#kit/log.ts';

import { runConsumer } from './consumer.ts';
import type { ConsumerStatus, RunOptions, RunningConsumer } from './consumer.ts';
import { createInbox } from './inbox.ts';
import { createOutbox } from './outbox.ts';
import type { Outbox } from './outbox.ts';

export interface MemberOptions {
  readonly service: string;
  /** What it hears. */
  readonly topics: readonly string[];
  readonly clock: Clock;
  readonly db: Database;
  readonly eventLog: EventLog;
  readonly log: Log;
  readonly handler: (outbox: Outbox) => RunOptions['handle'];
  readonly routes: (outbox: Outbox) => Routes;
}

/** Listens, and hears events from then on. Closed, it takes no more requests and leaves its group. */
export type Member = Service;

export function createMember(options: MemberOptions): Member {
  const { service, topics, clock, db, eventLog, log, handler, routes } = options;
  const outbox = createOutbox({ db, producer: eventLog.producer(), clock, log });
  const handle = handler(outbox);
  let consumer: RunningConsumer | undefined;
  const status = (): ConsumerStatus => consumer?.status() ?? { state: 'running' };
  const http = createService({
    log,
    ready: () => status().state === 'running',
    routes: {
      ...routes(outbox),
      // For you: whether it still reads.
      'GET /consumer': () => ({ status: 200, body: status() }),
    },
  });
  return {
    listen: async (port) => {
      const address = await http.listen(port);
      await outbox.flush();
      consumer = runConsumer({
        service,
        topics,
        eventLog,
        inbox: createInbox(db),
        clock,
        log,
        handle: async (event, context) => {
          await handle(event, context);
          void outbox.flush();
        },
      });
      return address;
    },
    close: async () => {
      await Promise.all([http.close(), consumer?.stop()]);
      outbox.stop();
    },
  };
}
