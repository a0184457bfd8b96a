/** Markers that stand too close for a finger become one, which says all that happened. */
import type { Marker } from '../../state/live.svelte.ts';

export type MarkerEvent = Pick<Marker, 'at' | 'kind' | 'text'> & { readonly service?: string | undefined };

export interface Flag {
  /** Where it stands: at its first event. */
  readonly at: number;
  readonly x: number;
  readonly events: readonly MarkerEvent[];
}

/**
 * @param distance pixels within which events become one flag.
 * @returns flags from left to right.
 */
export function flagsOf(
  events: readonly MarkerEvent[],
  scale: (at: number) => number,
  distance: number,
): Flag[] {
  const flags: { at: number; x: number; events: MarkerEvent[] }[] = [];
  for (const event of events.toSorted((a, b) => a.at - b.at)) {
    const x = scale(event.at);
    const last = flags.at(-1);
    if (last && x - last.x < distance) last.events.push(event);
    else flags.push({ at: event.at, x, events: [event] });
  }
  return flags;
}

/** What happened, in words: `payments stopped; payments started`. */
export const flagWords = ({ events }: Flag): string => events.map(({ text }) => text).join('; ');
