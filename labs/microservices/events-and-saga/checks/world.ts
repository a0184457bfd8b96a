/** What the checks share: the log and services in this process, on one clock that stands still until it is moved. */
import { CheckFailure } from '#kit/check.ts';
import type { CheckResponse, LabUnderTest } from '#kit/check.ts';
import { manualClock } from '#kit/clock.ts';
import type { ManualClock } from '#kit/clock.ts';
import type * as DatabaseModule from '#kit/database.ts';
import type * as EventLogModule from '#kit/event-log.ts';
import { createLog } from '#kit/log.ts';

import type { ShopEvent } from '../starter/messaging/events.ts';
import type * as TopicsModule from '../starter/messaging/topics.ts';
import type * as OrdersModule from '../starter/orders/app.ts';
import type { Bank } from '../starter/payments/bank.ts';
import type * as SchemaModule from '../starter/payments/schema.ts';
import { crashingJournal } from './crash.ts';
import type { CrashPoint } from './crash.ts';

export type ServiceName = 'orders' | 'payments' | 'notifications';

export const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

export interface StartOptions {
  /** What is on its disk; a service that starts again gets the disk of its former life. An empty one by default. */
  readonly disk?: DatabaseModule.Journal;
  /** A database that is open already, for instances of one service that share it. */
  readonly db?: DatabaseModule.Database;
  /** When it dies. */
  readonly crash?: CrashPoint;
  readonly bank?: Bank;
}

export interface Instance {
  readonly url: string;
  readonly db: DatabaseModule.Database;
  get(path: string): Promise<CheckResponse>;
  post(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<CheckResponse>;
  /** Asks it to end, and lets time pass until it has. */
  close(): Promise<void>;
}

export interface World {
  readonly clock: ManualClock;
  readonly eventLog: EventLogModule.LocalEventLog;
  newDisk(): DatabaseModule.Journal;
  openDatabase(service: ServiceName, disk: DatabaseModule.Journal): Promise<DatabaseModule.Database>;
  start(service: ServiceName, options?: StartOptions): Promise<Instance>;
  /** Lets time pass, and everything happen that falls due. */
  pass(ms: number): Promise<void>;
  /** Puts an event on its topic, as the service would whose event it is. @returns where it stands */
  tell(event: ShopEvent): Promise<EventLogModule.RecordMetadata>;
  /** All records of a topic that are still there, partition by partition. */
  records(topic: string): Promise<EventLogModule.ConsumerRecord[]>;
  /** The partition of the topic `orders` that an order's events go to. */
  partitionOf(orderId: string): number;
}

/** Any service's `createApp`: the bank is for payments, the others look past it. */
type CreateApp = (
  dependencies: OrdersModule.AppDependencies & { readonly bank?: Bank },
) => ReturnType<typeof OrdersModule.createApp>;

/** Approves of everything, at once. */
export const generousBank: Bank = { authorise: () => Promise.resolve('approved') };

/** Runs a log, and whatever the check starts beside it, for the time of a check. */
export async function withWorld(lab: LabUnderTest, body: (world: World) => Promise<void>): Promise<void> {
  // From the learner's tree: the very modules that the services use.
  const kit = await lab.load<typeof DatabaseModule>('kit/database.ts', 'memoryJournal', 'openDatabase');
  const logs = await lab.load<typeof EventLogModule>('kit/event-log.ts', 'openEventLog', 'partitionForKey');
  const { topics } = await lab.load<typeof TopicsModule>('messaging/topics.ts', 'topics');
  const clock = manualClock();
  const eventLog = await logs.openEventLog({ clock, journal: kit.memoryJournal(), topics });
  const instances: Instance[] = [];

  const openDatabase: World['openDatabase'] = async (service, disk) => {
    const { migrations } = await lab.load<typeof SchemaModule>(`${service}/schema.ts`, 'migrations');
    return kit.openDatabase({ name: service, migrations, journal: disk, lockTimeoutMs: 500 });
  };

  const start: World['start'] = async (service, options = {}) => {
    // Each service's app takes the same dependencies; that it has the starter's types is what the checks rely on.
    const { createApp } = await lab.load<{ createApp: CreateApp }>(`${service}/app.ts`, 'createApp');
    const connection = eventLog.connect();
    const { disk = kit.memoryJournal(), crash, bank = generousBank } = options;
    const journal = crash ? crashingJournal(disk, crash, () => connection.sever()) : disk;
    const db = options.db ?? (await openDatabase(service, journal));
    const app = createApp({ clock, db, eventLog: connection, log: createLog(() => undefined), bank });
    const { url } = await app.listen(0);
    if (crash) crash.armed = true;
    let closing: { readonly ended: boolean } | undefined;
    const instance: Instance = {
      url,
      db,
      get: (path) => lab.request(`${url}${path}`),
      post: (path, given, headers = {}) =>
        lab.request(`${url}${path}`, { method: 'POST', headers: { traceparent, ...headers }, body: given }),
      close: async () => {
        if (!closing) {
          closing = { ended: false };
          const end = (): boolean => (closing = { ended: true }).ended;
          app.close().then(end, end);
        }
        for (let waited = 0; !closing.ended && waited < patienceMs; waited += 500) await clock.advance(500);
      },
    };
    instances.push(instance);
    await clock.advance(0);
    return instance;
  };

  try {
    await body({
      clock,
      eventLog,
      openDatabase,
      start,
      newDisk: () => kit.memoryJournal(),
      pass: (ms) => clock.advance(ms),
      tell: async (event) => {
        const topic =
          event.type === 'OrderCreated' || event.type === 'RefundRequested' ? 'orders' : 'payments';
        const value = JSON.stringify(event);
        const sent = await eventLog
          .producer()
          .send({ topic, key: event.orderId, value, headers: { traceparent } });
        await clock.advance(0);
        return sent;
      },
      records: async (topic) => {
        const described = (await eventLog.admin.topics()).find(({ name }) => name === topic);
        const all: EventLogModule.ConsumerRecord[] = [];
        for (const { partition, logStartOffset } of described?.partitions ?? [])
          all.push(...(await eventLog.admin.read({ topic, partition, offset: logStartOffset })));
        return all;
      },
      partitionOf: (orderId) => logs.partitionForKey(orderId, 3),
    });
  } finally {
    for (const instance of instances) await instance.close();
    await eventLog.close();
  }
}

/** In lab time: so long a service may take to end. Whoever takes longer hangs. */
const patienceMs = 10_000;

/** The order is in this state, as its service tells it. */
export async function expectStatus(
  orders: Instance,
  orderId: string,
  status: string,
  when: string,
): Promise<void> {
  const seen = (await orders.get(`/orders/${orderId}`)).json<{ status?: unknown }>().status;
  if (seen !== status) throw new CheckFailure(`status of ${orderId} ${when}: ${status}`, String(seen));
}

/** How often each of these orders was charged: `o-1: 1, o-2: 2`. */
export async function chargeCounts(
  db: DatabaseModule.Database,
  orderIds: readonly string[],
): Promise<string> {
  const rows = await db.query<{ orderId: string }>('select order_id as "orderId" from charges');
  return orderIds.map((id) => `${id}: ${rows.filter(({ orderId }) => orderId === id).length}`).join(', ');
}

/** Each order was charged exactly once. */
export async function expectChargedOnce(
  db: DatabaseModule.Database,
  orderIds: readonly string[],
  when: string,
): Promise<void> {
  const actual = await chargeCounts(db, orderIds);
  const expected = orderIds.map((id) => `${id}: 1`).join(', ');
  if (actual !== expected) throw new CheckFailure(`charges by order ${when}: ${expected}`, actual);
}

/** An OrderCreated for the nth order. */
export function orderCreated(orderId: string, amount = 2_500): ShopEvent {
  return { id: `created-${orderId}`, type: 'OrderCreated', orderId, item: 'teapot', amount };
}
