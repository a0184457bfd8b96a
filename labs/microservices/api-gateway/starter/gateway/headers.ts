/** What goes on to a service: what of the client’s header fields, and what the gateway says itself. */
import type { Field, GatewayRequest, Identity, Ids, Scheme } from './types.ts';

export interface RequestContext {
  /** Undefined on a route that is open. */
  readonly identity: Identity | undefined;
  readonly ids: Ids;
  readonly scheme: Scheme;
}

/** They speak of one connection, and there are two: RFC 9110, 7.6.1. */
const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** `fetch` says itself whom it calls, and how long the body is. */
const bySender = ['host', 'content-length', 'expect'];

/** The client’s fields that go on. */
export function clientFields(headers: readonly Field[]): Field[] {
  const named = headers
    .filter(([name]) => name === 'connection')
    .flatMap(([, value]) =>
      value
        .toLowerCase()
        .split(',')
        .map((each) => each.trim()),
    );
  const dropped = new Set([...hopByHop, ...bySender, ...named]);
  return headers.filter(([name]) => !dropped.has(name));
}

/** The fields that the gateway adds. No two of these and those of the client may have the same name. */
export function gatewayFields(request: GatewayRequest, { identity, ids }: RequestContext): Field[] {
  const sent = new Set(clientFields(request.headers).map(([name]) => name));
  const own: Field[] = [
    ['x-user-id', identity?.subject ?? 'nobody'],
    ['x-request-id', ids.requestId],
    ['traceparent', ids.traceparent],
    ['x-forwarded-for', request.clientAddress],
    ['x-forwarded-proto', 'http'],
  ];
  return own.filter(([name]) => !sent.has(name));
}
