/** What of the screen is in front. On a wide screen everything but Brief and Checks is always there. */

export const views = ['brief', 'code', 'console', 'checks'] as const;
export type View = (typeof views)[number];

export class ViewState {
  /** On a small screen: the one view that is shown. */
  small = $state<View>('brief');
  /** On a wide screen: the side of the reading column. */
  reading = $state<'brief' | 'checks'>('brief');
  /**
   * The console shows its output as plain text. It stands here and not in the panel's own script: a variable there
   * that only a handler changes is a constant on the server, its branch is cut off, and Astro loses the styles in it.
   */
  plainConsole = $state(false);
  /** The prediction question is open. */
  predicting = $state(false);
  /** A hint that was asked for, to be brought into view. */
  hintAsked = $state.raw<{ readonly number: number } | null>(null);

  show(view: View): void {
    this.small = view;
    if (view === 'brief' || view === 'checks') this.reading = view;
  }
}
