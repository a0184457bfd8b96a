/** Carries a request to a side, and its answer back. */
import { fieldOf } from './types.ts';
import type { Field, GatewayAnswer, GatewayRequest } from './types.ts';

export interface ForwardOptions {
  readonly fetch: typeof globalThis.fetch;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
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

/**
 * @param baseUrl of the side, without a trailing slash
 * @throws the error of `fetch` when there is no answer
 */
export async function forward(
  request: GatewayRequest,
  baseUrl: string,
  { fetch, signal }: ForwardOptions,
): Promise<GatewayAnswer> {
  const response = await fetch(baseUrl + new URL(request.target, 'http://gateway').pathname, {
    method: request.method,
    headers: new Headers(requestFields(request).map(([name, value]): [string, string] => [name, value])),
    // Bytes that were read from a socket are in no memory that is shared.
    body: (request.body as Uint8Array<ArrayBuffer> | undefined) ?? null,
    // Where to go next is for the client to decide.
    redirect: 'manual',
    signal,
  });
  const body = new Uint8Array(await response.arrayBuffer());
  const cookies = response.headers.getSetCookie().map((value): Field => ['set-cookie', value]);
  const others = [...response.headers].filter(([name]) => name !== 'set-cookie');
  // `fetch` has unpacked the body: how it was packed and how long it was is over.
  const headers = endToEnd(others).filter(([name]) => !/^content-(encoding|length)$/.test(name));
  return { status: response.status, headers: [...headers, ...cookies], body };
}

/** What goes on to a side: `fetch` says itself whom it calls, and how long the body is. */
function requestFields({ headers, clientAddress }: GatewayRequest): Field[] {
  const earlier = fieldOf(headers, 'x-forwarded-for');
  const kept = endToEnd(headers).filter(
    ([name]) => !/^(host|content-length|expect|x-forwarded-(for|proto|host))$/.test(name),
  );
  return [
    ...kept,
    ['x-forwarded-for', earlier === undefined ? clientAddress : `${earlier}, ${clientAddress}`],
    ['x-forwarded-proto', fieldOf(headers, 'x-forwarded-proto') ?? 'http'],
    ['x-forwarded-host', fieldOf(headers, 'x-forwarded-host') ?? fieldOf(headers, 'host') ?? ''],
  ];
}

/** Without the fields of one hop, and those that `Connection` names. */
function endToEnd(headers: readonly Field[]): Field[] {
  const named = headers
    .filter(([name]) => name === 'connection')
    .flatMap(([, value]) =>
      value
        .toLowerCase()
        .split(',')
        .map((each) => each.trim()),
    );
  return headers.filter(([name]) => !hopByHop.includes(name) && !named.includes(name));
}
