/** What a report comes to. */
import type { CheckState, Report } from './report.ts';

/**
 * `passed` only if every expected check passed and nothing speaks against the run; `failed` as soon as one failed;
 * `unknown` otherwise, and never a pass.
 */
export function verdict(report: Report): CheckState {
  const { checks, done, expected } = report;
  if (checks.some(({ state }) => state === 'failed')) return 'failed';
  const ids = new Set(checks.map(({ id }) => id));
  const complete = done && expected > 0 && checks.length === expected && ids.size === expected;
  return complete && checks.every(({ state }) => state === 'passed') ? 'passed' : 'unknown';
}
