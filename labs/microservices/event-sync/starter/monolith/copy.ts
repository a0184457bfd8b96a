/** The copy of the users: follows the events of the users service until it is no longer needed. */
import type { Clock } from '#kit/clock.ts';
import type { Database } from '#kit/database.ts';
import type { EventLog } from '#kit/event-log.ts';
import type { Log } from '#kit/log.ts';

import { checksums } from '../shared/checksums.ts';
import { repeat } from '../shared/repeat.ts';
import { session, usersTopic } from '../shared/user-event.ts';
import type { User, UserEvent } from '../shared/user-event.ts';
import { applyEvent } from './sync/apply.ts';
import { backfill } from './sync/backfill.ts';
import { consume, handle } from './sync/consume.ts';
import { cutOver, dropUsersTable } from './sync/cutover.ts';
import type { CutoverDependencies } from './sync/cutover.ts';
import { lagOf } from './sync/lag.ts';
import { allRows } from './users-table.ts';
import type { Users, UsersDependencies } from './users.ts';

/** Users that the users service hands out at once. */
const pageSize = 4;

export interface Copy {
  /** Empty once the table is gone. */
  rows(): Promise<User[]>;
  lag(): Promise<number>;
  readonly paused: boolean;
  pause(paused: boolean): void;
  backfill(): Promise<number>;
  cutOver(): Promise<void>;
  dropTable(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

export interface CopyDependencies {
  readonly clock: Clock;
  readonly db: Database;
  readonly events: EventLog;
  readonly log: Log;
  readonly ask: UsersDependencies['ask'];
  readonly users: Users;
}

export function createCopy({ clock, db, events, log, ask, users }: CopyDependencies): Copy {
  const producer = events.producer();
  const consumer = events.consumer({ groupId: 'monolith', autoOffsetReset: 'earliest', ...session });
  consumer.subscribe([usersTopic]);
  let paused = false;
  let stopReading = (): void => undefined;

  const hasTable = (): Promise<boolean> =>
    allRows(db).then(
      () => true,
      () => false,
    );
  const apply = (event: UserEvent): Promise<void> => db.transaction((tx) => applyEvent(tx, event));
  const cutover: CutoverDependencies = {
    lag: () => lagOf(events, consumer),
    ownChecksums: async () => checksums(await allRows(db)),
    serviceChecksums: () => ask<string[]>('/sync/checksums'),
    readsFrom: users.readsFrom,
    readFromService: users.readFromService,
    unreadForMs: users.unreadForMs,
    dropTable: async () => void (await db.execute('drop table users')),
  };

  return {
    rows: async () => ((await hasTable()) ? allRows(db) : []),
    lag: cutover.lag,
    get paused() {
      return paused;
    },
    pause: (next) => {
      paused = next;
    },
    backfill: () =>
      backfill({
        db,
        page: (after) => ask<UserEvent[]>(`/sync/snapshot?after=${after}&limit=${pageSize}`),
      }),
    cutOver: () => cutOver(cutover),
    dropTable: () => dropUsersTable(cutover),
    start: () => {
      stopReading = repeat({ clock, log, name: 'events of users', everyMs: 100 }, async () => {
        if (paused || !(await hasTable())) return;
        await consume(consumer, (record) => handle(record, { apply, producer, clock, log }));
      });
    },
    stop: async () => {
      stopReading();
      await consumer.close();
    },
  };
}
