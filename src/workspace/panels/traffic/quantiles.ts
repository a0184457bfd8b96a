/** Percentiles of several windows together, from what is known of each: its count, three percentiles and its maximum. */

export interface Latencies {
  readonly count: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly max: number | null;
}

/** One window as known parts of its requests: `weight` of them between `low` and `high` milliseconds. */
interface Part {
  readonly weight: number;
  readonly low: number;
  readonly high: number;
}

function partsOf({ count, p50, p95, p99, max }: Latencies): Part[] {
  if (count === 0 || p50 === null) return [];
  const a = p95 ?? p50;
  const b = p99 ?? a;
  return [
    // What lies below the median is not known; nobody asks for it.
    { weight: count * 0.5, low: p50, high: p50 },
    { weight: count * 0.45, low: p50, high: a },
    { weight: count * 0.04, low: a, high: b },
    { weight: count * 0.01, low: b, high: max ?? b },
  ];
}

/** How many requests took at most so long. */
function below(parts: readonly Part[], value: number): number {
  return parts.reduce((sum, { weight, low, high }) => {
    if (value >= high) return sum + weight;
    return value <= low ? sum : sum + (weight * (value - low)) / (high - low);
  }, 0);
}

/**
 * A percentile over windows, in milliseconds; exact for one window, near enough for a plot over many. Null when nothing
 * was measured.
 * @param share from 0.5 to 1.
 */
export function mergedQuantile(windows: readonly Latencies[], share: number): number | null {
  const parts = windows.flatMap(partsOf);
  if (parts.length === 0) return null;
  const wanted = share * parts.reduce((sum, { weight }) => sum + weight, 0);
  // The answer lies between two neighbouring bounds of parts, and is linear there.
  const bounds = [...new Set(parts.flatMap(({ low, high }) => [low, high]))].sort((a, b) => a - b);
  let low = 0;
  let high = bounds.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (below(parts, bounds[middle] ?? 0) >= wanted - 1e-9) high = middle;
    else low = middle + 1;
  }
  const right = bounds[low] ?? 0;
  const left = bounds[low - 1];
  if (left === undefined) return right;
  const [atLeft, atRight] = [below(parts, left), below(parts, right - (right - left) * 1e-9)];
  // A jump at the bound itself: many requests took exactly so long.
  if (atRight < wanted) return right;
  return left + ((right - left) * (wanted - atLeft)) / (atRight - atLeft || 1);
}
