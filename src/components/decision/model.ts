/** The decision table as a function: from answers about a system to a verdict with its reasons. Pure. */

/** What one answers about a system. Percentages and counts are those of the last 90 days. */
export interface Answers {
  engineers: number;
  teams: number;
  /** People pay for the product, and it is known what it is. */
  marketFit: boolean;
  /** CPU of the busiest module at the peak, in per cent of all. */
  hotCpu: number;
  /** Its work runs from a queue, in a second role of the same artefact, and that was not enough. */
  queueTried: boolean;
  /** A bigger machine is still to be had. */
  headroom: boolean;
  /** Deployments of the module that waits most which waited for another team's change, in per cent. */
  blockedDeploys: number;
  /** From a merged change to one that can be deployed. */
  ciMinutes: number;
  otherRuntime: boolean;
  /** A library, a child process or a nightly job was tried in its place. */
  libraryTried: boolean;
  /** Checkouts that failed because another module failed. */
  checkoutsLost: number;
  bulkheadTried: boolean;
  /** Services that are there already and have one owner. */
  loneServices: number;
}

export type Row = 'monolith' | 'modular-monolith' | 'microservices';
export type Cheaper = 'queue' | 'bigger-machine' | 'ci' | 'library' | 'bulkhead';
/** The modules are not asked for by name: each is known by what was measured of it. */
export type Candidate = 'busy' | 'waiting' | 'foreign' | 'failing';

export interface Decision {
  row: Row;
  /** Modules that become services of their own. */
  extract: readonly Candidate[];
  tryFirst: readonly Cheaper[];
  /** Services that are merged, with others or with another team's. */
  merge: number;
  /** The answers that the decision rests on. */
  evidence: readonly (keyof Answers)[];
}

/** Rules of thumb, the same as those of the lab. What lies on a line counts as above it. */
export const thresholds = {
  modularMonolithFrom: 10,
  microservicesFrom: 50,
  hotCpu: 80,
  blockedDeploys: 20,
  /** CI is quick up to here. */
  quickCiMinutes: 15,
  checkoutsLost: 1,
} as const;

export const defaults: Answers = {
  engineers: 40,
  teams: 8,
  marketFit: true,
  hotCpu: 35,
  queueTried: false,
  headroom: true,
  blockedDeploys: 3,
  ciMinutes: 12,
  otherRuntime: false,
  libraryTried: false,
  checkoutsLost: 0,
  bulkheadTried: false,
  loneServices: 0,
};

/** The range of each number; whole numbers all. */
export const ranges = {
  engineers: [1, 10_000],
  teams: [1, 1_000],
  hotCpu: [0, 100],
  blockedDeploys: [0, 100],
  ciMinutes: [1, 1_000],
  checkoutsLost: [0, 1_000_000],
  loneServices: [0, 1_000],
} as const satisfies Partial<Record<keyof Answers, readonly [number, number]>>;

interface Signal {
  candidate: Candidate;
  untried: readonly Cheaper[];
  evidence: readonly (keyof Answers)[];
}

function row({ engineers, teams, marketFit }: Answers): Row {
  if (engineers < thresholds.modularMonolithFrom || !marketFit) return 'monolith';
  return engineers >= thresholds.microservicesFrom && teams > 1 ? 'microservices' : 'modular-monolith';
}

function signals(answers: Answers): Signal[] {
  const found: Signal[] = [];
  if (answers.hotCpu >= thresholds.hotCpu) {
    const untried: Cheaper[] = [];
    if (answers.headroom) untried.push('bigger-machine');
    if (!answers.queueTried) untried.push('queue');
    found.push({ candidate: 'busy', untried, evidence: ['hotCpu', 'headroom', 'queueTried'] });
  }
  if (answers.blockedDeploys >= thresholds.blockedDeploys) {
    const untried: Cheaper[] = answers.ciMinutes > thresholds.quickCiMinutes ? ['ci'] : [];
    found.push({ candidate: 'waiting', untried, evidence: ['blockedDeploys', 'ciMinutes'] });
  }
  if (answers.otherRuntime) {
    const untried: Cheaper[] = answers.libraryTried ? [] : ['library'];
    found.push({ candidate: 'foreign', untried, evidence: ['otherRuntime', 'libraryTried'] });
  }
  if (answers.checkoutsLost >= thresholds.checkoutsLost) {
    const untried: Cheaper[] = answers.bulkheadTried ? [] : ['bulkhead'];
    found.push({ candidate: 'failing', untried, evidence: ['checkoutsLost', 'bulkheadTried'] });
  }
  return found;
}

/**
 * Reads the table. Its first three rows are about the whole, and one of them always holds; the others are about single
 * modules, and hold once nothing cheaper is left to try. A monolith extracts nothing, whatever was measured.
 */
export function decide(answers: Answers): Decision {
  const shape = row(answers);
  const all = signals(answers);
  const proven = shape === 'monolith' ? [] : all.filter(({ untried }) => untried.length === 0);
  const merge = answers.loneServices;
  return {
    row: shape,
    extract: proven.map(({ candidate }) => candidate),
    tryFirst: all.flatMap(({ untried }) => untried),
    merge,
    evidence: [
      'engineers',
      'teams',
      'marketFit',
      ...all.flatMap(({ evidence }) => evidence),
      ...(merge > 0 ? (['loneServices'] as const) : []),
    ],
  };
}
