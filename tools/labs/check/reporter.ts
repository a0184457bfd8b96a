/** Collects from Vitest what a report of a check run says. */
import { pathToFileURL } from 'node:url';
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';

import type { CheckMeta } from '../../../labs/kit/check.ts';
import { locate } from '../../../src/grading/location.ts';
import type { CheckResult, Report } from '../../../src/grading/report.ts';
import { LabError } from '../catalogue.ts';
import type { Lab } from '../catalogue.ts';

export class CheckReporter implements Reporter {
  #root = '';
  #editable: readonly string[] = [];
  #declared: CheckMeta[] = [];
  #results: CheckResult[] = [];
  #trouble: string | undefined;

  /** Forgets the last run. The root is that of the erased tree. */
  begin(root: string, editable: readonly string[]): void {
    this.#root = root;
    this.#editable = editable;
    this.#declared = [];
    this.#results = [];
    this.#trouble = undefined;
  }

  get declared(): readonly CheckMeta[] {
    return this.#declared;
  }

  /** Why the check files themselves did not run. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  report(lab: string): Report {
    const checks = this.#results;
    return { version: 1, lab, nonce: '', expected: checks.length, done: true, checks };
  }

  onInit(vitest: Vitest): void {
    vitest.logger.clearHighlightCache();
  }

  onTestModuleCollected(module: TestModule): void {
    for (const test of module.children.allTests()) {
      const { check } = test.meta();
      if (check) this.#declared.push(check);
    }
  }

  onTestModuleEnd(module: TestModule): void {
    this.#trouble = module.errors()[0]?.message;
  }

  onTestCaseResult(test: TestCase): void {
    const { check, failure, exchange } = test.meta();
    const result = test.result();
    if (!check || result.state === 'skipped' || result.state === 'pending') return;
    const { id, title, lesson, hint } = check;
    const common = { id, title, lesson, hint, ms: test.diagnostic()?.duration ?? 0 };
    if (result.state === 'passed') {
      this.#results.push({
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
    const roots = [`${pathToFileURL(this.#root).href}/`, `${this.#root}/`];
    const compiled = this.#editable.map((path) => path.replace(/\.ts$/, '.js'));
    const location = locate(error?.stack ?? '', roots, compiled);
    this.#results.push({ ...common, state: 'failed', ...why, exchange: exchange ?? null, location });
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
