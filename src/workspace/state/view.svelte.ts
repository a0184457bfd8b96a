/**
 * What of the screen is in front. A wide screen has three places, each with one of its views in front; a small screen
 * has one place for all of them.
 */

import type { DialogName } from '../dialogs.ts';
import { allOutput } from '../processes.ts';

/** The reading column. */
export const readingViews = ['brief', 'checks'] as const;
/** The upper half of the bench. */
export const upperViews = ['code', 'map'] as const;
/** The lower half. */
export const lowerViews = ['console', 'requests', 'traffic', 'traces', 'data'] as const;

export type ReadingView = (typeof readingViews)[number];
export type UpperView = (typeof upperViews)[number];
export type LowerView = (typeof lowerViews)[number];
export type View = ReadingView | UpperView | LowerView;

export const viewTitles: Readonly<Record<View, string>> = {
  brief: 'Brief',
  checks: 'Checks',
  code: 'Code',
  map: 'Map',
  console: 'Console',
  requests: 'Requests',
  traffic: 'Traffic',
  traces: 'Traces',
  data: 'Data',
};

const among = <V extends View>(list: readonly V[], view: View): view is V =>
  (list as readonly View[]).includes(view);

export class ViewState {
  /** On a small screen: the one view that is shown. */
  small = $state<View>('brief');
  reading = $state<ReadingView>('brief');
  upper = $state<UpperView>('code');
  lower = $state<LowerView>('console');
  /** The trace that the traces panel shows; null before one was chosen. */
  trace = $state<string | null>(null);
  /** The process whose output the console shows, or {@link allOutput}. */
  process = $state<string>(allOutput);
  /**
   * The console shows its output as plain text. It stands here and not in the panel's own script: a variable there
   * that only a handler changes is a constant on the server, its branch is cut off, and Astro loses the styles in it.
   */
  plainConsole = $state(false);
  /** What the console looks for; null while nobody looks for anything. */
  find = $state<string | null>(null);
  /** The dialog that is open. */
  dialog = $state<DialogName | null>(null);
  /** The prediction question is open. */
  predicting = $state(false);
  /** A hint that was asked for, to be brought into view. */
  hintAsked = $state.raw<{ readonly number: number } | null>(null);

  show(view: View): void {
    this.small = view;
    if (among(readingViews, view)) this.reading = view;
    else if (among(upperViews, view)) this.upper = view;
    else if (among(lowerViews, view)) this.lower = view;
  }

  /** Brings the output of a process to the front. */
  showConsole(process: string): void {
    this.process = process;
    this.show('console');
  }

  /** Brings the console to the front, and in it the lines of all processes that hold this text. */
  showLines(text: string): void {
    this.find = text;
    this.showConsole(allOutput);
  }

  /** Brings a trace to the front, from wherever its id stands. */
  showTrace(traceId: string): void {
    this.trace = traceId;
    this.show('traces');
  }
}
