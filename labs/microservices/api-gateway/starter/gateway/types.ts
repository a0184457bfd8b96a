/** What the parts of the gateway hand to one another. */

/** A service behind the gateway. */
export type Upstream = 'users' | 'products' | 'orders';

/** How a request reached the gateway: as plain HTTP, or over TLS, which ends here. */
export type Scheme = 'http' | 'https';

/** A header field. The name is in lower case; a field that was sent twice is there twice. */
export type Field = readonly [name: string, value: string];

/** A request as it came in. */
export interface GatewayRequest {
  readonly method: string;
  /** Path and query as they were sent, neither decoded nor resolved: `/api/orders/o-1?full=1`. */
  readonly target: string;
  readonly headers: readonly Field[];
  /** Not read yet: whoever wants the body reads it, once. Whoever stops half-way may still answer. */
  readonly body: AsyncIterable<Uint8Array>;
  /** The address at the other end of the connection. */
  readonly clientAddress: string;
}

/** An answer, of a service or of the gateway. */
export interface GatewayAnswer {
  readonly status: number;
  readonly headers: readonly Field[];
  readonly body: Uint8Array;
}

/** Who sent a request, by a token that was verified. */
export interface Identity {
  /** The token’s `sub`. */
  readonly subject: string;
  /** The words of the token’s `scope`. */
  readonly scopes: readonly string[];
}

/** What a request is followed by. */
export interface Ids {
  readonly requestId: string;
  /** For the calls that are made for this request. */
  readonly traceparent: string;
  readonly tracestate: string | undefined;
}

/** All values of a header field, in the order in which they were sent. */
export function valuesOf(headers: readonly Field[], name: string): string[] {
  return headers.flatMap(([each, value]) => (each === name ? [value] : []));
}

/** The value of a header field, undefined when it was not sent. Of several the first. */
export function fieldOf(headers: readonly Field[], name: string): string | undefined {
  return valuesOf(headers, name)[0];
}
