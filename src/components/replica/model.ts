/**
 * What the author of a change reads afterwards, for four ways to read from two sources. Times are in seconds since the
 * change was committed in the service's own database.
 */

export interface Scene {
  /** How far the replica is behind the monolith. */
  lag: number;
  /** How long after the answer to the change its author reads. */
  readAfter: number;
  /** Whether the support desk changes the same user in the monolith, {@link supportAt}. */
  support: boolean;
  /** Whether the replica is down. */
  down: boolean;
}

export const defaults: Scene = { lag: 2, readAfter: 0.2, support: false, down: false };

/** When the change has reached the monolith. */
export const writtenBackAt = 0.5;
/** When the support desk changes the user. */
export const supportAt = 1;
/** The lag that somebody once measured, and put into the code as a sleep. */
export const assumedLag = 2;
/** How much time the figure shows. */
export const shown = 12;

/** What is read: before the change, the change, what the support desk made of it, or nothing at all. */
export type Seen = 'old' | 'own' | 'support' | 'nothing';

export const strategies = ['replica-first', 'sleep', 'own-first', 'higher-version'] as const;
export type Strategy = (typeof strategies)[number];

/** When the change is answered. */
export function answeredAt(strategy: Strategy): number {
  return strategy === 'sleep' ? assumedLag : 0;
}

/** What the replica shows at a time. */
function inReplica(scene: Scene, at: number): Seen {
  if (scene.down) return 'nothing';
  if (scene.support && at >= supportAt + scene.lag) return 'support';
  return at >= writtenBackAt + scene.lag ? 'own' : 'old';
}

/** What a read at this time gives. */
export function seenAt(strategy: Strategy, scene: Scene, at: number): Seen {
  const copy = inReplica(scene, at);
  if (strategy === 'own-first') return 'own';
  if (strategy === 'higher-version') return copy === 'support' ? 'support' : 'own';
  return copy;
}

export interface Phase {
  readonly from: number;
  readonly to: number;
  readonly seen: Seen;
}

/** What is read from the answer to the end of the figure, one phase after the other. */
export function phases(strategy: Strategy, scene: Scene): Phase[] {
  const turns = [answeredAt(strategy), writtenBackAt + scene.lag, supportAt + scene.lag]
    .filter((at) => at >= answeredAt(strategy) && at < shown)
    .sort((a, b) => a - b);
  const all = turns.map((from, index) => ({
    from,
    to: turns[index + 1] ?? shown,
    seen: seenAt(strategy, scene, from),
  }));
  // Neighbours that show the same are one.
  return all.reduce<Phase[]>((joined, phase) => {
    const before = joined.at(-1);
    if (phase.to === phase.from) return joined;
    if (before?.seen !== phase.seen) return [...joined, phase];
    return [...joined.slice(0, -1), { ...before, to: phase.to }];
  }, []);
}

export interface Outcome {
  readonly answeredAt: number;
  readonly readAt: number;
  readonly seen: Seen;
  /** Whether the author reads what was there before the change, or nothing. */
  readonly wrong: boolean;
  /** Whether the replica has something newer at that time, which this way of reading never shows. */
  readonly misses: boolean;
}

export function outcome(strategy: Strategy, scene: Scene): Outcome {
  const readAt = answeredAt(strategy) + scene.readAfter;
  const seen = seenAt(strategy, scene, readAt);
  return {
    answeredAt: answeredAt(strategy),
    readAt,
    seen,
    wrong: seen === 'old' || seen === 'nothing',
    misses: seen === 'own' && inReplica(scene, readAt) === 'support',
  };
}
