/**
 * Runs of load that were kept to be compared. They live in localStorage, so that a run of one lab can be laid over a run
 * of another: the monolith and the split. They are measurements of a moment, no work of the learner's.
 */
import * as z from 'zod/mini';
import type { MetricsWindow } from '../../state/live.svelte.ts';
import type { MarkerEvent } from './markers.ts';
import { linksSeen, secondsOf, type Second } from './series.ts';

const number = z.number();
const maybe = z.nullable(z.number());

const second = z.object({
  at: number,
  ms: number,
  count: number,
  errors: number,
  p50: maybe,
  p95: maybe,
  p99: maybe,
  max: maybe,
});

const runSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Title of the lab. */
  lab: z.string(),
  keptAt: number,
  /** Milliseconds from its start to its end. */
  length: number,
  /** The link at which its requests come in. */
  entry: z.string(),
  /** By link, with times since its start. */
  links: z.record(z.string(), z.array(second)),
  events: z.array(
    z.object({
      at: number,
      kind: z.enum(['fault', 'service', 'save', 'traffic']),
      text: z.string(),
      service: z.optional(z.string()),
    }),
  ),
});

/** What was measured from the start of some load to its end, in milliseconds since that start. */
export type Run = z.output<typeof runSchema>;

const key = 'split-decision:runs';
/** The oldest goes when there are more. */
const maxKept = 8;

/** What to keep of the windows between two moments. */
export interface Cut {
  readonly windows: readonly MetricsWindow[];
  readonly markers: readonly MarkerEvent[];
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

/** Cuts a run out of what was measured. */
export function cutRun(
  { windows, markers, from, to }: Cut,
  facts: Omit<Run, 'length' | 'links' | 'events'>,
): Run {
  const within = windows.filter(({ at }) => at > from && at <= to + 1000);
  const shifted = within.map((window) => ({ ...window, at: window.at - from }));
  return {
    ...facts,
    length: to - from,
    links: Object.fromEntries(
      linksSeen(within).map((link): [string, Second[]] => [
        link,
        secondsOf(shifted, link).filter(({ at }) => at < to - from),
      ]),
    ),
    events: markers
      .filter(({ at }) => at >= from && at <= to)
      .map(({ at, kind, text, service }) => ({
        at: at - from,
        kind,
        text,
        ...(service === undefined ? {} : { service }),
      })),
  };
}

/** The seconds of a run on this link; where it has no such link, on the one at which its requests come in. */
export function secondsOfRun(run: Run, link: string): { link: string; seconds: readonly Second[] } {
  const found = run.links[link] ? link : run.entry;
  return { link: found, seconds: run.links[found] ?? [] };
}

/** The runs that were kept, oldest first; none where nothing readable is stored. */
export function readRuns(): Run[] {
  try {
    return z.array(runSchema).parse(JSON.parse(localStorage.getItem(key) ?? '[]'));
  } catch {
    return [];
  }
}

/** Stores the newest runs. @returns those that are kept from now on, and whether they outlast this page. */
export function storeRuns(runs: readonly Run[]): { runs: readonly Run[]; lasting: boolean } {
  const kept = runs.slice(-maxKept);
  try {
    localStorage.setItem(key, JSON.stringify(kept));
    return { runs: kept, lasting: true };
  } catch {
    return { runs: kept, lasting: false };
  }
}
