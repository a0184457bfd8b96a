/** What became of a check, as the runner itself saw it. */
import type { Location } from '../location.ts';
import type { CheckResult } from '../report.ts';

/** What was asked for and what was seen, in words. */
export type Explanation = Pick<CheckResult, 'expected' | 'actual'>;

export type Outcome =
  | { readonly passed: true; readonly ms: number }
  | {
      readonly passed: false;
      readonly ms: number;
      readonly why: Explanation;
      readonly location: Location | null;
    };
