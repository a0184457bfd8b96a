/** Puts the results of a run together, which may come from several processes. */
import { sourceName } from '../engine/erase.ts';
import type { Ending } from './attempt.ts';
import type { CheckResult, Report } from './report.ts';

interface Description {
  readonly id: string;
  readonly title: string;
  readonly lesson: string;
  readonly hint: CheckResult['hint'];
}

export class Results {
  /** Slugs of all checks of the run, in the order of teaching. */
  readonly ids: readonly string[];
  readonly #lesson: string;
  readonly #found = new Map<string, CheckResult>();
  readonly #described = new Map<string, Description>();
  #distrust: string | null = null;

  /** @param lesson where a check is taught of which nothing else is known */
  constructor(ids: readonly string[], lesson: string) {
    this.ids = ids;
    this.#lesson = lesson;
  }

  /** Slugs of the checks without a result. */
  get missing(): string[] {
    return this.ids.filter((id) => !this.#found.has(id));
  }

  /** Learns the titles of checks, for results that do not come from a report. */
  describe(checks: readonly Description[]): void {
    for (const each of checks) this.#described.set(each.id, each);
  }

  /** Takes over the results of a process. */
  addAll(checks: readonly CheckResult[]): void {
    for (const each of checks) this.#found.set(each.id, each);
  }

  /**
   * Counts a check as failed.
   * @returns false when it is none that is still without a result
   */
  fail(id: string, actual: string): boolean {
    if (!this.missing.includes(id)) return false;
    const blank = this.#blank(id);
    this.#found.set(id, { ...blank, state: 'failed', expected: blank.title, actual });
    return true;
  }

  /** Leaves all checks without a verdict that have none yet. */
  giveUp(reason: string): void {
    this.#distrust ??= reason;
    for (const id of this.missing)
      this.#found.set(id, { ...this.#blank(id), state: 'unknown', actual: reason });
  }

  report(lab: string, nonce: string): Report {
    const checks = this.ids.map((id) => {
      const result = this.#found.get(id) ?? this.#blank(id);
      // What passed in one process cannot be trusted when the code tampered with another one.
      if (result.state !== 'passed' || this.#distrust === null) return result;
      return { ...result, state: 'unknown' as const, actual: this.#distrust };
    });
    const done = this.#distrust === null && checks.every(({ state }) => state !== 'unknown');
    return { version: 1, lab, nonce, expected: this.ids.length, done, checks };
  }

  #blank(id: string): CheckResult {
    const { title = id, lesson = this.#lesson, hint = null } = this.#described.get(id) ?? {};
    const nothing = { expected: null, actual: null, exchange: null, location: null };
    return { ...nothing, id, title, state: 'unknown', lesson, hint, ms: 0 };
  }
}

/** Why the check that ran failed, and why the module that was being loaded, if any, will not load in another process. */
export function blameOf(ending: Extract<Ending, { kind: 'blocked' | 'ended' }>): {
  reason: string;
  moduleReason: string | null;
} {
  const { loading } = ending;
  if (ending.kind === 'blocked') {
    const within = `within ${ending.ms / 1000} s`;
    const moduleReason =
      loading === null
        ? null
        : `${loading} did not finish loading ${within}: it, or a module that it imports, blocks the process (an endless loop?)`;
    const reason = `did not finish ${within}: the code blocks the process (an endless loop?)`;
    return { reason: moduleReason ?? reason, moduleReason };
  }
  const said = ending.output === '' ? '' : ` Its last output was: ${ending.output}`;
  const moduleReason = loading === null ? null : `${loading} ended the process while it was loaded.`;
  const reason = `the code ended the process (exit code ${ending.code}) before the check was done.${said}`;
  return { reason: moduleReason === null ? reason : `${moduleReason}${said}`, moduleReason };
}

const escaped = (text: string): string => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');

/** Gives files their names as the learner knows them: in a machine `orders/app.ts` is called `orders/app.js`. */
export function withSourceNames(report: Report, compiled: readonly string[]): Report {
  const names = compiled.filter((path) => sourceName(path) !== path).map(escaped);
  const anyName = new RegExp(`(?<![\\w/.-])(?:${names.join('|')})(?![\\w.-])`, 'g');
  const rename = (text: string | null): string | null =>
    text === null || names.length === 0 ? text : text.replaceAll(anyName, sourceName);
  const checks = report.checks.map((check) => ({
    ...check,
    actual: rename(check.actual),
    location: check.location && { ...check.location, file: sourceName(check.location.file) },
  }));
  return { ...report, checks };
}
