/** Collects from Vitest what a report of a check run says. */
import { pathToFileURL } from 'node:url';
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';

import type { CheckMeta } from '../../../labs/kit/check.ts';
import { locate } from '../../../src/grading/location.ts';
import type { CheckResult } from '../../../src/grading/report.ts';
import { LabError } from '../catalogue.ts';
import type { Lab } from '../catalogue.ts';
import type { LabRuns } from './run-context.ts';

/** What became of one entry. */
export interface EntryOutcome {
  readonly declared: readonly CheckMeta[];
  readonly results: readonly CheckResult[];
  /** Why the check files themselves did not run. */
  readonly trouble: string | undefined;
}

export class CheckReporter implements Reporter {
  #runs: LabRuns['byEntry'] = {};
  #outcomes = new Map<
    string,
    { declared: CheckMeta[]; results: CheckResult[]; trouble?: string | undefined }
  >();

  /** Forgets the last runs. */
  begin(runs: LabRuns['byEntry']): void {
    this.#runs = runs;
    this.#outcomes = new Map();
  }

  outcome(entry: string): EntryOutcome {
    return { trouble: undefined, ...this.#of(entry) };
  }

  onInit(vitest: Vitest): void {
    vitest.logger.clearHighlightCache();
  }

  onTestModuleCollected(module: TestModule): void {
    for (const test of module.children.allTests()) {
      const { check } = test.meta();
      if (check) this.#of(module.moduleId).declared.push(check);
    }
  }

  onTestModuleEnd(module: TestModule): void {
    this.#of(module.moduleId).trouble = module.errors()[0]?.message;
  }

  onTestCaseResult(test: TestCase): void {
    const { check, failure, exchange } = test.meta();
    const result = test.result();
    const run = this.#runs[test.module.moduleId];
    if (!run || !check || result.state === 'skipped' || result.state === 'pending') return;
    const { results } = this.#of(test.module.moduleId);
    const { id, title, lesson, hint } = check;
    const common = { id, title, lesson, hint, ms: test.diagnostic()?.duration ?? 0 };
    if (result.state === 'passed') {
      results.push({
        ...common,
        state: 'passed',
        expected: null,
        actual: null,
        exchange: null,
        location: null,
      });
      return;
    }
    const error = result.errors[0];
    const why = failure ?? {
      expected: title,
      actual: inWords(error?.message ?? 'it failed without an error'),
    };
    const roots = [`${pathToFileURL(run.root).href}/`, `${run.root}/`];
    const compiled = run.manifest.editable.map((path) => path.replace(/\.ts$/, '.js'));
    const location = locate(error?.stack ?? '', roots, compiled);
    results.push({ ...common, state: 'failed', ...why, exchange: exchange ?? null, location });
  }

  #of(entry: string): { declared: CheckMeta[]; results: CheckResult[]; trouble?: string | undefined } {
    const known = this.#outcomes.get(entry) ?? { declared: [], results: [] };
    this.#outcomes.set(entry, known);
    return known;
  }
}

/**
 * The checks that the files declare.
 * @throws {LabError} when the manifest lists others
 */
export function declaredChecks(lab: Lab, declared: readonly CheckMeta[]): readonly CheckMeta[] {
  if (declared.length === 0) return declared;
  const ids = declared.map((each) => each.id);
  const wrong = [
    ...lab.manifest.checks.filter((id) => !ids.includes(id)).map((id) => `"${id}" is in no check file`),
    ...ids.filter((id) => !lab.manifest.checks.includes(id)).map((id) => `"${id}" is not in the manifest`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `"${id}" is declared twice`),
  ];
  if (wrong.length > 0)
    throw new LabError(wrong.map((each) => `${lab.label}/lab.ts: checks: ${each}.`).join('\n'));
  return declared;
}

function inWords(message: string): string {
  const timeout = /^Test timed out in (\d+)ms/.exec(message);
  if (!timeout) return message;
  return `did not finish within ${Number(timeout[1]) / 1000} s: something that the check awaits never settles`;
}
