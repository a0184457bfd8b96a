/**
 * What the lab screen needs from outside, as functions that are passed in: engines, grading, the solution, storage.
 * `wiring.ts` connects the real ones, each loaded when it is first needed.
 */
import type { LabManifest } from '../../labs/kit/manifest.ts';
import type { BootStep, Engine, EngineKind, FileTree, Machine } from '../engine/contract.ts';
import type { Report } from '../grading/report.ts';
import type { EnginePreference } from '../progress/preferences.ts';
import type { ProgressStore, StorageError } from '../progress/store.ts';
import type { OpenSidecar } from '../sidecar/open.ts';

export interface ChosenEngine {
  readonly engine: Engine;
  readonly kind: EngineKind;
  /** Why it is not the engine that was asked for, in full sentences for the learner; null when it is. */
  readonly reason: string | null;
}

export interface GradeRequest {
  readonly engine: Engine;
  readonly manifest: LabManifest;
  /** The learner's tree, erased. */
  readonly files: FileTree;
  /** The same as the learner wrote it. */
  readonly sources: Readonly<Record<string, string>>;
  readonly checksUrl: string;
  readonly signal: AbortSignal;
  /** Called with the slug of the check that runs now. */
  readonly onCheck: (id: string) => void;
}

export interface Outside {
  chooseEngine(options: {
    preference: EnginePreference;
    /** False for code that came from somebody else, until the learner has said otherwise. */
    trusted: boolean;
    /** Several engines may be tried, each with steps of its own. */
    onStep: (step: BootStep, kind: EngineKind) => void;
    signal: AbortSignal;
    /** The engine has died by itself. */
    onLost: () => void;
  }): Promise<ChosenEngine>;
  grade(request: GradeRequest): Promise<Report>;
  /** Files of the solution by path; fetched only when the learner asks to compare. */
  fetchSolution(url: string): Promise<Record<string, string>>;
  /** @param machine nothing listens on it yet. */
  openSidecar(machine: Machine, manifest: LabManifest): Promise<OpenSidecar>;
  /** Takes the code of a link out of the page's address. */
  forgetLink(): void;
  openProgress(onProblem: (problem: StorageError) => void): Promise<ProgressStore>;
}
