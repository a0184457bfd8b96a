/** What passed over a link lately, from the windows of the sidecar: rate, latency, failures. */
import type { LinkWindow } from '../../../sidecar/model.ts';
import type { MetricsWindow } from '../../state/live.svelte.ts';

export interface LinkFigures {
  /** Requests a second that ended. */
  readonly rate: number;
  readonly count: number;
  /** Milliseconds; null when none ended. */
  readonly p50: number | null;
  readonly p95: number | null;
  readonly errors: number;
  /** The part of the requests that failed, from 0 to 1. */
  readonly errorShare: number;
  /** Requests that were never answered, by the code that their caller saw, most frequent first. */
  readonly failures: readonly (readonly [code: string, count: number])[];
  /** Under way at the end. */
  readonly inflight: number;
}

/** Milliseconds over which the map looks back. */
export const lookBack = 2_000;

/** The windows that end within the last so many milliseconds before the newest one's end. */
export function recent(windows: readonly MetricsWindow[], ms: number = lookBack): readonly MetricsWindow[] {
  const end = windows.at(-1)?.at;
  if (end === undefined) return [];
  const from = windows.findLastIndex(({ at }) => at <= end - ms);
  return windows.slice(from + 1);
}

/**
 * Figures of one link over these windows together.
 * @param link as linkId makes it.
 */
export function figuresOf(windows: readonly MetricsWindow[], link: string): LinkFigures {
  const seen = windows.flatMap(({ links }) => links.get(link) ?? []);
  const seconds = windows.reduce((sum, { ms }) => sum + ms, 0) / 1_000;
  const count = sum(seen.map((each) => each.count));
  const errors = sum(seen.map((each) => each.errors));
  const failures = new Map<string, number>();
  for (const each of seen) {
    for (const [code, times] of Object.entries(each.failures)) {
      failures.set(code, (failures.get(code) ?? 0) + times);
    }
  }
  return {
    rate: seconds > 0 ? count / seconds : 0,
    count,
    p50: pooled(seen, 0.5),
    p95: pooled(seen, 0.95),
    errors,
    errorShare: count > 0 ? errors / count : 0,
    failures: [...failures].sort((a, b) => b[1] - a[1]),
    inflight: windows.at(-1)?.links.get(link)?.inflight ?? 0,
  };
}

/**
 * A percentile over several windows. They tell four points of their distribution each; taken as steps, with the part
 * of the requests below each, they can be laid together. Exact for one window, and never below the true value's step.
 */
function pooled(windows: readonly LinkWindow[], part: number): number | null {
  const steps = windows.flatMap(({ count, p50, p95, p99, max }) => {
    const points = [
      [p50, 0.5],
      [p95, 0.45],
      [p99, 0.04],
      [max, 0.01],
    ] as const;
    return points.flatMap(([ms, share]) => (ms === undefined ? [] : [{ ms, weight: share * count }]));
  });
  steps.sort((a, b) => a.ms - b.ms);
  const wanted = sum(steps.map(({ weight }) => weight)) * part;
  let below = 0;
  for (const { ms, weight } of steps) {
    below += weight;
    // Shares of counts are no exact numbers.
    if (below >= wanted - 1e-9) return ms;
  }
  return null;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
