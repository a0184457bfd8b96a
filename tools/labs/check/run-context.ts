/** What the session tells the worker that runs the checks, and what that worker tells back. */
import type { LabManifest } from '../../../labs/kit/manifest.ts';

/** Handed to the worker by Vitest's `provide`. */
export interface LabRuns {
  /** File to which the worker writes its progress, one JSON line each. */
  readonly progressFile: string;
  /** By the path of the entry that brings in the checks; one worker takes one run after another. */
  readonly byEntry: Readonly<Record<string, LabRun>>;
}

/** One tree to be checked. */
export interface LabRun {
  readonly manifest: LabManifest;
  /** Folder of the erased tree. */
  readonly root: string;
  /** Slugs of the checks to run; the others are skipped. */
  readonly checks: readonly string[];
  /** Modules that did not load in an earlier worker of the same run, with the reason. */
  readonly broken: Readonly<Record<string, string>>;
}

/** Written synchronously, so that what was begun is known even when the worker is blocked right after. */
export type Progress =
  | { readonly type: 'worker'; readonly pid: number }
  | { readonly type: 'run'; readonly entry: string }
  | { readonly type: 'service'; readonly pid: number }
  | { readonly type: 'service-ended'; readonly pid: number }
  | { readonly type: 'check'; readonly id: string }
  | { readonly type: 'loading'; readonly path: string }
  | { readonly type: 'loaded'; readonly path: string }
  | { readonly type: 'alive' };

declare module 'vitest' {
  interface ProvidedContext {
    labRuns: LabRuns;
  }
}
