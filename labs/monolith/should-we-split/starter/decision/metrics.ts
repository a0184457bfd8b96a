/** What a decision may rest on: numbers that were measured, and a few facts about the people. */

/** A module of the monolith. */
export interface ModuleMetrics {
  readonly name: string;
  /** Its share of the CPU time of all modules at the peak, in per cent. */
  readonly cpuPercent: number;
  /** Its work was put into a queue and done by a second role of the same artefact, and that was not enough. */
  readonly queueTried: boolean;
  /** A bigger machine is still to be had. */
  readonly verticalHeadroom: boolean;
  /** Of all deployments of its changes, those that waited for another team's change, in per cent. */
  readonly blockedDeployPercent: number;
  /** The runtime that it needs and that this process is not, such as `python`; null when it is at home here. */
  readonly otherRuntime: string | null;
  /** A library, a child process or a nightly job was tried in place of that runtime, and was not enough. */
  readonly libraryTried: boolean;
  /** Checkouts that failed because this module failed. */
  readonly checkoutsLost: number;
  /** Checkout was shielded from it by a bulkhead inside the process, and that was not enough. */
  readonly bulkheadTried: boolean;
}

/** A service that runs beside the monolith already. */
export interface ServiceMetrics {
  readonly name: string;
  /** Engineers who own it and are on call for it. */
  readonly owners: number;
}

export interface Metrics {
  readonly engineers: number;
  readonly teams: number;
  /** People pay for the product, and it is known what it is. */
  readonly productMarketFit: boolean;
  /** From a merged change to one that can be deployed, in minutes. */
  readonly ciMinutes: number;
  readonly modules: readonly ModuleMetrics[];
  readonly services: readonly ServiceMetrics[];
  /** Said in a meeting: "everybody is doing it". */
  readonly everybodyDoesIt: boolean;
  /** Said in a meeting: "it is more scalable". */
  readonly seemsMoreScalable: boolean;
  /** Said in a meeting: "like …". */
  readonly wantsToBeLike: string | null;
  /** Said in a meeting: "the monolith is a mess". */
  readonly codeIsAMess: boolean;
}
