/** What both ends of the HTTP protocol have to agree upon. */
import { EventLogError } from './error.ts';
import type { TopicPartitionOffset } from './types.ts';

/** The type of a problem is this with the code of an {@link EventLogError} behind it. */
export const errorTypePrefix = 'urn:event-log:error:';

/** JSON has no Infinity: a topic that is kept for ever has the retention null. */
export type TopicOnTheWire<T> = Omit<T, 'retentionMs'> & { readonly retentionMs?: number | null };

export function topicToWire<T extends { readonly retentionMs?: number }>(topic: T): TopicOnTheWire<T> {
  return topic.retentionMs === Infinity ? { ...topic, retentionMs: null } : topic;
}

export function topicFromWire<T extends { readonly retentionMs?: number | null }>(
  topic: T,
): Omit<T, 'retentionMs'> & { retentionMs: number } {
  return { ...topic, retentionMs: topic.retentionMs ?? Infinity };
}

/** Reads fields of a JSON body. @throws {EventLogError} INVALID_REQUEST that names the field */
export class Body {
  readonly #fields: Readonly<Record<string, unknown>>;

  constructor(body: unknown) {
    if (typeof body !== 'object' || body === null || Array.isArray(body))
      throw new EventLogError('INVALID_REQUEST', 'The body must be a JSON object.');
    // Any object can be read by key; what is found is looked at below.
    this.#fields = body as Record<string, unknown>;
  }

  has(name: string): boolean {
    return this.#fields[name] !== undefined;
  }

  isNull(name: string): boolean {
    return this.#fields[name] === null;
  }

  text(name: string): string {
    const value = this.#fields[name];
    if (typeof value === 'string') return value;
    throw wrong(name, 'a text');
  }

  textOrNull(name: string): string | null {
    return this.isNull(name) || !this.has(name) ? null : this.text(name);
  }

  number(name: string): number {
    const value = this.#fields[name];
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw wrong(name, 'a number');
  }

  list<T>(name: string, read: (item: unknown) => T): T[] {
    const value = this.#fields[name];
    if (Array.isArray(value)) return value.map(read);
    throw wrong(name, 'a list');
  }

  /** An object whose members are texts. */
  texts(name: string): Record<string, string> {
    const value = this.#fields[name];
    if (typeof value !== 'object' || value === null) throw wrong(name, 'an object');
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, String(each)]));
  }
}

export function offsetOf(item: unknown): TopicPartitionOffset {
  const body = new Body(item);
  return { topic: body.text('topic'), partition: body.number('partition'), offset: body.number('offset') };
}

function wrong(name: string, what: string): EventLogError {
  return new EventLogError('INVALID_REQUEST', `\`${name}\` must be ${what}.`);
}
