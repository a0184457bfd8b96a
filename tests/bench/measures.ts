/** What is measured on both sides, and how often. */
import type { SteadyLoad } from './load.ts';

export interface Rounds {
  readonly cold: number;
  /** Of opening and saving. */
  readonly times: number;
  readonly checks: number;
  /** Seconds at saturation; none where the subject takes no load. */
  readonly seconds: number;
}

/** One number for each round. Times are milliseconds, memory is megabytes. */
export interface Measures {
  readonly openCold: number[];
  /** Straight after the lab before was closed. */
  readonly openWarm: number[];
  /** With spare workers waiting. Real Node has none. */
  readonly openPrewarmed: number[];
  readonly save: number[];
  readonly check: number[];
  readonly rate: number[];
  readonly rateWithSidecar: number[];
  /** What opening the lab has added. */
  readonly memory: number[];
}

/** How 200 requests a second go, with the sidecar on every hop. */
export interface SteadyRun {
  readonly rps: number;
  readonly seconds: number;
  readonly offline: SteadyLoad;
  readonly node: SteadyLoad;
}

export async function repeat(count: number, once: () => Promise<number>): Promise<number[]> {
  const all: number[] = [];
  for (let round = 0; round < count; round += 1) all.push(await once());
  return all;
}
