/** W3C Trace Context, level 1: how a trace travels in the header fields `traceparent` and `tracestate`. */
import { createTraceState, ROOT_CONTEXT, trace, TraceFlags } from '@opentelemetry/api';
import type { Context, TraceState } from '@opentelemetry/api';

/** Header fields as node:http gives them: names in lower case; a field that came several times is one list. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

const format = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const member =
  /^([a-z][a-z0-9_*/-]{0,255}|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13})=([ -+\--<>-~]{0,255}[!-+\--<>-~])$/;
const maxMembers = 32;
/** What has to be passed on at least; an entry of more than `longEntry` goes first when there is more. */
const maxLength = 512;
const longEntry = 128;

/** The context that a message carries: below it, the spans of the receiver go on with the sender's trace. */
export function extract(headers: Headers): Context {
  const [, version = 'ff', traceId = '', spanId = '', flags = '', more] =
    format.exec(trimmed(fieldOf(headers, 'traceparent'))) ?? [];
  const unreadable = version !== '00' || more !== undefined;
  if (unreadable || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return ROOT_CONTEXT;
  const traceFlags = Number.parseInt(flags, 16) & TraceFlags.SAMPLED;
  const traceState = parseTraceState(fieldOf(headers, 'tracestate'));
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags,
    isRemote: true,
    ...(traceState ? { traceState } : {}),
  });
}

/** The header fields that pass the span of a context on as the parent; none when it has no span. */
export function inject(context: Context): Record<string, string> {
  const span = trace.getSpanContext(context);
  if (!span) return {};
  const flags = (span.traceFlags & TraceFlags.SAMPLED).toString(16).padStart(2, '0');
  const tracestate = span.traceState?.serialize() ?? '';
  return {
    traceparent: `00-${span.traceId}-${span.spanId}-${flags}`,
    ...(tracestate === '' ? {} : { tracestate }),
  };
}

function fieldOf(headers: Headers, name: string): string {
  const value = headers[name] ?? '';
  return typeof value === 'string' ? value : value.join(',');
}

/** Without the white space that HTTP allows around a value, which is less than `trim` takes away. */
function trimmed(text: string): string {
  return text.replaceAll(/^[ \t]+|[ \t]+$/g, '');
}

/** The entries in their order; undefined when there are none, or when one of them cannot be read. */
function parseTraceState(text: string): TraceState | undefined {
  const entries = new Map<string, string>();
  const members = text
    .split(',')
    .map(trimmed)
    .filter((each) => each !== '');
  for (const each of members) {
    const [, key, value] = member.exec(each) ?? [];
    if (key === undefined || value === undefined) return undefined;
    // A key comes once. Whoever wrote last stands first.
    if (!entries.has(key)) entries.set(key, value);
  }
  if (members.length > maxMembers) return undefined;
  const fitting = fit([...entries].map(([key, value]) => `${key}=${value}`));
  return fitting.length === 0 ? undefined : createTraceState(fitting.join(','));
}

/** As many whole entries as fit: long ones go first, then the oldest, which stand last. */
function fit(entries: readonly string[]): readonly string[] {
  const length = (list: readonly string[]): number => list.join(',').length;
  let left = entries;
  while (length(left) > maxLength) {
    const long = left.findLastIndex((each) => each.length > longEntry);
    left = left.toSpliced(long < 0 ? left.length - 1 : long, 1);
  }
  return left;
}
