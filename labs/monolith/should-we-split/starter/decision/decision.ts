/** What a decision consists of. */

/** The shape of the whole. A modular monolith from which one module was extracted is a modular monolith. */
export type Verdict = 'monolith' | 'modular-monolith' | 'microservices';

/** What costs less than a service, and is tried before. */
export type CheaperThing = 'queue' | 'bigger-machine' | 'ci' | 'library' | 'bulkhead';

/** A metric and its value, quoted as measured. */
export interface Evidence {
  /** `engineers` for a number of the whole, `images.cpuPercent` for one of a module, `search.owners` of a service. */
  readonly metric: string;
  readonly value: number | string | boolean | null;
}

/** The order within a list says nothing. `extract`, `tryFirst` and `merge` name nothing twice. */
export interface Decision {
  readonly verdict: Verdict;
  /** Modules that become services of their own. */
  readonly extract: readonly string[];
  /** What to try before anything else is extracted. */
  readonly tryFirst: readonly CheaperThing[];
  /** Services that are too small for a team to own. Merge their ownership first, their code if that does not do. */
  readonly merge: readonly string[];
  readonly evidence: readonly Evidence[];
}
