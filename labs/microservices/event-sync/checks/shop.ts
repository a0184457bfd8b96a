/** Both sides in one process, with a log and databases that outlive their crashes. */
import type { LabUnderTest } from '#kit/check.ts';
import { manualClock } from '#kit/clock.ts';
import type { ManualClock } from '#kit/clock.ts';
import type * as DatabaseModule from '#kit/database.ts';
import { openEventLog } from '#kit/event-log.ts';
import type { EventLog, LocalEventLog, Producer } from '#kit/event-log.ts';
import type { Service } from '#kit/http.ts';
import { createLog } from '#kit/log.ts';

import type * as MonolithModule from '#generated/labs/event-sync/trees/starter/monolith/app.ts';
import type { User, UserEvent } from '#generated/labs/event-sync/trees/starter/shared/user-event.ts';
import type * as UsersModule from '#generated/labs/event-sync/trees/starter/users/app.ts';

export type { User, UserEvent };
export const silent = createLog(() => undefined);
/** More than enough for whatever goes on in the background, in milliseconds of the clock. */
export const soon = 5_000;

type Producing = (producer: Producer) => Producer;
type Fetching = (send: typeof globalThis.fetch) => typeof globalThis.fetch;

/** One service, as a process would run it. */
export interface Running {
  readonly url: string;
  readonly db: DatabaseModule.Database;
  /** Ends it at once: nothing of it goes on, and what it waited for never comes. */
  crash(): Promise<void>;
}

export interface Shop {
  readonly clock: ManualClock;
  readonly eventLog: LocalEventLog;
  /** Starts the users service, on the database that it had before. */
  startUsers(options?: { producer?: Producing; onAppend?: () => Promise<void> }): Promise<Running>;
  /** Starts the monolith, on the database that it had before. */
  startMonolith(users: Running, options?: { fetch?: Fetching }): Promise<Running>;
  /** All events in a topic, by partition and offset. */
  eventsIn(topic: string): Promise<UserEvent[]>;
  /** Sends an event as the users service would. */
  emit(event: Partial<UserEvent> & { id: string; version: number }): Promise<void>;
}

export async function withShop(lab: LabUnderTest, body: (shop: Shop) => Promise<void>): Promise<void> {
  const { memoryJournal, openDatabase } = await lab.load<typeof DatabaseModule>(
    'kit/database.ts',
    'memoryJournal',
    'openDatabase',
  );
  const users = await lab.load<typeof UsersModule>('users/app.ts', 'createApp');
  const monolith = await lab.load<typeof MonolithModule>('monolith/app.ts', 'createApp');
  const migrationsOf = async (path: string): Promise<readonly string[]> =>
    (await lab.load<{ migrations: readonly string[] }>(path, 'migrations')).migrations;
  const clock = manualClock();
  const topics = ['users', 'users-legacy', 'users-dead-letter'].map((name) => ({ name, partitions: 3 }));
  const eventLog = await openEventLog({ clock, journal: memoryJournal(), topics });
  const journals = { users: memoryJournal(), shop: memoryJournal() };
  const crashes = new Set<() => Promise<void>>();

  const run = async (
    name: 'users' | 'shop',
    onAppend: () => Promise<void>,
    createApp: (db: DatabaseModule.Database, events: EventLog) => Service,
  ): Promise<Running> => {
    const connection = eventLog.connect();
    const journal = journals[name];
    const db = await openDatabase({
      name,
      migrations: await migrationsOf(name === 'users' ? 'users/schema.ts' : 'monolith/schema.ts'),
      lockTimeoutMs: 500,
      journal: {
        ...journal,
        append: async (line) => {
          await onAppend();
          await journal.append(line);
        },
      },
    });
    const app = createApp(db, connection);
    const { url } = await app.listen(0);
    const crash = async (): Promise<void> => {
      if (!crashes.delete(crash)) return;
      connection.sever();
      await db.close();
      // A connection that was cut never says that it is closed.
      void app.close();
    };
    crashes.add(crash);
    return { url, db, crash };
  };

  try {
    await body({
      clock,
      eventLog,
      startUsers: ({ producer = (own: Producer) => own, onAppend = async () => undefined } = {}) =>
        run('users', onAppend, (db, events) =>
          users.createApp({
            clock,
            db,
            events: { ...events, producer: () => producer(events.producer()) },
            log: silent,
          }),
        ),
      startMonolith: ({ url }, { fetch: fetching = (send: typeof globalThis.fetch) => send } = {}) =>
        run(
          'shop',
          async () => undefined,
          (db, events) =>
            monolith.createApp({
              clock,
              db,
              events,
              log: silent,
              fetch: fetching(fetch),
              config: { usersUrl: url },
            }),
        ),
      eventsIn: async (topic) => {
        const read = [0, 1, 2].map((partition) => eventLog.admin.read({ topic, partition, offset: 0 }));
        // Records that are no JSON are sent by checks that do not ask for events.
        return (await Promise.all(read)).flat().map(({ value }) => JSON.parse(value ?? 'null') as UserEvent);
      },
      emit: async (event) => {
        const whole = { type: 'UserChanged', name: event.id, email: `${event.id}@example.com`, changedAt: 0 };
        const value = JSON.stringify({ ...whole, ...event });
        await eventLog.producer().send({ topic: 'users', key: event.id, value });
      },
    });
  } finally {
    for (const crash of crashes) await crash();
    await eventLog.close();
  }
}

/** The user in the copy of the monolith, or in the users service. */
export async function userAt(lab: LabUnderTest, { url }: Running, id: string): Promise<User | undefined> {
  const users = (await lab.request(`${url}/users`)).json<User[]>();
  return users.find((user) => user.id === id);
}

export function rename(
  lab: LabUnderTest,
  { url }: Running,
  id: string,
  name: string,
): ReturnType<LabUnderTest['request']> {
  const body = { name, email: `${id}@example.com` };
  return lab.request(`${url}/users/${id}`, { method: 'PUT', body });
}

export const never = new Promise<never>(() => undefined);
