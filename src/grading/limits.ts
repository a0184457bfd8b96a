import type { RunnerLimits } from './protocol.ts';

/** How long the parts of a check run may take, in milliseconds. */
export interface Limits extends RunnerLimits {
  /** Without a sign of life from the runner: the code blocks its process. */
  readonly idleMs: number;
  /** From the start of the runner's process to its first sign of life. */
  readonly startupMs: number;
  /** From the start of a service's process until it listens. */
  readonly serviceMs: number;
  /** The whole run, with all of its processes. */
  readonly totalMs: number;
}

export const defaultLimits: Limits = {
  checkMs: 4_000,
  loadMs: 3_000,
  aliveMs: 500,
  idleMs: 5_000,
  startupMs: 30_000,
  serviceMs: 10_000,
  totalMs: 120_000,
};
