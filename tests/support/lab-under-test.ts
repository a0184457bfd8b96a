/** A lab's solution, changed and checked on real Vitest: for solutions that none of the lab's mutants shows. */
import { afterAll, beforeAll, expect } from 'vitest';
import type { CheckResult, Report } from '../../src/grading/report.ts';
import { findLab, readLabs, type Lab } from '../../tools/labs/catalogue.ts';
import { LabSession } from '../../tools/labs/check/session.ts';
import { labTree, type SourceTree } from '../../tools/labs/trees.ts';

/** What stands in a file, and what takes its place. */
export type Passage = readonly [from: string, to: string];

export interface LabUnderTest {
  readonly labs: readonly Lab[];
  readonly lab: Lab;
  readonly solution: SourceTree;
  /** The solution with passages of one file changed. @throws {Error} that quotes a passage which is not there. */
  changed(path: string, ...passages: readonly Passage[]): SourceTree;
  /** Results of the checks that do not pass: of all, or of those with these slugs. */
  failedChecks(tree: SourceTree, only?: readonly string[]): Promise<CheckResult[]>;
  /** The slugs of the same. */
  failures(tree: SourceTree, only?: readonly string[]): Promise<string[]>;
}

/** Reads the lab, and opens a session for all tests of the file that calls this. */
export async function labUnderTest(slug: string): Promise<LabUnderTest> {
  const labs = await readLabs();
  const lab = findLab(labs, slug);
  const solution = await labTree(labs, lab, 'solution');
  let session: LabSession;
  let batches: Batches;
  beforeAll(async () => {
    session = await LabSession.open();
    batches = new Batches(session, lab);
  });
  afterAll(() => session.close());

  async function failedChecks(tree: SourceTree, only?: readonly string[]): Promise<CheckResult[]> {
    const report = await batches.check(tree, only ?? lab.manifest.checks);
    expect(report.done).toBe(true);
    return report.checks.filter(({ state }) => state !== 'passed');
  }
  return {
    labs,
    lab,
    solution,
    changed: (path, ...passages) => ({ ...solution, [path]: withPassages(path, solution[path], passages) }),
    failedChecks,
    failures: async (tree, only) => (await failedChecks(tree, only)).map(({ id }) => id),
  };
}

interface Waiting {
  readonly tree: SourceTree;
  readonly only: readonly string[];
  readonly resolve: (report: Report) => void;
  readonly reject: (error: unknown) => void;
}

/** Trees that concurrent tests want checked at the same time share one worker: most of a small run is a worker's start. */
class Batches {
  readonly #session: LabSession;
  readonly #lab: Lab;
  #waiting: Waiting[] = [];
  #busy = false;

  constructor(session: LabSession, lab: Lab) {
    this.#session = session;
    this.#lab = lab;
  }

  check(tree: SourceTree, only: readonly string[]): Promise<Report> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ tree, only, resolve, reject });
      // In the next turn, when all tests that begin now have asked.
      if (!this.#busy) setImmediate(() => void this.#work());
      this.#busy = true;
    });
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        const reports = await this.#session.checkEach(this.#lab, batch);
        for (const [index, { resolve, reject }] of batch.entries()) {
          const report = reports[index];
          if (report) resolve(report);
          else reject(new Error('A run came to no report.'));
        }
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#busy = false;
  }
}

/** A file's text with passages changed, each once. */
export function withPassages(path: string, text = '', passages: readonly Passage[]): string {
  let source = text;
  for (const [from, to] of passages) {
    if (!source.includes(from)) throw new Error(`The solution's ${path} does not hold: ${from}`);
    // A function, so that a dollar sign in the new text means itself.
    source = source.replace(from, () => to);
  }
  return source;
}
