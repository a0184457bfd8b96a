/** The verdict of a report in words: three values, passed, failed and unknown. */
import type { CheckState, Report } from '../../../grading/report.ts';
import { verdict } from '../../../grading/verdict.ts';

/** How many checks came to which end. A check of the lab without a result is unknown. */
export function countStates(report: Report): Record<CheckState, number> {
  const count = (state: CheckState): number => report.checks.filter((each) => each.state === state).length;
  const [passed, failed] = [count('passed'), count('failed')];
  return { passed, failed, unknown: Math.max(report.expected, report.checks.length) - passed - failed };
}

/** The verdict as a sentence, for the screen and for screen readers. */
export function verdictSentence(report: Report): string {
  const { passed, failed, unknown } = countStates(report);
  const total = passed + failed + unknown;
  if (verdict(report) === 'passed') return total === 1 ? 'The check passed.' : `All ${total} checks passed.`;
  const parts = [`${passed} of ${total} checks passed`];
  if (failed > 0) parts.push(`${failed} failed`);
  if (unknown > 0) parts.push(`${unknown} without a verdict`);
  return `${parts.join(', ')}.`;
}
