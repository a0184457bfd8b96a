/** Reads the log for a service. */
import type { Clock } from '#kit/clock.ts';
import type { Transaction } from '#kit/database.ts';
import type { EventLog } from '#kit/event-log.ts';
import type { Log } from '#kit/log.ts';
import { newTraceparent } from '#kit/trace.ts';

import { parseEvent } from './events.ts';
import type { ShopEvent } from './events.ts';
import type { Inbox } from './inbox.ts';

/** What a handler is given beside the event. */
export interface EventContext {
  /** Goes with every event that the handler tells. */
  readonly traceparent: string;
  /** The effect of this event: in a transaction, and once only. */
  readonly once: (work: (tx: Transaction) => Promise<void>) => Promise<void>;
}

export interface RunOptions {
  /** Name of the service: `payments`. */
  readonly service: string;
  readonly topics: readonly string[];
  readonly eventLog: EventLog;
  readonly inbox: Inbox;
  readonly clock: Clock;
  readonly log: Log;
  /** What the service does with an event. */
  readonly handle: (event: ShopEvent, context: EventContext) => Promise<void>;
}

export interface ConsumerStatus {
  /** `failed`: it has stopped reading by itself, and somebody has to look. */
  readonly state: 'running' | 'failed';
  /** Why it failed: the code of the log's error. */
  readonly error?: string;
}

export interface RunningConsumer {
  status(): ConsumerStatus;
  /** Ends the record in hand, reads no further, and leaves the group. */
  stop(): Promise<void>;
}

export function runConsumer(options: RunOptions): RunningConsumer {
  const { service, topics, eventLog, inbox, clock, log, handle } = options;
  const consumer = eventLog.consumer({ groupId: service, sessionTimeoutMs: 6_000 });
  consumer.subscribe(topics);
  const stopping = new AbortController();

  const batch = async (): Promise<void> => {
    const records = await consumer.poll({ timeoutMs: 1_000 });
    await consumer.commit();
    for (const record of records) {
      const event = parseEvent(record.value);
      const once: EventContext['once'] = (work) => inbox.once(event.id, work);
      await handle(event, { traceparent: newTraceparent(), once });
    }
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await batch();
      } catch (error) {
        log.error('something went wrong, so on with the next', { service, reason: String(error) });
        await clock.sleep(100);
      }
    }
    await consumer.close();
  };
  const running = run();

  return {
    status: () => ({ state: 'running' }),
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
