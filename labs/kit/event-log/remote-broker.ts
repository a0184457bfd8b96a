/** The log of another process, over HTTP. */
import type { Clock } from '../clock.ts';
import type { Broker, FetchResponse, JoinResponse } from './broker.ts';
import { EventLogError } from './error.ts';
import type { EventLogErrorCode } from './error.ts';
import type { ConsumerRecord, GroupDescription, RecordMetadata, TopicDescription } from './types.ts';
import { errorTypePrefix, topicFromWire, topicToWire } from './wire.ts';
import type { TopicOnTheWire } from './wire.ts';

/** Milliseconds until an answer is no longer waited for, beyond what it may wait by itself. */
const requestTimeoutMs = 30_000;

export interface RemoteBrokerOptions {
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
}

/** The answers are those of `createEventLogService`, whose shapes are trusted. */
export function remoteBroker({ url, fetch, clock }: RemoteBrokerOptions): Broker {
  const ask = async <T>(
    method: 'GET' | 'POST',
    path: string,
    { body, waitMs = 0, headers = {} }: AskOptions = {},
  ): Promise<T> => {
    const given = new AbortController();
    const timer = clock.setTimeout(() => given.abort(), waitMs + requestTimeoutMs);
    try {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: given.signal,
      });
      const text = await response.text();
      if (!response.ok) throw problemOf(response.status, text);
      return (text === '' ? undefined : JSON.parse(text)) as T;
    } catch (error) {
      if (error instanceof EventLogError) throw error;
      throw new EventLogError('NETWORK_EXCEPTION', `No answer from the log at ${url}${path}.`, error);
    } finally {
      clock.clearTimeout(timer);
    }
  };
  const group = (groupId: string): string => `/groups/${encodeURIComponent(groupId)}`;
  const topicPath = (name: string): string => `/topics/${encodeURIComponent(name)}`;

  return {
    produce: async (records) => {
      // The request belongs to the trace of its records, so that it is seen in their waterfall.
      const traceparent = records.find(({ headers }) => headers?.['traceparent'])?.headers?.['traceparent'];
      const headers: Readonly<Record<string, string>> = traceparent === undefined ? {} : { traceparent };
      return ask<RecordMetadata[]>('POST', '/records', { body: { records }, headers });
    },
    fetch: ({ member, waitMs, ...rest }) =>
      ask<FetchResponse>('POST', `${group(member.groupId)}/fetch`, {
        body: { ...member, ...rest, waitMs },
        waitMs,
      }),
    join: (request) =>
      ask<JoinResponse>('POST', `${group(request.groupId)}/join`, { body: request, waitMs: request.waitMs }),
    heartbeat: (member) => ask('POST', `${group(member.groupId)}/heartbeat`, { body: member }),
    leave: (member) => ask('POST', `${group(member.groupId)}/leave`, { body: member }),
    commit: (member, offsets) =>
      ask('POST', `${group(member.groupId)}/commit`, { body: { ...member, offsets } }),
    createTopic: (topic) => ask('POST', '/topics', { body: topicToWire(topic) }),
    createPartitions: (topic, partitions) =>
      ask('POST', `${topicPath(topic)}/partitions`, { body: { partitions } }),
    topics: async () =>
      (await ask<TopicOnTheWire<TopicDescription>[]>('GET', '/topics')).map((each) => topicFromWire(each)),
    deleteRecords: ({ topic, partition, offset }) =>
      ask('POST', `${topicPath(topic)}/delete-records`, { body: { partition, offset } }),
    groups: () => ask<GroupDescription[]>('GET', '/groups'),
    describeGroup: (groupId) => ask<GroupDescription>('GET', group(groupId)),
    read: ({ topic, partition, offset }, maxRecords = 500) =>
      ask<ConsumerRecord[]>(
        'GET',
        `${topicPath(topic)}/records?partition=${partition}&offset=${offset}&limit=${maxRecords}`,
      ),
  };
}

interface AskOptions {
  readonly body?: unknown;
  readonly waitMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

function problemOf(status: number, text: string): EventLogError {
  try {
    const problem: unknown = JSON.parse(text);
    if (typeof problem === 'object' && problem !== null && 'type' in problem) {
      const type = String(problem.type);
      const detail = 'detail' in problem ? String(problem.detail) : text;
      // The log sends no other types of this prefix.
      if (type.startsWith(errorTypePrefix))
        return new EventLogError(type.slice(errorTypePrefix.length) as EventLogErrorCode, detail);
    }
  } catch {
    // Not an answer of the log; what it says is in the message below.
  }
  return new EventLogError('NETWORK_EXCEPTION', `The log answered ${status}: ${text}`);
}
