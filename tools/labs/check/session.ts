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
    this.#runs += 1;
    const root = join(this.#folder, String(this.#runs));
    const { paths } = await writeErased(root, tree);
    const entry = join(this.#folder, `${lab.slug}.checks.ts`);
    await writeFile(entry, await checksEntry(lab));

    const ids = lab.manifest.checks.filter((id) => only.includes(id));
    const results = new Results(ids, lab.manifest.lesson);
    const broken: Record<string, string> = {};
    while (results.missing.length > 0) {
      const before = results.missing.length;
      await this.#runInOneWorker(lab, { root, entry, broken, results });
      if (results.missing.length === before)
        results.giveUp(this.#reporter.trouble ?? 'The checks did not run.');
    }
    await rm(root, { recursive: true, force: true });
    return withSourceNames(results.report(lab.slug, crypto.randomUUID()), paths);
  }

  /** Runs what has no result yet, until all is done or the code under test has blocked or ended the worker. */
  async #runInOneWorker(
    lab: Lab,
    run: { root: string; entry: string; broken: Record<string, string>; results: Results },
  ): Promise<void> {
    const { root, entry, broken, results } = run;
    const { manifest } = lab;
    const progressFile = join(this.#folder, 'progress');
    await writeFile(progressFile, '');
    const project = this.#vitest.getRootProject();
    project.provide('labRun', { manifest, root, progressFile, checks: results.missing, broken });
    this.#reporter.begin(root, manifest.editable);
    const watchdog = watchWorker(progressFile, defaultLimits.idleMs);
    await this.#vitest.runTestSpecifications([project.createSpecification(entry)]);
    const { running, loading, blocked } = watchdog.stop();

    results.describe(declaredChecks(lab, this.#reporter.declared));
    results.addAll(this.#reporter.report(lab.slug));
    if (results.missing.length === 0 || running === null) return;
    const where = { check: running, loading };
    const { reason, moduleReason } = blameOf(
      blocked
        ? { kind: 'blocked', ms: defaultLimits.idleMs, ...where }
        : { kind: 'ended', code: 1, output: '', ...where },
    );
    results.fail(running, reason);
    if (loading !== null && moduleReason !== null) broken[loading] = moduleReason;
  }

  async close(): Promise<void> {
    await this.#vitest.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
