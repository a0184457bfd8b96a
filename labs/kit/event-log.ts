/**
 * An event log as Kafka has it: topics of partitions, in which records are kept in order, whoever reads them and
 * however often. Consumer groups share the partitions and commit how far they have come.
 *
 * ```ts
 * // log/main.ts: the log is a process of its own, port 3008
 * const eventLog = await openEventLog({ clock, journal: await fileJournal('data/log.journal'), topics: [{ name: 'users', partitions: 3 }] });
 * await createEventLogService({ eventLog, log }).listen(portFromEnv());
 *
 * // any other process
 * const events = connectEventLog({ url: urlFromEnv('LOG_URL'), fetch, clock });
 * await events.producer().send({ topic: 'users', key: 'u-1', value: JSON.stringify(user), headers: { traceparent } });
 *
 * const consumer = events.consumer({ groupId: 'monolith', autoOffsetReset: 'earliest' });
 * consumer.subscribe(['users']);
 * for (const record of await consumer.poll({ timeoutMs: 1_000 })) await apply(record);
 * await consumer.commit();
 * ```
 *
 * In a check, `openEventLog({ clock, journal: memoryJournal(), topics })` is the same thing without HTTP.
 *
 * Where it is simpler than Kafka:
 * - One process has all partitions: no replicas, no leaders. A record that was acknowledged is in its journal.
 * - The log shares out the partitions, and chooses the partition of a record, with the rules of Kafka's own clients.
 * - Rebalances are eager: all members give up everything, then each gets its part. A group does not wait for members
 *   before its first one (`group.initial.rebalance.delay.ms=0`).
 * - No transactions, no idempotent producer, no compaction, no automatic commit. Retention removes single records.
 * - Time is that of the log's clock. It stands still while the log is down.
 */
import type { Clock } from './clock.ts';
import type { Journal } from './database.ts';
import { connection } from './event-log/connection.ts';
import { LocalBroker } from './event-log/local-broker.ts';
import { remoteBroker } from './event-log/remote-broker.ts';
import { brokerService } from './event-log/service.ts';
import type { EventLogConnection, LocalEventLog, TopicOptions } from './event-log/types.ts';
import type { Service } from './http.ts';
import type { Log } from './log.ts';

export { EventLogError, isEventLogError } from './event-log/error.ts';
export { partitionForKey } from './event-log/partitioner.ts';
export type { EventLogErrorCode } from './event-log/error.ts';
export type * from './event-log/types.ts';

export interface EventLogOptions {
  readonly clock: Clock;
  /** Keeps records, commits and topics. Open the log on the same journal again, and they are there again. */
  readonly journal: Journal;
  /** Topics to make, as far as they are not there yet. */
  readonly topics?: readonly TopicOptions[];
  readonly log?: Log;
}

/** Opens the log in this process, and reads its journal. */
export async function openEventLog({
  clock,
  journal,
  topics = [],
  log,
}: EventLogOptions): Promise<LocalEventLog> {
  const broker = await LocalBroker.open({ clock, journal, log });
  const known = new Set((await broker.topics()).map(({ name }) => name));
  for (const topic of topics) if (!known.has(topic.name)) await broker.createTopic(topic);
  const { producer, consumer, admin } = connection(broker, clock);
  return {
    producer,
    consumer,
    admin,
    broker,
    connect: () => connection(broker, clock),
    close: () => broker.close(),
  };
}

export interface EventLogServiceOptions {
  readonly eventLog: LocalEventLog;
  readonly log: Log;
}

/** The log over HTTP. `GET /topics`, `GET /topics/:topic/records` and `GET /groups` are for people. */
export function createEventLogService({ eventLog, log }: EventLogServiceOptions): Service {
  return brokerService(eventLog.broker, log);
}

export interface ConnectOptions {
  /** Base URL of the log, without a trailing slash. */
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
}

/** A connection to the log of another process. Sends nothing by itself. */
export function connectEventLog(options: ConnectOptions): EventLogConnection {
  return connection(remoteBroker(options), options.clock);
}
