/** A check run: under way, its report, or why there is none. */
import type { LabManifest } from '../../../labs/kit/manifest.ts';
import type { Engine } from '../../engine/contract.ts';
import type { Report } from '../../grading/report.ts';
import type { TextFiles } from '../../progress/changes.ts';
import type { Outside } from '../outside.ts';

export class CheckState {
  readonly #grade: Outside['grade'];
  #abort: AbortController | null = null;

  running = $state(false);
  /** Slug of the check that runs now. */
  current = $state<string | null>(null);
  /** The last finished run. */
  report = $state.raw<Report | null>(null);
  /** The files that the report is about; null when it comes from an earlier visit. */
  checkedFiles = $state.raw<TextFiles | null>(null);
  /** Why the last run has no report. */
  failure = $state<string | null>(null);

  constructor(grade: Outside['grade']) {
    this.#grade = grade;
  }

  /** @returns the report; null when the run was cancelled or could not be done, see `failure`. */
  async check(
    engine: () => Promise<Engine>,
    manifest: LabManifest,
    files: TextFiles,
    checksUrl: string,
  ): Promise<Report | null> {
    this.cancel();
    const abort = new AbortController();
    this.#abort = abort;
    this.running = true;
    this.failure = null;
    this.current = null;
    try {
      const { eraseTree } = await import('../toolchain.ts');
      const report = await this.#grade({
        engine: await engine(),
        manifest,
        files: eraseTree(files).files,
        sources: files,
        checksUrl,
        signal: abort.signal,
        onCheck: (id) => {
          if (this.#abort === abort) this.current = id;
        },
      });
      if (abort.signal.aborted) return null;
      this.report = report;
      this.checkedFiles = files;
      return report;
    } catch (cause) {
      if (!abort.signal.aborted) {
        this.failure = `The checks could not run: ${cause instanceof Error ? cause.message : String(cause)}`;
      }
      return null;
    } finally {
      if (this.#abort === abort) {
        this.running = false;
        this.current = null;
      }
    }
  }

  /** Ends a run that is under way. Its result is forgotten. */
  cancel(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.running = false;
  }
}
