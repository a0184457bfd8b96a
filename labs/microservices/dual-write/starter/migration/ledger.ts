/** What is known about how well the copies agree, since the roles were last swapped or the process was started. */

/** What a reconcile did. */
export interface Reconciled {
  /** Ids of the users that were repaired. */
  readonly repaired: readonly string[];
  /** Full rows that were read from the two copies to find them. */
  readonly rowsRead: number;
}

export interface Tally {
  /** Shadow reads that found the same, since the last one that did not. */
  readonly cleanCompares: number;
  readonly mismatches: number;
  /** Shadow reads that could not be made. */
  readonly failures: number;
  /** The last reconcile, unless a mismatch was found after it. */
  readonly reconciled: Reconciled | null;
}

const empty: Tally = { cleanCompares: 0, mismatches: 0, failures: 0, reconciled: null };

export class Ledger {
  #tally = empty;

  get tally(): Tally {
    return this.#tally;
  }

  /** A shadow read found the same on both sides. */
  matched(): void {
    this.#tally = { ...this.#tally, cleanCompares: this.#tally.cleanCompares + 1 };
  }

  /** A shadow read found a difference: what was proved before proves nothing any more. */
  mismatched(): void {
    const { mismatches } = this.#tally;
    this.#tally = { ...this.#tally, cleanCompares: 0, mismatches: mismatches + 1, reconciled: null };
  }

  /** A shadow read could not be made, which says nothing about the rows. */
  failed(): void {
    this.#tally = { ...this.#tally, failures: this.#tally.failures + 1 };
  }

  reconciled(reconciled: Reconciled | null): void {
    this.#tally = { ...this.#tally, reconciled };
  }

  clear(): void {
    this.#tally = empty;
  }
}
