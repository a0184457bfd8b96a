/** What passed over a link, second by second, made of the windows that the sidecar sends four times a second. */
import type { MetricsWindow } from '../../state/live.svelte.ts';
import { mergedQuantile, type Latencies } from './quantiles.ts';

/** One second of one link. */
export interface Second extends Latencies {
  /** Its beginning in milliseconds: since 1970, or since the start of a run. */
  readonly at: number;
  /** How much of it was measured, in milliseconds. */
  readonly ms: number;
  /** Requests that ended with a 5xx status or without any answer. */
  readonly errors: number;
}

export const secondMs = 1000;
/** Less than this of a second tells nothing of it. */
const leastMeasured = 400;

/**
 * The seconds of a link, oldest first. The newest one is left out, because it is not over: its rate would jump. A
 * second in which nothing was measured is absent.
 */
export function secondsOf(windows: readonly MetricsWindow[], link: string): Second[] {
  const seconds: Second[] = [];
  let from = 0;
  while (from < windows.length) {
    const at = secondOf(windows[from]);
    let to = from + 1;
    while (to < windows.length && secondOf(windows[to]) === at) to += 1;
    if (to < windows.length) {
      const second = joined(at, windows.slice(from, to), link);
      if (second.ms >= leastMeasured) seconds.push(second);
    }
    from = to;
  }
  return seconds;
}

/** Requests that ended, a second. */
export const rateOf = ({ count, ms }: Pick<Second, 'count' | 'ms'>): number => (count * 1000) / ms;

/** Failures a second. */
export const errorsOf = ({ errors, ms }: Pick<Second, 'errors' | 'ms'>): number => (errors * 1000) / ms;

/** A run, or part of one, in five numbers. Null where nothing passed. */
export interface Summary {
  /** Requests a second. */
  readonly rate: number | null;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  /** Part of the requests that failed, in per cent. */
  readonly errors: number | null;
}

export function summaryOf(seconds: readonly Second[]): Summary {
  const total = (of: (second: Second) => number): number => seconds.reduce((sum, each) => sum + of(each), 0);
  const [count, ms, errors] = [
    total((each) => each.count),
    total((each) => each.ms),
    total((each) => each.errors),
  ];
  return {
    rate: ms === 0 ? null : rateOf({ count, ms }),
    p50: mergedQuantile(seconds, 0.5),
    p95: mergedQuantile(seconds, 0.95),
    p99: mergedQuantile(seconds, 0.99),
    errors: count === 0 ? null : (errors / count) * 100,
  };
}

/** Every link over which anything passed, in the order of their first appearance. */
export function linksSeen(windows: readonly MetricsWindow[]): string[] {
  const seen = new Set<string>();
  for (const { links } of windows) for (const link of links.keys()) seen.add(link);
  return [...seen];
}

/** The second in which the middle of a window lies. */
function secondOf(window: MetricsWindow | undefined): number {
  return window ? Math.floor((window.at - window.ms / 2) / secondMs) * secondMs : 0;
}

function joined(at: number, windows: readonly MetricsWindow[], link: string): Second {
  const parts = windows.flatMap((window) => {
    const seen = window.links.get(link);
    if (!seen) return [];
    const { count, errors, p50 = null, p95 = null, p99 = null, max = null } = seen;
    return [{ count, errors, p50, p95, p99, max }];
  });
  const maxima = parts.flatMap(({ max }) => (max === null ? [] : [max]));
  return {
    at,
    ms: windows.reduce((sum, { ms }) => sum + ms, 0),
    count: parts.reduce((sum, { count }) => sum + count, 0),
    errors: parts.reduce((sum, { errors }) => sum + errors, 0),
    p50: mergedQuantile(parts, 0.5),
    p95: mergedQuantile(parts, 0.95),
    p99: mergedQuantile(parts, 0.99),
    max: maxima.length === 0 ? null : Math.max(...maxima),
  };
}
