/** What the plots draw: one link over some time, events in it, and perhaps another run behind it. */
import { clockTime, milliseconds, percent, perSecond } from './format.ts';
import type { MarkerEvent } from './markers.ts';
import { rateOf, secondMs, summaryOf, type Second, type Summary } from './series.ts';

export interface Figure {
  readonly link: string;
  /** First and last moment on the axis: milliseconds since 1970, or since the start of a kept run. */
  readonly domain: readonly [number, number];
  /** The moment that the axis counts from. */
  readonly zero: number;
  /** The axis counts back from the latest moment instead of on from the start. */
  readonly moving: boolean;
  readonly seconds: readonly Second[];
  readonly events: readonly MarkerEvent[];
  readonly behind: { readonly link: string; readonly seconds: readonly Second[] } | null;
  /** Of the run in front, and of the one behind. */
  readonly summary: Summary;
  readonly behindSummary: Summary | null;
}

export interface FigureParts {
  readonly link: string;
  readonly seconds: readonly Second[];
  readonly markers: readonly MarkerEvent[];
  /** Bounds of the run in front. */
  readonly run: { readonly from: number; readonly to: number };
  readonly moving: boolean;
  readonly spanMs: number;
  /** The end of the newest window. */
  readonly latest: number;
  /** With times since its own start. */
  readonly behind: {
    readonly link: string;
    readonly seconds: readonly Second[];
    readonly length: number;
  } | null;
}

/** A picture is never shorter than this. */
const shortest = 20_000;

export function figureOf(parts: FigureParts): Figure {
  const { link, run, moving, behind } = parts;
  const from = moving ? parts.latest - parts.spanMs : run.from;
  const length = Math.max(shortest, run.to - run.from, behind?.length ?? 0);
  const domain: [number, number] = [from, moving ? parts.latest : from + length];
  const until = moving ? domain[1] : run.to;
  const within = parts.seconds.filter(({ at }) => at + secondMs > from && at < until);
  return {
    link,
    domain,
    zero: moving ? domain[1] : from,
    moving,
    seconds: within,
    events: parts.markers.filter(({ at }) => at >= from && at <= until),
    behind: behind && {
      link: behind.link,
      seconds: behind.seconds.map((second) => ({ ...second, at: second.at + from })),
    },
    summary: summaryOf(within),
    behindSummary: behind && summaryOf(behind.seconds),
  };
}

/** The second that is nearest to a moment; null where there is none. */
export function momentAt({ seconds }: Figure, at: number): Second | null {
  let best: Second | null = null;
  for (const second of seconds) {
    if (!best || Math.abs(second.at - at) < Math.abs(best.at - at)) best = second;
  }
  return best;
}

/** The second in which something happened, or the nearest one that was measured. */
export const secondOfEvent = (figure: Figure, at: number): Second | null =>
  momentAt(figure, at - secondMs / 2);

/** A moment as the table and the cursor name it: the time of day, or the time since the start of the run. */
export function momentName({ moving, zero }: Pick<Figure, 'moving' | 'zero'>, at: number): string {
  return moving ? clockTime(at) : `+${Math.round((at - zero) / 1000)} s`;
}

/** What happened within a second. */
export function eventsIn(
  { events }: Pick<Figure, 'events'>,
  { at }: Pick<Second, 'at'>,
): readonly MarkerEvent[] {
  return events.filter((event) => event.at >= at && event.at < at + secondMs);
}

/** Part of the requests of a second that failed, in per cent; null when none ended. */
export const errorShare = ({ count, errors }: Second): number | null =>
  count === 0 ? null : (errors / count) * 100;

/** A second in a sentence, for those who hear it. */
export function momentWords(figure: Figure, second: Second): string {
  const parts = [`${momentName(figure, second.at)}: ${perSecond(rateOf(second))} requests a second`];
  if (second.p50 !== null) {
    parts.push(
      `p50 ${milliseconds(second.p50)}, p95 ${milliseconds(second.p95)}, p99 ${milliseconds(second.p99)} milliseconds`,
    );
  }
  const share = errorShare(second);
  if (share !== null) parts.push(share === 0 ? 'no errors' : `${percent(share)} errors`);
  return [...parts, ...eventsIn(figure, second).map(({ text }) => text)].join(', ');
}
