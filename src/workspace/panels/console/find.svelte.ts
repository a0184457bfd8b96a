/** Looking for something in the output that is shown: what was found, and how to go through it. */
export class ConsoleFind {
  /** Places found; null before anything was looked for. */
  count = $state<number | null>(null);
  /** The place that is shown, from 0; -1 for none. */
  index = $state(-1);
  /** Goes to another place; set by whoever shows the output. */
  go = $state.raw<((how: 'next' | 'previous') => void) | null>(null);

  found(count: number, index = -1): void {
    this.count = count;
    this.index = index;
  }

  /** What was found, in words. */
  get words(): string {
    if (this.count === null) return '';
    if (this.count === 0) return 'not found';
    return this.index >= 0 ? `${this.index + 1} of ${this.count}` : `${this.count} found`;
  }
}
