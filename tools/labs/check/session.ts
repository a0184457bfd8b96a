/** Checks labs with real Vitest on this machine's Node. One session serves any number of runs. */
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVitest } from 'vitest/node';
import type { Vitest } from 'vitest/node';

import { defaultLimits } from '../../../src/grading/limits.ts';
import type { Report } from '../../../src/grading/report.ts';
import { blameOf, Results, withSourceNames } from '../../../src/grading/results.ts';
import { projectRoot } from '../catalogue.ts';
import type { Lab } from '../catalogue.ts';
import { checksEntry } from '../bundle-checks.ts';
import { writeErased } from '../erased.ts';
import type { SourceTree } from '../trees.ts';
import { erasedModules } from '../vitest.ts';
import { CheckReporter, declaredChecks } from './reporter.ts';
import { watchWorker } from './watchdog.ts';
import './run-context.ts';

/** A tree that lies ready to be checked. */
interface PreparedRun {
  /** Folder of the erased tree. */
  readonly root: string;
  /** The file that brings in the checks. */
  readonly entry: string;
  readonly paths: readonly string[];
  readonly results: Results;
  /** Modules that did not load in an earlier worker, with the reason. */
  readonly broken: Record<string, string>;
}

export class LabSession {
  readonly #vitest: Vitest;
  readonly #reporter: CheckReporter;
  readonly #folder: string;
  #runs = 0;

  private constructor(vitest: Vitest, reporter: CheckReporter, folder: string) {
    this.#vitest = vitest;
    this.#reporter = reporter;
    this.#folder = folder;
  }

  static async open(): Promise<LabSession> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'split-decision-')));
    const reporter = new CheckReporter();
    const vitest = await createVitest({
      config: false,
      root: projectRoot,
      watch: false,
      pool: 'forks',
      maxWorkers: 1,
      // Trees lie in folders of their own, so their modules never meet, though they share a worker.
      isolate: false,
      include: [`${folder}/**/*.checks.ts`],
      setupFiles: [fileURLToPath(new URL('setup.ts', import.meta.url))],
      reporters: [reporter],
      // A rejection that nobody handles shows in the check that it breaks, if it matters.
      dangerouslyIgnoreUnhandledErrors: true,
      // A learner's modules run as they are, as in an engine.
      server: { deps: { external: [erasedModules] } },
    });
    return new LabSession(vitest, reporter, folder);
  }

  /**
   * Runs checks of a lab against a tree.
   * @param tree TypeScript sources with kit and package.json, as `labTree` lays them together
   * @param only slugs of the checks to run; all by default
   * @throws {LabError} when the manifest and the check files name different checks
   */
  async check(lab: Lab, tree: SourceTree, only: readonly string[] = lab.manifest.checks): Promise<Report> {
    const [report] = await this.checkEach(lab, [{ tree, only }]);
    if (!report) throw new Error('A run came to no report.');
    return report;
  }

  /**
   * The same for several trees, one after another in one worker: most of a run of one check is the worker's start.
   * @returns the reports in the order of the trees
   */
  async checkEach(
    lab: Lab,
    trees: readonly { readonly tree: SourceTree; readonly only: readonly string[] }[],
  ): Promise<Report[]> {
    const runs = await Promise.all(trees.map(({ tree, only }) => this.#prepare(lab, tree, only)));
    const missing = (): number => runs.reduce((sum, { results }) => sum + results.missing.length, 0);
    for (let before = missing(); before > 0; before = missing()) {
      await this.#runInOneWorker(
        lab,
        runs.filter(({ results }) => results.missing.length > 0),
      );
      if (missing() < before) continue;
      for (const { results, entry } of runs)
        results.giveUp(this.#reporter.outcome(entry).trouble ?? 'The checks did not run.');
    }
    await Promise.all(
      runs.flatMap(({ root, entry }) => [rm(root, { recursive: true, force: true }), rm(entry)]),
    );
    return runs.map(({ results, paths }) =>
      withSourceNames(results.report(lab.slug, crypto.randomUUID()), paths),
    );
  }

  async #prepare(lab: Lab, tree: SourceTree, only: readonly string[]): Promise<PreparedRun> {
    const number = ++this.#runs;
    const root = join(this.#folder, String(number));
    const entry = `${root}.checks.ts`;
    const [{ paths }] = await Promise.all([
      writeErased(root, tree),
      writeFile(entry, await checksEntry(lab)),
    ]);
    const ids = lab.manifest.checks.filter((id) => only.includes(id));
    return { root, entry, paths, results: new Results(ids, lab.manifest.lesson), broken: {} };
  }

  /** Runs what has no result yet, until all is done or the code under test has blocked or ended the worker. */
  async #runInOneWorker(lab: Lab, runs: readonly PreparedRun[]): Promise<void> {
    const { manifest } = lab;
    const progressFile = join(this.#folder, 'progress');
    await writeFile(progressFile, '');
    const byEntry = Object.fromEntries(
      runs.map(({ entry, root, results, broken }) => [
        entry,
        { manifest, root, checks: results.missing, broken },
      ]),
    );
    const project = this.#vitest.getRootProject();
    project.provide('labRuns', { progressFile, byEntry });
    this.#reporter.begin(byEntry);
    const watchdog = watchWorker(progressFile, defaultLimits.idleMs);
    await this.#vitest.runTestSpecifications(runs.map(({ entry }) => project.createSpecification(entry)));
    const { entry: last, running, loading, blocked } = watchdog.stop();

    for (const { entry, results } of runs) {
      const outcome = this.#reporter.outcome(entry);
      results.describe(declaredChecks(lab, outcome.declared));
      results.addAll(outcome.results);
    }
    const cut = runs.find(({ entry }) => entry === last);
    if (!cut || cut.results.missing.length === 0 || running === null) return;
    const where = { check: running, loading };
    const { reason, moduleReason } = blameOf(
      blocked
        ? { kind: 'blocked', ms: defaultLimits.idleMs, ...where }
        : { kind: 'ended', code: 1, output: '', ...where },
    );
    cut.results.fail(running, reason);
    if (loading !== null && moduleReason !== null) cut.broken[loading] = moduleReason;
  }

  async close(): Promise<void> {
    await this.#vitest.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
