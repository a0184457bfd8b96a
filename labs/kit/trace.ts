/**
 * W3C Trace Context: the header field `traceparent` names the trace that a request belongs to. A service passes it on
 * with every call that it makes for that request. It is handed from function to function, never kept in a global.
 */

const shape = /^([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/**
 * The `traceparent` of a request: the one it came with, or a new one where there is none that is valid. A later version
 * of the format is read as far as this one goes, and passed on as version 00.
 */
export function traceparentOf(headers: Readonly<Record<string, string | string[] | undefined>>): string {
  const given = headers['traceparent'];
  const match = typeof given === 'string' ? shape.exec(given.trim()) : null;
  const [, version = 'ff', trace, parent, flags = '', more] = match ?? [];
  if (version === 'ff' || (version === '00' && more !== undefined)) return newTraceparent();
  // Of the flags, version 00 knows one: sampled.
  return `00-${trace}-${parent}-${Number.parseInt(flags, 16) & 1 ? '01' : '00'}`;
}

/** Begins a trace, sampled. */
export function newTraceparent(): string {
  return `00-${randomHex(16)}-${randomHex(8)}-01`;
}

/** The id of the trace, 32 hexadecimal digits: what a log line shows. */
export function traceId(traceparent: string): string {
  return traceparent.slice(3, 35);
}

function randomHex(bytes: number): string {
  return [...crypto.getRandomValues(new Uint8Array(bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
