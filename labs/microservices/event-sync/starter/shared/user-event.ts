/** What the users service says about a user, and how it is carried in a record. */
import type { ProducerRecord } from '#kit/event-log.ts';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Counts the changes of this user, beginning with 1. A deletion is a change too. */
  readonly version: number;
}

interface About {
  readonly id: string;
  readonly version: number;
  /** Milliseconds of the clock of the process that made the change. No two processes agree on it. */
  readonly changedAt: number;
}

/** An event carries the whole state, so that the newest one is enough. */
export type UserEvent =
  | (About & { readonly type: 'UserChanged'; readonly name: string; readonly email: string })
  | (About & { readonly type: 'UserDeleted' });

/** The topic of the users service; the monolith reads it. */
export const usersTopic = 'users';
/** The topic of the monolith’s old admin screen; the users service reads it. */
export const legacyTopic = 'users-legacy';
/**
 * Who restarts is a new member of its group, and gets nothing before the session of the old one has ended. Kafka's 45 s
 * are long for somebody who saves files all the time.
 */
export const session = { sessionTimeoutMs: 6_000, heartbeatIntervalMs: 2_000 };
/** Where events go that cannot be applied. */
export const deadLetterTopic = 'users-dead-letter';

/** Its key is the id of the user: all events of one user stay in order. */
export function recordOf(topic: string, event: UserEvent, traceparent?: string): ProducerRecord {
  const headers: Readonly<Record<string, string>> = traceparent === undefined ? {} : { traceparent };
  return { topic, key: event.id, value: JSON.stringify(event), headers };
}

/** @throws {Error} when it is no event of a user */
export function parseUserEvent(value: string | null): UserEvent {
  const event: unknown = JSON.parse(value ?? 'null');
  if (typeof event === 'object' && event !== null && 'id' in event && 'version' in event) {
    const { id, version } = event;
    const changedAt = 'changedAt' in event ? Number(event.changedAt) : 0;
    if (typeof id === 'string' && typeof version === 'number' && 'type' in event) {
      if (event.type === 'UserDeleted') return { type: 'UserDeleted', id, version, changedAt };
      if (event.type === 'UserChanged' && 'name' in event && 'email' in event) {
        const { name, email } = event;
        if (typeof name === 'string' && typeof email === 'string')
          return { type: 'UserChanged', id, version, changedAt, name, email };
      }
    }
  }
  throw new Error('This is no event of a user.');
}
