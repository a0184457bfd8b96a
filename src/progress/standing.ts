/** How far a learner has come with a lab, in a few words. */
import type { LabProgress } from './lab-progress.ts';

/** @returns an empty string for a lab that was only looked at. */
export function standing({ passedAt, report, files }: LabProgress): string {
  if (passedAt !== null) return 'passed';
  if (report) {
    const passed = report.checks.filter(({ state }) => state === 'passed').length;
    return `${passed} of ${report.expected} checks passed`;
  }
  return Object.keys(files).length > 0 ? 'begun' : '';
}
