/** The five signals of the lesson's figure: what a measurement proves, and what to try before a split. Pure. */

/** What one would measure of a shop. Percentages are of all deployments or all changes of 90 days. */
export interface Shop {
  engineers: number;
  teams: number;
  /** People pay for the product, and it is known what it is. */
  marketFit: boolean;
  /** CPU of the busiest module, and of all others together, at the peak, in per cent of what the processes have. */
  hotCpu: number;
  restCpu: number;
  /** A larger machine, a queue and a second role of the same artefact were tried, and were not enough. */
  roleTried: boolean;
  blockedDeploys: number;
  /** From merging to being ready for production. */
  ciMinutes: number;
  otherRuntime: boolean;
  /** A library, a child process or a nightly job was tried, and was not enough. */
  libraryTried: boolean;
  /** Times in 90 days that another module took checkout with it. */
  crashes: number;
  bulkheadTried: boolean;
  /** Changes that touch the modules of more than one team, in per cent. */
  crossTeam: number;
  /** Modules follow the teams, and a tool holds the line. */
  boundariesHeld: boolean;
  everybodyDoes: boolean;
  soundsScalable: boolean;
  likeNetflix: boolean;
  codeIsAMess: boolean;
}

export type SignalId = 'scaling' | 'deployment' | 'technology' | 'isolation' | 'organisation';
export type State = 'quiet' | 'try-first' | 'proven';

export interface Finding {
  signal: SignalId;
  state: State;
  /** The measurement with its value: no verdict without. */
  evidence: string;
  /** What to do about it. */
  next: string;
}

export interface Verdict {
  kind: 'not-now' | 'keep' | 'try-first' | 'extract';
  findings: readonly Finding[];
  /** Reasons that were given and count for nothing. */
  ignored: number;
}

/** Rules of thumb, all of them: where the figure draws its lines. */
export const thresholds = {
  hotCpu: 80,
  restCpu: 20,
  blockedDeploys: 20,
  ciMinutes: 15,
  crossTeam: 30,
  fewEngineers: 10,
  manyEngineers: 50,
} as const;

export const quietShop: Shop = {
  engineers: 18,
  teams: 3,
  marketFit: true,
  hotCpu: 35,
  restCpu: 25,
  roleTried: false,
  blockedDeploys: 4,
  ciMinutes: 9,
  otherRuntime: false,
  libraryTried: false,
  crashes: 0,
  bulkheadTried: false,
  crossTeam: 15,
  boundariesHeld: false,
  everybodyDoes: false,
  soundsScalable: false,
  likeNetflix: false,
  codeIsAMess: false,
};

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

function scaling(shop: Shop): Finding {
  const { hotCpu, restCpu, roleTried } = shop;
  const evidence = `busiest module ${hotCpu} % of the CPU at the peak, all others ${restCpu} %`;
  const lopsided = hotCpu >= thresholds.hotCpu && restCpu < thresholds.restCpu;
  if (!lopsided)
    return { signal: 'scaling', state: 'quiet', evidence, next: 'Copy the whole; it costs memory only.' };
  return roleTried
    ? { signal: 'scaling', state: 'proven', evidence, next: 'Extract images, and nothing else.' }
    : {
        signal: 'scaling',
        state: 'try-first',
        evidence,
        next: 'A larger machine; then a queue, and the same artefact in a second role.',
      };
}

function deployment({ blockedDeploys, ciMinutes }: Shop): Finding {
  const evidence = `${blockedDeploys} % of deployments waited for somebody else, CI takes ${ciMinutes} min`;
  if (blockedDeploys < thresholds.blockedDeploys) {
    return {
      signal: 'deployment',
      state: 'quiet',
      evidence,
      next: 'Nobody is held up enough to pay for it.',
    };
  }
  return ciMinutes > thresholds.ciMinutes
    ? {
        signal: 'deployment',
        state: 'try-first',
        evidence,
        next: 'Faster CI: much of the waiting is for it.',
      }
    : { signal: 'deployment', state: 'proven', evidence, next: 'Extract the module that waits: payments.' };
}

function technology({ otherRuntime, libraryTried }: Shop): Finding {
  if (!otherRuntime) {
    const evidence = 'no module needs another runtime';
    return { signal: 'technology', state: 'quiet', evidence, next: 'A preference is no need.' };
  }
  return libraryTried
    ? {
        signal: 'technology',
        state: 'proven',
        evidence: 'one module needs another runtime, and the ways around were tried',
        next: 'Extract that one module.',
      }
    : {
        signal: 'technology',
        state: 'try-first',
        evidence: 'one module needs another runtime',
        next: 'A library, a child process, or a job whose results are read from a table.',
      };
}

function isolation({ crashes, bulkheadTried }: Shop): Finding {
  const evidence = `checkout went down with another module ${counted(crashes, 'time')} in 90 days`;
  if (crashes === 0) {
    return { signal: 'isolation', state: 'quiet', evidence, next: 'Nothing has leaked into checkout.' };
  }
  return bulkheadTried
    ? {
        signal: 'isolation',
        state: 'proven',
        evidence,
        next: 'Extract analytics, and let no one wait for it.',
      }
    : {
        signal: 'isolation',
        state: 'try-first',
        evidence,
        next: 'A bulkhead: a bounded queue, a timeout, and an error that is caught.',
      };
}

function organisation(shop: Shop): Finding {
  const { engineers, teams, crossTeam, boundariesHeld, blockedDeploys, ciMinutes } = shop;
  const evidence = `${counted(engineers, 'engineer')} in ${counted(teams, 'team')}, ${crossTeam} % of changes touch more than one team's modules`;
  if (engineers < thresholds.fewEngineers || teams < 2) {
    return {
      signal: 'organisation',
      state: 'quiet',
      evidence,
      next: 'Too few people to be in each other’s way.',
    };
  }
  if (crossTeam >= thresholds.crossTeam) {
    return {
      signal: 'organisation',
      state: 'try-first',
      evidence,
      next: 'Redraw the modules along the teams first; a split now would freeze the wrong lines.',
    };
  }
  const waiting = blockedDeploys >= thresholds.blockedDeploys && ciMinutes <= thresholds.ciMinutes;
  if (engineers < thresholds.manyEngineers || !waiting) {
    const next = 'A modular monolith serves these teams.';
    return { signal: 'organisation', state: 'quiet', evidence, next };
  }
  return boundariesHeld
    ? {
        signal: 'organisation',
        state: 'proven',
        evidence,
        next: 'Split along the lines that already hold, one module at a time.',
      }
    : {
        signal: 'organisation',
        state: 'try-first',
        evidence,
        next: 'Let a tool hold the boundaries for a while, and see whether they do.',
      };
}

/** Reads a shop's measurements. Too few engineers or an unproven product overrule every signal. */
export function judge(shop: Shop): Verdict {
  const findings = [scaling, deployment, technology, isolation, organisation].map((each) => each(shop));
  const opinions = [shop.everybodyDoes, shop.soundsScalable, shop.likeNetflix, shop.codeIsAMess];
  const ignored = opinions.filter(Boolean).length;
  const has = (state: State): boolean => findings.some((finding) => finding.state === state);
  const early = shop.engineers < thresholds.fewEngineers || !shop.marketFit;
  const kind = early ? 'not-now' : has('proven') ? 'extract' : has('try-first') ? 'try-first' : 'keep';
  return { kind, findings, ignored };
}
