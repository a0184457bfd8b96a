/** The arithmetic of a movable separator between two panes. Sizes are per cent of the room that both share. */

export interface SplitLimits {
  readonly min: number;
  readonly max: number;
}

const step = 2;
const bigStep = 10;

export function clampShare(share: number, { min, max }: SplitLimits): number {
  return Math.min(max, Math.max(min, share));
}

/**
 * What a key does to a separator (WAI-ARIA window splitter): arrows move it, with Shift by more, Home and End go to
 * the limits.
 * @param orientation of the separator: a vertical one stands between left and right.
 * @returns the new share, or null when the key means nothing here.
 */
export function shareAfterKey(
  key: string,
  shift: boolean,
  share: number,
  limits: SplitLimits,
  orientation: 'vertical' | 'horizontal',
): number | null {
  const by = shift ? bigStep : step;
  const [less, more] = orientation === 'vertical' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
  if (key === less) return clampShare(share - by, limits);
  if (key === more) return clampShare(share + by, limits);
  if (key === 'Home') return limits.min;
  if (key === 'End') return limits.max;
  return null;
}
