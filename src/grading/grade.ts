/**
 * Grades the learner's code: runs the checks of a lab in a fresh machine and says what came of each.
 *
 * The checks run in one process. Where the code blocks or ends that process, the check that ran has failed, and the
 * others run in another one.
 */
import type { LabManifest } from '../../labs/kit/manifest.ts';
import type { Engine, FileTree, Machine } from '../engine/contract.ts';
import { compiledName } from '../engine/erase.ts';
import { attempt, type Ending } from './attempt.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { blameOf, Results, withSourceNames } from './results.ts';
import { folder, type Order, type RunnerLine } from './protocol.ts';
import type { Report } from './report.ts';
import { Services } from './services.ts';

export { verdict } from './verdict.ts';

export interface GradeOptions {
  /** Gives the machine of this run. */
  readonly engine: Pick<Engine, 'machine'>;
  readonly manifest: LabManifest;
  /** The learner's tree, erased, and the packages that it imports below `node_modules/`: what the engine runs. */
  readonly files: FileTree;
  /** The learner's tree as it was written, for checks that read sources; without it those checks fail. */
  readonly sources?: Readonly<Record<string, string>> | undefined;
  /** Text of `.generated/grading/runner.js`. */
  readonly runner: string;
  /** Text of `.generated/grading/vitest.js`. */
  readonly vitest: string;
  /** Text of the lab's `checks.js`. */
  readonly checks: string;
  /** Slugs of the checks to run; all of the lab's when left out. */
  readonly only?: readonly string[];
  readonly limits?: Partial<Limits>;
  /** Ends the run; `grade` then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** How far a run has come. */
export interface Progress {
  /** Slug of the check that runs now. */
  readonly running: string | null;
  /** How many checks have come to an end. */
  readonly done: number;
  readonly of: number;
}

/**
 * Runs the checks and reports on each of them.
 * @throws {EngineError} when the engine cannot do its part
 * @throws the signal's reason when it was aborted
 */
export async function grade(options: GradeOptions): Promise<Report> {
  const { engine, signal } = options;
  signal?.throwIfAborted();
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const machine = await engine.machine();
  const deadline = AbortSignal.timeout(limits.totalMs);
  const end = AbortSignal.any(signal ? [signal, deadline] : [deadline]);
  try {
    const report = await new Grading(options, limits, machine, end).run();
    signal?.throwIfAborted();
    return report;
  } finally {
    await machine.dispose();
  }
}

class Grading {
  readonly #options: GradeOptions;
  readonly #limits: Limits;
  readonly #machine: Machine;
  readonly #signal: AbortSignal;
  readonly #files: FileTree;
  readonly #results: Results;
  readonly #nonce = randomHex(16);
  #broken: Record<string, string> = {};

  constructor(options: GradeOptions, limits: Limits, machine: Machine, signal: AbortSignal) {
    this.#options = options;
    this.#limits = limits;
    this.#machine = machine;
    this.#signal = signal;
    this.#files = mountedFiles(options);
    const { manifest, only } = options;
    this.#results = new Results(
      manifest.checks.filter((id) => only?.includes(id) ?? true),
      manifest.lesson,
    );
  }

  async run(): Promise<Report> {
    for (let left = this.#results.missing; left.length > 0; left = this.#results.missing) {
      this.#take(await this.#attempt(left));
    }
    const { manifest, files } = this.#options;
    return withSourceNames(this.#results.report(manifest.slug, this.#nonce), Object.keys(files));
  }

  async #attempt(checks: readonly string[]): Promise<Ending> {
    const { manifest, files } = this.#options;
    const services = new Services(this.#machine, manifest, files, this.#limits);
    const order: Order = {
      lab: manifest.slug,
      nonce: this.#nonce,
      key: randomHex(32),
      checks,
      editable: manifest.editable.map(compiledName),
      broken: this.#broken,
      limits: this.#limits,
    };
    try {
      return await attempt({
        machine: this.#machine,
        services,
        files: this.#files,
        order,
        limits: this.#limits,
        signal: this.#signal,
        onLine: (line) => this.#follow(line, checks),
      });
    } finally {
      await services.killAll();
    }
  }

  /** Takes in how a process ended. Each ending settles at least one check, so that the run comes to an end. */
  #take(ending: Ending): void {
    const results = this.#results;
    switch (ending.kind) {
      case 'report':
        results.addAll(ending.report.checks);
        return;
      case 'distrusted':
        results.giveUp(ending.reason);
        return;
      case 'cut':
        results.giveUp(
          `The checks were ended after ${this.#limits.totalMs / 1000} s, before this one was done.`,
        );
        return;
      case 'blocked':
      case 'ended': {
        const { reason, moduleReason } = blameOf(ending);
        const { check, loading } = ending;
        if (check === null || !results.fail(check, reason)) {
          results.giveUp(`The check run itself failed: ${reason}`);
        }
        if (loading !== null && moduleReason !== null)
          this.#broken = { ...this.#broken, [loading]: moduleReason };
      }
    }
  }

  #follow(line: RunnerLine, asked: readonly string[]): void {
    if (line.type === 'checks') this.#results.describe(line.checks);
    if (line.type !== 'check' && line.type !== 'checked') return;
    const of = this.#results.ids.length;
    const at = asked.indexOf(line.check);
    if (at < 0) return;
    const running = line.type === 'check' ? line.check : null;
    this.#options.onProgress?.({ running, done: of - asked.length + at + (running === null ? 1 : 0), of });
  }
}

/** The learner's tree, and beside it what the run needs. */
function mountedFiles({ files, sources = {}, runner, vitest, checks }: GradeOptions): FileTree {
  const own = Object.entries(files).filter(([path]) => !path.startsWith(`${folder}/`));
  return {
    ...Object.fromEntries(own),
    [`${folder}/package.json`]: '{"type":"module"}',
    [`${folder}/vitest.js`]: vitest,
    [`${folder}/runner.js`]: runner,
    // Imported by the checks, and so read before any code of the learner's runs.
    [`${folder}/sources.js`]: `export default ${JSON.stringify(sources)};`,
    // The checks get the very instance of Vitest that the runner drives.
    [`${folder}/checks.js`]: checks.replaceAll(/(\b(?:from|import)\s*)(["'])vitest\2/g, '$1$2./vitest.js$2'),
  };
}

function randomHex(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
