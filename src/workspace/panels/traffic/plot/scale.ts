/** Scales of a plot: from values to pixels, and the values worth a line and a number. */

export interface Scale {
  /** Pixel of a value. */
  (value: number): number;
  readonly domain: readonly [number, number];
  /** Values for grid lines, lowest first. */
  readonly ticks: readonly number[];
}

type Pair = readonly [number, number];

function made(domain: Pair, ticks: readonly number[], at: (value: number) => number): Scale {
  return Object.assign((value: number) => at(value), { domain, ticks });
}

/** The next of 1, 2, 5, 10, 20, 50 … that is not below the value. */
export function niceCeiling(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  // A value that is nice up to rounding stays.
  const step = [1, 2, 5, 10].find((each) => each * power >= value * (1 - 1e-9)) ?? 10;
  return Number((step * power).toPrecision(12));
}

/** Pixels in proportion to values. */
export function linearScale(domain: Pair, range: Pair, ticks: readonly number[] = []): Scale {
  const [from, to] = domain;
  const [start, end] = range;
  const factor = to === from ? 0 : (end - start) / (to - from);
  return made(domain, ticks, (value) => start + (value - from) * factor);
}

/** A linear scale from zero to a round number not below the largest value, with two or three steps. */
export function amountScale(largest: number, range: Pair): Scale {
  const step = niceCeiling(largest / 3);
  const steps = Math.max(1, Math.ceil(largest / step - 1e-9));
  const ticks = Array.from({ length: steps + 1 }, (_, index) => Number((index * step).toPrecision(12)));
  return linearScale([0, steps * step], range, ticks);
}

/**
 * Pixels in proportion to the logarithm, over whole decades: one line for each, or for few decades also at 2 and 5.
 * Values outside lie on the edge.
 */
export function logScale(smallest: number, largest: number, range: Pair): Scale {
  const low = Math.floor(Math.log10(Math.max(smallest, 1e-6)) + 1e-9);
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(largest, 1e-6)) - 1e-9));
  const decades = Array.from({ length: high - low + 1 }, (_, index) =>
    Number((10 ** (low + index)).toPrecision(6)),
  );
  const within = high - low === 1 ? [2, 5] : [];
  const ticks = decades.flatMap((decade, index) =>
    index === decades.length - 1 ? [decade] : [decade, ...within.map((each) => each * decade)],
  );
  const inner = linearScale([low, high], range);
  const domain: Pair = [10 ** low, 10 ** high];
  return made(domain, ticks, (value) => inner(Math.log10(Math.min(domain[1], Math.max(domain[0], value)))));
}

/** Distance between the lines of a time axis of this length, both in milliseconds. */
export function timeStep(length: number, lines: number): number {
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600].map((seconds) => seconds * 1000);
  return steps.find((step) => length / step <= lines) ?? 7_200_000;
}
