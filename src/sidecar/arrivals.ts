import type { TrafficPlan } from './model.ts';
import { exponential } from './random.ts';
import type { Random } from './random.ts';

/** The shape of a load: what {@link arrivals} and {@link rateAt} need of a plan. */
export type Shape = Pick<TrafficPlan, 'rps' | 'ramp' | 'durationMs' | 'spacing'>;

/** The rate that is aimed at after so many milliseconds, in requests a second. */
export function rateAt({ rps, ramp }: Shape, ms: number): number {
  if (!ramp) return rps;
  return ms >= ramp.ms ? ramp.rps : rps + ((ramp.rps - rps) * ms) / ramp.ms;
}

/**
 * When requests are due, in milliseconds from the start, in order. Without a duration it never ends, unless the rate
 * falls to zero.
 *
 * Each request takes one unit of the area under the rate, or, as a Poisson process has it, an exponentially distributed
 * amount with mean one; the time is where the area is reached.
 */
export function* arrivals(shape: Shape, random: Random): Generator<number, void> {
  let area = 0;
  for (;;) {
    area += shape.spacing === 'fixed' ? 1 : exponential(random);
    const ms = timeOf(shape, area);
    if (ms > (shape.durationMs ?? Number.MAX_VALUE)) return;
    yield ms;
  }
}

/** Milliseconds until the area under the rate is so large; Infinity if it never is. */
function timeOf({ rps, ramp }: Shape, area: number): number {
  if (!ramp) return (area / rps) * 1000;
  const seconds = ramp.ms / 1000;
  const ramped = ((rps + ramp.rps) / 2) * seconds;
  if (area > ramped) return (seconds + (area - ramped) / ramp.rps) * 1000;
  // rps·t + slope·t²/2 = area, solved in the form that is exact for a slope near zero too.
  const slope = (ramp.rps - rps) / seconds;
  return ((2 * area) / (rps + Math.sqrt(Math.max(0, rps * rps + 2 * slope * area)))) * 1000;
}
