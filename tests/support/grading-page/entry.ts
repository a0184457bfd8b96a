/** What the tests of grading call in their page: one offline engine, and runs in it. */
import type { LabManifest } from '../../../labs/kit/manifest.ts';
import type { Engine } from '../../../src/engine/contract.ts';
import { boot } from '../../../src/engine/offline/index.ts';
import { grade, verdict, type GradeOptions } from '../../../src/grading/grade.ts';
import type { CheckState, Report } from '../../../src/grading/report.ts';
import { engineWithPackages, type PackageUrls } from '../../../src/workspace/packages.ts';

/** What is the same for every run of a lab, as text. */
export interface Lab extends Pick<GradeOptions, 'runner' | 'vitest' | 'checks'> {
  /** As JSON. */
  readonly manifest: string;
  /** Where the packages are that it imports. */
  readonly packages: PackageUrls;
}

/** What differs from run to run. */
export interface Run {
  /** The learner's tree, erased; text only, as it goes through the browser's debugging protocol. */
  readonly files: Readonly<Record<string, string>>;
  /** The same as it was written; for labs whose checks read it. */
  readonly sources?: Readonly<Record<string, string>>;
  readonly only?: readonly string[];
  readonly limits?: GradeOptions['limits'];
}

export interface Graded {
  readonly report: Report;
  readonly verdict: CheckState;
  /** Milliseconds of the whole run, from the opening of its machine to its end. */
  readonly ms: number;
}

let engine: Promise<Engine> | undefined;
let lab: Lab | undefined;

const grading = {
  /** Boots the engine and keeps what all runs have in common. */
  async begin(common: Lab): Promise<void> {
    lab = common;
    engine ??= boot().then((booted) => engineWithPackages(booted, common.packages));
    await engine;
  },

  async run({ files, sources, only, limits = {} }: Run): Promise<Graded> {
    if (!engine || !lab) throw new Error('Call begin() first.');
    const started = performance.now();
    // Whoever opened the page has validated it.
    const manifest = JSON.parse(lab.manifest) as LabManifest;
    const options = { ...lab, manifest, engine: await engine, files, sources, limits };
    const report = await grade(only ? { ...options, only } : options);
    return { report, verdict: verdict(report), ms: performance.now() - started };
  },
};

declare global {
  // `var`, as only that declares a property of the global object.
  var grading: GradingPage;
}

export type GradingPage = typeof grading;

globalThis.grading = grading;
