/** Watches a rollout, and ends it before anybody has to be woken. */
import type { Clock } from '#kit/clock.ts';

import { limits } from './limits.ts';
import type { Observation, Side } from './types.ts';

export interface GuardOptions {
  readonly clock: Clock;
  /** Called once when the guard trips, with the reason for people to read. */
  readonly onTrip: (reason: string) => void;
}

export interface Guard {
  /** Takes note of a call, and trips if it is time to. */
  record(observation: Observation): void;
  /** Begins anew, with nothing seen yet: somebody has set the percentage. */
  arm(): void;
}

const { windowMs, minRequests, errorShare, slowdown, noiseMs } = limits.guard;

export function createGuard({ clock, onTrip }: GuardOptions): Guard {
  let seen: (Observation & { readonly at: number })[] = [];
  let tripped = false;

  const of = (side: Side): Observation[] => seen.filter((each) => each.side === side);

  /** Why it is time to go back, if it is. */
  const reasonToTrip = (): string | undefined => {
    const users = of('users');
    if (users.length < minRequests) return undefined;
    const errors = users.filter(isError).length;
    if (errors / users.length >= errorShare) return `${errors} of ${users.length} requests failed`;
    const monolith = of('monolith');
    if (monolith.length === 0) return undefined;
    const [slow, usual] = [percentile95(users), percentile95(monolith)];
    if (slow <= slowdown * usual || slow - usual <= noiseMs) return undefined;
    return `p95 of users is ${Math.round(slow)} ms, of the monolith ${Math.round(usual)} ms`;
  };

  return {
    record: (observation) => {
      const now = clock.now();
      seen = seen.filter(({ at }) => now - at < windowMs);
      seen.push({ ...observation, at: now });
      if (tripped) return;
      const reason = reasonToTrip();
      if (reason === undefined) return;
      tripped = true;
      onTrip(reason);
    },
    arm: () => {
      seen = [];
    },
  };
}

function isError({ status }: Observation): boolean {
  return status === undefined || status >= 500;
}

/** The smallest value that is at least as large as 95 % of all: of 50 the 48th. */
function percentile95(observations: readonly Observation[]): number {
  const sorted = observations.map(({ ms }) => ms).toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
}
