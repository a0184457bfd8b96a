/** What goes on to a service: what of the client’s header fields, and what the gateway says itself. */
import { fieldOf } from './types.ts';
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

/** What only the gateway may say. Whoever sends it from outside wants to be somebody else. */
const reserved = /^(x-user-|x-forwarded-|forwarded$|x-real-ip$|x-request-id$|traceparent$|tracestate$)/;

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
  // Many a framework reads `x_user_id` as `x-user-id`.
  return headers.filter(([name]) => !dropped.has(name) && !reserved.test(name.replaceAll('_', '-')));
}

/** The fields that the gateway adds. No two of these and those of the client may have the same name. */
export function gatewayFields(request: GatewayRequest, { identity, ids, scheme }: RequestContext): Field[] {
  const fields: Field[] = [
    ['x-request-id', ids.requestId],
    ['traceparent', ids.traceparent],
    // The gateway is the first that can be believed: what the client wrote before is gone.
    ['x-forwarded-for', request.clientAddress],
    ['x-forwarded-proto', scheme],
    ['x-forwarded-host', fieldOf(request.headers, 'host') ?? ''],
  ];
  const named = fieldOf(request.headers, 'connection') ?? '';
  if (identity) fields.push(['x-user-scope', identity.scopes.join(' ')]);
  if (identity && !named.includes('x-user-id')) fields.push(['x-user-id', identity.subject]);
  if (ids.tracestate !== undefined) fields.push(['tracestate', ids.tracestate]);
  return fields;
}
