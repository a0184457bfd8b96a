/** What the tests that compare engines call in their page. */
import type { LabManifest } from '../../../labs/kit/manifest.ts';
import type { Boot, EngineKind, FileTree } from '../../../src/engine/contract.ts';
import { eraseTree } from '../../../src/engine/erase.ts';
import { boot as bootOffline } from '../../../src/engine/offline/index.ts';
import { boot as bootWebContainer } from '../../../src/engine/webcontainer/index.ts';
import { grade, type GradeOptions } from '../../../src/grading/grade.ts';
import { verdict } from '../../../src/grading/verdict.ts';
import { engineWithPackages, type PackageUrls } from '../../../src/workspace/packages.ts';
import './page-entry.ts';

const boots: Readonly<Record<EngineKind, Boot>> = { webcontainer: bootWebContainer, offline: bootOffline };

/** What a check run needs, as text; the manifest as JSON. */
export interface GradingInput {
  readonly manifest: string;
  /** TypeScript by path. */
  readonly sources: Readonly<Record<string, string>>;
  /** Where the packages are that it imports. */
  readonly packages: PackageUrls;
  readonly runner: string;
  readonly vitest: string;
  readonly checks: string;
  /** Ids of the checks to run; all by default. */
  readonly only?: readonly string[];
  readonly limits: NonNullable<GradeOptions['limits']>;
}

const engines = {
  boots,

  /** Grades sources in WebContainer, booted for it. */
  async grade(input: GradingInput) {
    const { manifest, sources, packages, runner, vitest, checks, only, limits } = input;
    const engine = engineWithPackages(await bootWebContainer(), packages);
    try {
      const { files, problems } = eraseTree(sources satisfies FileTree);
      const [problem] = problems;
      if (problem) throw problem;
      const started = performance.now();
      const report = await grade({
        engine,
        // Written by the tool that has validated it.
        manifest: JSON.parse(manifest) as LabManifest,
        files,
        sources,
        runner,
        vitest,
        checks,
        ...(only && { only }),
        limits,
      });
      return { report, verdict: verdict(report), ms: performance.now() - started };
    } finally {
      await engine.teardown();
    }
  },
};

declare global {
  // `var`, as only that declares a property of the global object.
  var engines: EngineTools;
}

export type EngineTools = typeof engines;

globalThis.engines = engines;
