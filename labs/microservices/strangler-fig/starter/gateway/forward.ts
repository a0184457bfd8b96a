/** Carries a request to a side, and its answer back. */
import { fieldOf } from './types.ts';
import type { Field, GatewayAnswer, GatewayRequest } from './types.ts';

export interface ForwardOptions {
  readonly fetch: typeof globalThis.fetch;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/**
 * @param baseUrl of the side, without a trailing slash
 * @throws the error of `fetch` when there is no answer
 */
export async function forward(
  request: GatewayRequest,
  baseUrl: string,
  { fetch, signal }: ForwardOptions,
): Promise<GatewayAnswer> {
  const { pathname } = new URL(request.target, 'http://gateway');
  const response = await fetch(baseUrl + pathname, {
    method: request.method,
    headers: {
      'content-type': fieldOf(request.headers, 'content-type') ?? 'application/json',
      traceparent: fieldOf(request.headers, 'traceparent') ?? '',
    },
    // Bytes that were read from a socket are in no memory that is shared.
    body: (request.body as Uint8Array<ArrayBuffer> | undefined) ?? null,
    signal,
  });
  const headers: Field[] = [['content-type', response.headers.get('content-type') ?? 'application/json']];
  return { status: response.status, headers, body: new Uint8Array(await response.arrayBuffer()) };
}
