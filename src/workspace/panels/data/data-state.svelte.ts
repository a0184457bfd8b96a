/** Data that two services keep a copy of: what both said last, and whether only their differences are shown. */
import type { LabManifest } from '../../../../labs/kit/manifest.ts';
import type { LiveState } from '../../state/live.svelte.ts';
import { copyOf, type Comparison, type Row, type Said } from './compared.ts';

/** One side as it is shown. */
export interface Copy {
  /** What it said last, also while it does not answer; null before it has said anything. */
  readonly rows: readonly Row[] | null;
  /** Why the rows are not those of this moment, in words. */
  readonly problem: string | null;
}

export interface Copies {
  readonly first: Copy;
  readonly second: Copy;
  /** Milliseconds since 1970 at which they were read. */
  readonly at: number;
}

export class DataState {
  readonly #live: Pick<LiveState, 'read'>;
  readonly comparisons: readonly Comparison[];
  /** By the comparison's id. What was seen stays when the lab stops. */
  copies = $state.raw<ReadonlyMap<string, Copies>>(new Map());
  /** Rows that are the same on both sides are left out. */
  onlyDifferences = $state(false);
  /** The comparison that is shown, by its id. */
  chosen = $state('');

  constructor(manifest: Pick<LabManifest, 'comparisons'>, live: Pick<LiveState, 'read'>) {
    this.#live = live;
    this.comparisons = manifest.comparisons;
    this.chosen = manifest.comparisons[0]?.id ?? '';
  }

  /** Asks both sides of the comparison that is shown. A side that does not answer says why. */
  async refresh(): Promise<void> {
    const comparison = this.comparisons.find(({ id }) => id === this.chosen);
    if (!comparison) return;
    const [first, second] = await Promise.all([this.#read(comparison, 0), this.#read(comparison, 1)]);
    this.copies = new Map(this.copies).set(comparison.id, { first, second, at: Date.now() });
  }

  async #read(comparison: Comparison, side: 0 | 1): Promise<Copy> {
    const said = await this.#ask(comparison, side);
    if ('rows' in said) return { rows: said.rows, problem: null };
    const before = this.copies.get(comparison.id)?.[side === 0 ? 'first' : 'second'];
    return { rows: before?.rows ?? null, problem: said.problem };
  }

  async #ask(comparison: Comparison, side: 0 | 1): Promise<Said> {
    const { label, service, path } = comparison.copies[side];
    try {
      return copyOf(comparison, label, await this.#live.read(service, path));
    } catch (error) {
      return { problem: error instanceof Error ? error.message : String(error) };
    }
  }
}
