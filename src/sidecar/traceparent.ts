/** W3C Trace Context, level 1: the `traceparent` header. */

export interface TraceContext {
  /** 32 lower-case hex digits, not all zero. */
  readonly traceId: string;
  /** Id of the span that sends the request: 16 lower-case hex digits, not all zero. */
  readonly spanId: string;
  readonly sampled: boolean;
}

const format = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** Reads a header's value. What is not valid under the Recommendation is undefined, as if there were no header. */
export function parseTraceparent(value: string | undefined): TraceContext | undefined {
  const [, version, traceId = '', spanId = '', flags = '', more] = format.exec(value ?? '') ?? [];
  if (version === undefined || version === 'ff' || (version === '00' && more !== undefined)) return undefined;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/** The header's value for a context. */
export function formatTraceparent({ traceId, spanId, sampled }: TraceContext): string {
  return `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`;
}

function hex(bytes: number): string {
  let text = '';
  for (const byte of crypto.getRandomValues(new Uint8Array(bytes)))
    text += byte.toString(16).padStart(2, '0');
  // All zeros is not an id. It is as likely as any other value.
  return /^0+$/.test(text) ? hex(bytes) : text;
}

/** A new id of a span. */
export const newSpanId = (): string => hex(8);

/** A context that begins a new trace. */
export const newTrace = (sampled: boolean): TraceContext => ({ traceId: hex(16), spanId: hex(8), sampled });
