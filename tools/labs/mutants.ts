/** Proves the checks of a lab: the starter fails, the solution passes, and each wrong solution is caught. */
import type { Report } from '../../src/grading/report.ts';
import type { Lab } from './catalogue.ts';
import type { LabSession } from './check/session.ts';
import { labTree, type Variant } from './trees.ts';

export interface MutantResult {
  readonly name: string;
  /** The check that must catch it. */
  readonly caughtBy: string;
  /** The checks that failed on it, of those that it met, in the order of teaching. */
  readonly failed: readonly string[];
  readonly ok: boolean;
}

export interface Proof {
  readonly lab: string;
  /** Checks that fail on the starter. */
  readonly starterFails: readonly string[];
  /** Checks that do not pass on the solution; there should be none. */
  readonly solutionFails: readonly string[];
  readonly mutants: readonly MutantResult[];
  /** Checks that no mutant names: nothing shows that they are worth having. */
  readonly unneeded: readonly string[];
  readonly ok: boolean;
}

export interface ProofOptions {
  /** Which checks a mutant meets: all of them, to see how many catch it, or just the one that must. */
  readonly meets?: 'all checks' | 'its check';
}

/** Checks every version of a lab, one after another in one worker, or in more where one of them ends it. */
export async function proveLab(
  session: LabSession,
  labs: readonly Lab[],
  lab: Lab,
  { meets = 'all checks' }: ProofOptions = {},
): Promise<Proof> {
  const { manifest } = lab;
  const ordered = async (variant: Variant, only = manifest.checks) => ({
    tree: await labTree(labs, lab, variant),
    only,
  });
  // The solution comes last: it passes only where nothing of the others is left in the worker that they share.
  const [starter, ...others] = await session.checkEach(
    lab,
    await Promise.all([
      ordered('starter'),
      ...manifest.mutants.map(({ name, caughtBy }) =>
        ordered(`mutant:${name}`, meets === 'all checks' ? manifest.checks : [caughtBy]),
      ),
      ordered('solution'),
    ]),
  );
  const starterFails = notPassed(starter);
  const solutionFails = notPassed(others.pop());
  const mutants = manifest.mutants.map(({ name, caughtBy }, index): MutantResult => {
    const failed = notPassed(others[index]);
    return { name, caughtBy, failed, ok: failed.includes(caughtBy) };
  });
  const unneeded = manifest.checks.filter((id) => !manifest.mutants.some((each) => each.caughtBy === id));
  const ok = starterFails.length > 0 && solutionFails.length === 0 && mutants.every((each) => each.ok);
  return { lab: lab.slug, starterFails, solutionFails, mutants, unneeded, ok: ok && unneeded.length === 0 };
}

/** Slugs of the checks of a report that failed or have no verdict. */
function notPassed(report: Report | undefined): string[] {
  if (!report) throw new Error('A tree came to no report.');
  return report.checks.filter((each) => each.state !== 'passed').map((each) => each.id);
}
