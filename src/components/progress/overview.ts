/** How far a learner has come, in numbers. Pure. */
import type { LabProgress } from '../../progress/lab-progress.ts';

/** A lab of the course, as the progress pages need it. */
export interface CourseLab {
  readonly slug: string;
  readonly title: string;
  /** How many checks it has. */
  readonly checks: number;
}

export interface PassedLab extends CourseLab {
  /** ISO 8601 date and time of the first pass. */
  readonly passedAt: string;
  /** How many of its hints were opened. */
  readonly hints: number;
}

/** The labs that were passed, in the order in which they were. Labs that the course no longer has are left out. */
export function passedLabs(course: readonly CourseLab[], kept: readonly LabProgress[]): PassedLab[] {
  return kept
    .flatMap(({ slug, passedAt, hints }) => {
      const lab = course.find((each) => each.slug === slug);
      return lab && passedAt !== null ? [{ ...lab, passedAt, hints }] : [];
    })
    .sort((a, b) => Date.parse(a.passedAt) - Date.parse(b.passedAt));
}

/** Checks passed over all labs of the course. A lab that was passed once counts in full, whatever was tried since. */
export function passedChecks(course: readonly CourseLab[], kept: readonly LabProgress[]): number {
  return course
    .map(({ slug, checks }) => {
      const lab = kept.find((each) => each.slug === slug);
      if (lab?.passedAt) return checks;
      const passed = lab?.report?.checks.filter(({ state }) => state === 'passed').length ?? 0;
      return Math.min(passed, checks);
    })
    .reduce((sum, each) => sum + each, 0);
}
