/** The latest traces, put together from the spans that were listed. */
import type { LabManifest } from '../../../../labs/kit/manifest.ts';
import { LEARNER, TRAFFIC, type RequestSample, type SpanSummary } from '../../../sidecar/model.ts';

export interface TraceEntry {
  readonly traceId: string;
  /** Name of its first span. */
  readonly name: string;
  /** Who began it: a service, `learner` or `traffic`. */
  readonly from: string;
  /** Those that have a part in it, in the order of their appearance. */
  readonly services: readonly string[];
  /** Milliseconds since 1970. */
  readonly start: number;
  /** From its first start to its last end. */
  readonly ms: number;
  readonly failed: boolean;
  readonly spans: number;
}

export type TraceFilter = 'all' | 'failed' | 'slow';

/** The slowest part of the traces that counts as slow. */
const slowShare = 0.1;

/**
 * Traces, the newest first.
 *
 * A span's summary does not say who was called. Samples of requests do, and where a service calls but one other, its
 * links do.
 */
export function traceEntries(
  spans: readonly SpanSummary[],
  requests: readonly RequestSample[],
  { links, tracing }: Pick<LabManifest, 'links' | 'tracing'>,
): TraceEntry[] {
  const groups = new Map<string, SpanSummary[]>();
  for (const span of spans) {
    const group = groups.get(span.traceId);
    if (group) group.push(span);
    else groups.set(span.traceId, [span]);
  }
  const callees = new Map<string, Set<string>>();
  for (const { traceId, link } of requests) {
    if (traceId === undefined || !groups.has(traceId)) continue;
    const set = callees.get(traceId) ?? new Set();
    callees.set(traceId, set.add(link.split('->')[1] ?? ''));
  }
  const onlyCallee = (service: string): string | undefined => {
    const of = links.filter(({ from }) => from === service);
    return tracing === 'sidecar' && of.length === 1 ? of[0]?.to : undefined;
  };
  return [...groups.entries()]
    .map(([traceId, group]) => entryOf(traceId, group, callees.get(traceId), onlyCallee))
    .sort((a, b) => b.start - a.start);
}

function entryOf(
  traceId: string,
  group: readonly SpanSummary[],
  called: ReadonlySet<string> = new Set(),
  onlyCallee: (service: string) => string | undefined,
): TraceEntry {
  const ordered = [...group].sort((a, b) => a.start - b.start || b.ms - a.ms);
  const root = ordered.find(({ parentSpanId }) => parentSpanId === undefined) ?? ordered[0];
  const start = ordered[0]?.start ?? 0;
  const services = new Set<string>();
  for (const { service } of ordered) {
    services.add(service);
    const callee = onlyCallee(service);
    if (callee !== undefined) services.add(callee);
  }
  for (const service of called) services.add(service);
  for (const outside of [LEARNER, TRAFFIC]) services.delete(outside);
  return {
    traceId,
    name: root?.name ?? '',
    from: root?.service ?? '',
    services: [...services],
    start,
    ms: Math.max(...ordered.map((span) => span.start + span.ms)) - start,
    failed: root?.failed ?? false,
    spans: group.length,
  };
}

/** From which duration on a trace counts as slow, in milliseconds; null while there are too few to tell. */
export function slowFrom(entries: readonly TraceEntry[]): number | null {
  if (entries.length < 10) return null;
  const sorted = entries.map(({ ms }) => ms).sort((a, b) => b - a);
  return sorted[Math.floor(sorted.length * slowShare)] ?? null;
}

export function filtered(entries: readonly TraceEntry[], filter: TraceFilter): readonly TraceEntry[] {
  if (filter === 'failed') return entries.filter(({ failed }) => failed);
  if (filter === 'all') return entries;
  const from = slowFrom(entries);
  return from === null ? [] : entries.filter(({ ms }) => ms >= from);
}
