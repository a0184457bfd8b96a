/** From a point of a plot to a request that was under way there. */
import type { RequestSample, SpanSummary } from '../../../sidecar/model.ts';

/** Farther than this in time, and a request has nothing to do with the point. Milliseconds. */
const reach = 3_000;

export interface Place {
  readonly link: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The latency pointed at, where one was. */
  readonly ms?: number;
  /** One that failed is looked for. */
  readonly failed?: boolean;
}

/**
 * The id of a trace near a place: of the requests over its link, the one that is nearest in time and, where one was
 * pointed at, in latency. Null when none was traced near it.
 *
 * The page has only samples of the requests, and spans reach farther back: where no request fits, a span of the caller
 * does.
 */
export function traceNear(
  place: Place,
  requests: readonly RequestSample[],
  spans: readonly SpanSummary[],
): string | null {
  const recorded = new Set(spans.map(({ traceId }) => traceId));
  const sampled = requests.flatMap(({ link, traceId, startedAt, ms, status, error }) =>
    link === place.link && traceId !== undefined && recorded.has(traceId)
      ? [{ traceId, at: startedAt + ms, ms, failed: error !== undefined || (status ?? 500) >= 500 }]
      : [],
  );
  const [from] = place.link.split('->');
  const called = spans.flatMap(({ traceId, service, start, ms, failed = false }) =>
    service === from ? [{ traceId, at: start + ms, ms, failed }] : [],
  );
  return nearest(place, sampled) ?? nearest(place, called);
}

function nearest(
  { at, ms, failed }: Place,
  candidates: readonly { traceId: string; at: number; ms: number; failed: boolean }[],
): string | null {
  const near = candidates
    .filter((each) => Math.abs(each.at - at) <= reach)
    .map((each) => ({
      traceId: each.traceId,
      // A second in time counts as much as a factor of ten in latency; the wrong outcome as much as two seconds.
      distance:
        Math.abs(each.at - at) / 1000 +
        (ms === undefined ? 0 : Math.abs(Math.log10(Math.max(each.ms, 0.01) / Math.max(ms, 0.01)))) +
        (failed === undefined || failed === each.failed ? 0 : 2),
    }))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.traceId ?? null;
}
