/** The users service: it has the last word about users, and tells the others. */
import type { Clock } from '#kit/clock.ts';
import type { Database } from '#kit/database.ts';
import type { EventLog } from '#kit/event-log.ts';
import { createService } from '#kit/http.ts';
import type { Service } from '#kit/http.ts';
import type { Log } from '#kit/log.ts';
import { Problem } from '#kit/problem.ts';

import { checksums } from '../shared/checksums.ts';
import { repeat } from '../shared/repeat.ts';
import { legacyTopic, session } from '../shared/user-event.ts';
import type { User, UserEvent } from '../shared/user-event.ts';
import { changeUser, deleteUser } from './changes.ts';
import { readLegacyChanges } from './legacy.ts';
import { relay } from './outbox.ts';
import { findUsers, listUsers, pageOfUsers } from './rows.ts';
import type { StoredUser } from './rows.ts';

export interface AppDependencies {
  readonly clock: Clock;
  readonly db: Database;
  readonly events: EventLog;
  readonly log: Log;
  /** Called when a request asks for a crash, before anything else is done. */
  readonly onCrashWanted?: () => void;
}

export function createApp({ clock, db, events, log, onCrashWanted }: AppDependencies): Service {
  const producer = events.producer();
  const legacy = events.consumer({ groupId: 'users', autoOffsetReset: 'earliest', ...session });
  legacy.subscribe([legacyTopic]);
  const changes = { db, producer, clock };

  const service = createService({
    log,
    routes: {
      /** All, or those of `?ids=u-01,u-02`. */
      'GET /users': async ({ query }) => {
        const ids = query.get('ids');
        return { status: 200, body: await (ids === null ? listUsers(db) : findUsers(db, ids.split(','))) };
      },
      'GET /users/:id': async ({ params }) => {
        const [user] = await findUsers(db, [params['id'] ?? '']);
        return { status: 200, body: required(user) };
      },
      'PUT /users/:id': async ({ params, headers, body, traceparent }) => {
        if (headers['x-crash'] === 'before-publish') onCrashWanted?.();
        const change = { id: params['id'] ?? '', ...parseChange(body) };
        const user = await changeUser(changes, change, traceparent).catch(emailTaken);
        return { status: 200, body: required(user) };
      },
      'DELETE /users/:id': async ({ params, traceparent }) => {
        if (!(await deleteUser(changes, params['id'] ?? '', traceparent))) required(undefined);
        return { status: 204 };
      },
      /** The state of all users as events, deleted ones too, by id: what a copy can be filled with. */
      'GET /sync/snapshot': async ({ query }) => {
        const rows = await pageOfUsers(db, query.get('after') ?? '', Number(query.get('limit') ?? 100));
        return { status: 200, body: rows.map((row) => eventOf(row, clock.now())) };
      },
      'GET /sync/checksums': async () => ({ status: 200, body: checksums(await listUsers(db)) }),
      'GET /sync/outbox': async () => ({
        status: 200,
        body: await db.query('select number, record from outbox order by number'),
      }),
    },
  });

  let stops: (() => void)[] = [];
  return {
    listen: (port) => {
      stops = [
        repeat({ clock, log, name: 'relay', everyMs: 200 }, () => relay({ db, producer })),
        repeat({ clock, log, name: 'legacy changes', everyMs: 0 }, () => readLegacyChanges(legacy, db, log)),
      ];
      return service.listen(port);
    },
    close: async () => {
      for (const stop of stops) stop();
      await Promise.all([legacy.close(), service.close()]);
    },
  };
}

function eventOf({ id, name, email, version, deleted }: StoredUser, changedAt: number): UserEvent {
  return deleted === 1 || email === null
    ? { type: 'UserDeleted', id, version, changedAt }
    : { type: 'UserChanged', id, name, email, version, changedAt };
}

function required(user: User | undefined): User {
  if (!user) throw new Problem(404, 'No such user');
  return user;
}

/** @throws {Problem} 409 when that is what went wrong */
function emailTaken(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === '23505')
    throw new Problem(409, 'Email taken', { detail: 'Somebody else has this email.', cause: error });
  throw error;
}

/** @throws {Problem} 400 */
function parseChange(body: unknown): Pick<User, 'name' | 'email'> {
  if (typeof body === 'object' && body !== null && 'name' in body && 'email' in body) {
    const { name, email } = body;
    if (typeof name === 'string' && name !== '' && typeof email === 'string' && email.includes('@'))
      return { name, email };
  }
  throw new Problem(400, 'Malformed user', { detail: 'A user has a `name` and an `email`.' });
}
