/** What the parts of the gateway hand to one another. */

/** Who answers a request. */
export type Side = 'monolith' | 'users';

/** A header field. The name is in lower case; a field that was sent twice is there twice. */
export type Field = readonly [name: string, value: string];

/** A request as it came in. */
export interface GatewayRequest {
  readonly method: string;
  /** Path and query as they were sent, neither decoded nor encoded again: `/users/u-1?fields=name`. */
  readonly target: string;
  readonly headers: readonly Field[];
  readonly body: Uint8Array | undefined;
  /** The address that called the gateway. */
  readonly clientAddress: string;
}

/** An answer as it goes out. */
export interface GatewayAnswer {
  readonly status: number;
  readonly headers: readonly Field[];
  readonly body: Uint8Array;
}

/** What the router saw of one call to a side. */
export interface Observation {
  readonly side: Side;
  /** Undefined when there was no answer: refused, broken off, or too late. */
  readonly status: number | undefined;
  /** How long it took, in milliseconds of the clock. */
  readonly ms: number;
}

/** The value of a header field, undefined when it was not sent. Of several the first. */
export function fieldOf(headers: readonly Field[], name: string): string | undefined {
  return headers.find(([each]) => each === name)?.[1];
}
