/**
 * What the page and the check runner inside the machine say to each other.
 *
 * The page writes JSON lines to the runner's standard input: first the {@link Order}, then {@link Answer}s. The runner
 * writes {@link RunnerLine}s to standard output, each after {@link linePrefix}. Code under check can write such lines
 * too, so they decide nothing but what a progress bar shows, which check is blamed for a crash, and which of the lab's
 * own services run. Verdicts come from the sealed report alone.
 *
 * The runner imports this file, so it holds no schemas; `runner-output.ts` does.
 */
import type { RunnerLine } from './runner-output.ts';

export type { RunnerLine };

/** Begins each line of the runner; whatever stands before it in the line is the code's own output. */
export const linePrefix = '@split-decision-check ';

/** Folder of the machine that holds what a check run brings along. */
export const folder = '.checks';
export const reportFile = `${folder}/report.json`;

/** The first line that the runner reads, before any code of the learner's runs. */
export interface Order {
  readonly lab: string;
  /** Goes into the report. */
  readonly nonce: string;
  /** 32 bytes as hex; seals the report and is never written anywhere. */
  readonly key: string;
  /** Slugs of the checks to run, in this order. */
  readonly checks: readonly string[];
  /** Compiled names of the files that the learner may change: a location is sought there first. */
  readonly editable: readonly string[];
  /** Modules known not to load, with the reason: asking for one fails the check at once. */
  readonly broken: Readonly<Record<string, string>>;
  readonly limits: RunnerLimits;
}

/** Milliseconds that things may take inside the runner. */
export interface RunnerLimits {
  /** A check, not counting what the page does for it. */
  readonly checkMs: number;
  /** Loading one module of the learner's with all that it imports. */
  readonly loadMs: number;
  /** Between two signs of life. */
  readonly aliveMs: number;
}

/** A service that the page has started for a check. */
export interface Started {
  readonly instance: number;
  readonly url: string;
}

/** The page's answer to `start`, `kill` and `advance`. */
export type Answer =
  | { readonly id: number; readonly ok: true; readonly started?: Started }
  | { readonly id: number; readonly ok: false; readonly message: string };

/**
 * With this code the runner ends when the code under check has tampered with what it rests on. It then writes no report:
 * whatever it computes from there on, the seal included, may be watched or changed.
 */
export const distrustExitCode = 86;

/** The file that the runner leaves behind: the report as JSON text, and the seal of that text. */
export interface SealedFile {
  readonly text: string;
  readonly seal: string;
}
