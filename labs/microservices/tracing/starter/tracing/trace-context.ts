/** W3C Trace Context, level 1: how a trace travels in the header fields `traceparent` and `tracestate`. */
import { ROOT_CONTEXT } from '@opentelemetry/api';
import type { Context } from '@opentelemetry/api';

/** Header fields as node:http gives them: names in lower case; a field that came several times is one list. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The context that a message carries: below it, the spans of the receiver go on with the sender's trace. */
export function extract(_headers: Headers): Context {
  return ROOT_CONTEXT;
}

/** The header fields that pass the span of a context on as the parent; none when it has no span. */
export function inject(_context: Context): Record<string, string> {
  return {};
}
