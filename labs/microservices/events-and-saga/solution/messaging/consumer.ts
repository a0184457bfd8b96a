/** Reads the log for a service. */
import type { Clock } from '#kit/clock.ts';
import type { Transaction } from '#kit/database.ts';
import { isEventLogError } from '#kit/event-log.ts';
import type { ConsumerRecord, EventLog } from '#kit/event-log.ts';
import type { Log } from '#kit/log.ts';
import { traceparentOf } from '#kit/trace.ts';

import { seekToBeginning } from './begin.ts';
import { parseEvent } from './events.ts';
import type { ShopEvent } from './events.ts';
import type { Inbox } from './inbox.ts';
import { toDeadLetter } from './records.ts';

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

/** So often a record is tried before it goes to the dead letters. */
const maxTries = 3;
const pauseMs = 100;

export function runConsumer(options: RunOptions): RunningConsumer {
  const { service, topics, eventLog, inbox, clock, log, handle } = options;
  const consumer = eventLog.consumer({
    groupId: service,
    autoOffsetReset: 'none',
    sessionTimeoutMs: 6_000,
  });
  const producer = eventLog.producer();
  consumer.subscribe(topics);
  let status: ConsumerStatus = { state: 'running' };
  const stopping = new AbortController();

  const attempt = async (record: ConsumerRecord): Promise<void> => {
    const event = parseEvent(record.value);
    const once: EventContext['once'] = (work) => inbox.once(event.id, work);
    await handle(event, { traceparent: traceparentOf(record.headers), once });
  };

  /** Resolves once the record is dealt with, in one way or the other. */
  const process = async (record: ConsumerRecord): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await attempt(record);
      } catch (error) {
        const { topic, partition, offset } = record;
        log.warn('an event could not be handled', { topic, partition, offset, tries, reason: String(error) });
        if (tries === maxTries) {
          await producer.send(toDeadLetter(record, { group: service, error, tries }));
          return;
        }
        await clock.sleep(pauseMs);
      }
    }
  };

  const batch = async (): Promise<void> => {
    for (const record of await consumer.poll({ timeoutMs: 1_000 })) {
      if (stopping.signal.aborted) return;
      await process(record);
      const { topic, partition, offset } = record;
      await consumer.commit([{ topic, partition, offset: offset + 1 }]);
    }
  };

  /** Goes back to what is committed, because a batch was left before its end. */
  const goBack = async (): Promise<void> => {
    for (const partition of consumer.assignment()) {
      consumer.seek({ ...partition, offset: (await consumer.committed(partition)) ?? 0 });
    }
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await batch();
      } catch (error) {
        if (isEventLogError(error, 'NO_OFFSET_FOR_PARTITION')) {
          seekToBeginning(consumer);
        } else if (isEventLogError(error, 'OFFSET_OUT_OF_RANGE')) {
          status = { state: 'failed', error: error.code };
          log.error('events are lost: what should come next is past retention', {
            service,
            reason: error.message,
          });
          break;
        } else {
          log.warn('the log cannot be read', { service, reason: String(error) });
          await clock.sleep(pauseMs);
          await goBack().catch(() => undefined);
        }
      }
    }
    await consumer.close();
  };
  const running = run();

  return {
    status: () => status,
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
