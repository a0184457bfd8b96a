/**
 * One process of the check runner, driven from outside: it gets its order, is answered and watched, and is killed when
 * it shows no sign of life.
 */
import type { FileTree, Machine, Process } from '../engine/contract.ts';
import { readLines } from './lines.ts';
import type { Limits } from './limits.ts';
import {
  distrustExitCode,
  folder,
  reportFile,
  type Answer,
  type Order,
  type RunnerLine,
} from './protocol.ts';
import type { Report } from './report.ts';
import { readRunnerLine, readSealed } from './runner-output.ts';
import type { Services } from './services.ts';
import { Watchdog } from './watchdog.ts';

export type Ending =
  /** It left a report that it has sealed. */
  | { readonly kind: 'report'; readonly report: Report }
  /** Nothing that it says can be trusted, for this reason. */
  | { readonly kind: 'distrusted'; readonly reason: string }
  /** It was killed because its code blocked the process. */
  | ({ readonly kind: 'blocked'; readonly ms: number } & Whereabouts)
  /** It ended by itself before there was a report. */
  | ({ readonly kind: 'ended'; readonly code: number; readonly output: string } & Whereabouts)
  /** It was killed because the run as a whole was to end. */
  | { readonly kind: 'cut' };

/** How far the runner had come, as far as one can believe its output. */
export interface Whereabouts {
  /** The check that ran. */
  readonly check: string | null;
  /** The module of the learner's that was being loaded. */
  readonly loading: string | null;
}

export interface AttemptOptions {
  readonly machine: Machine;
  readonly services: Services;
  /** What is mounted before the runner starts. */
  readonly files: FileTree;
  readonly order: Order;
  readonly limits: Limits;
  /** Cuts the attempt short. */
  readonly signal: AbortSignal;
  readonly onLine: (line: RunnerLine) => void;
}

const tailLength = 400;
/** For the rest of the output, after the process has ended. */
const drainMs = 1_000;

/** Runs the checks of the order in a fresh process. Never leaves that process running. */
export async function attempt(options: AttemptOptions): Promise<Ending> {
  const { machine, files, order, signal } = options;
  if (signal.aborted) return { kind: 'cut' };
  await machine.remove(folder);
  await machine.mount(files);
  const process = await machine.spawn([`${folder}/runner.js`]);
  return new Attempt(options, process).run(order, signal);
}

class Attempt {
  readonly #options: AttemptOptions;
  readonly #process: Process;
  #check: string | null = null;
  #loading: string | null = null;
  #tail = '';
  /** Requests that are being served: while there are any, silence is not the runner's fault. */
  #serving = 0;
  /** Barks when the runner shows no sign of life. */
  readonly #silence: Watchdog;
  /** Barks when the runner lives but comes no further. */
  readonly #standstill: Watchdog;
  /** How long nothing came of it before it was killed, in milliseconds. */
  #blockedFor: number | null = null;
  #distrust: string | null = null;

  constructor(options: AttemptOptions, process: Process) {
    this.#options = options;
    this.#process = process;
    const kill = (ms: number): void => {
      this.#blockedFor = ms;
      void process.kill();
    };
    this.#silence = new Watchdog(kill);
    this.#standstill = new Watchdog(kill);
  }

  async run(order: Order, signal: AbortSignal): Promise<Ending> {
    const kill = (): void => void this.#process.kill();
    signal.addEventListener('abort', kill, { once: true });
    this.#silence.feed(this.#options.limits.startupMs);
    try {
      const output = readLines(this.#process.output, (line) => this.#read(line));
      await this.#process.write(`${JSON.stringify(order)}\n`);
      const code = await this.#process.exit;
      await Promise.race([output, new Promise((resolve) => setTimeout(resolve, drainMs))]);
      return (await this.#report(order)) ?? this.#withoutReport(code);
    } finally {
      signal.removeEventListener('abort', kill);
      this.#silence.stop();
      this.#standstill.stop();
      await this.#process.kill();
    }
  }

  #withoutReport(code: number): Ending {
    if (this.#options.signal.aborted) return { kind: 'cut' };
    if (this.#distrust !== null || code === distrustExitCode) {
      return { kind: 'distrusted', reason: this.#distrust ?? 'The code changed what the checks rest on.' };
    }
    const whereabouts = { check: this.#check, loading: this.#loading };
    if (this.#blockedFor !== null) return { kind: 'blocked', ms: this.#blockedFor, ...whereabouts };
    return { kind: 'ended', code, output: this.#tail.trim(), ...whereabouts };
  }

  async #report(order: Order): Promise<Ending | null> {
    const bytes = await this.#options.machine.readFile(reportFile).catch(() => null);
    if (!bytes) return null;
    const report = readSealed(new TextDecoder().decode(bytes), order.key);
    if (report && answersOrder(report, order)) return { kind: 'report', report };
    return {
      kind: 'distrusted',
      reason: 'Something other than the check runner wrote the report of the checks.',
    };
  }

  #read(text: string): void {
    const line = readRunnerLine(text);
    if (!line) {
      this.#tail = `${this.#tail}${text}\n`.slice(-tailLength);
      return;
    }
    if (line.type === 'check') this.#check = line.check;
    if (line.type === 'checked') this.#check = null;
    if (line.type === 'distrust') {
      this.#distrust = line.reason;
      void this.#process.kill();
    }
    if (line.type === 'loading') this.#loading = line.path;
    if (line.type === 'loaded' || line.type === 'checked') this.#loading = null;
    if ('id' in line) void this.#serve(line);
    const { checkMs, idleMs, serviceMs } = this.#options.limits;
    if (line.type !== 'alive') this.#standstill.feed(checkMs + serviceMs + idleMs);
    // After its last line there is nothing left to do but to exit.
    if (this.#serving === 0) this.#silence.feed(line.type === 'written' ? drainMs : idleMs);
    this.#options.onLine(line);
  }

  async #serve(request: Extract<RunnerLine, { id: number }>): Promise<void> {
    this.#serving += 1;
    this.#silence.stop();
    const answer = await this.#answer(request);
    this.#serving -= 1;
    if (this.#serving === 0) this.#silence.feed(this.#options.limits.idleMs);
    await this.#process.write(`${JSON.stringify(answer)}\n`);
  }

  async #answer(request: Extract<RunnerLine, { id: number }>): Promise<Answer> {
    const { services } = this.#options;
    const { id } = request;
    try {
      if (request.type === 'start') {
        return { id, ok: true, started: await services.start(request.service, request.env) };
      }
      if (request.type === 'kill') await services.kill(request.instance);
      else await services.advance(request.instance, request.ms);
      return { id, ok: true };
    } catch (error) {
      return { id, ok: false, message: error instanceof Error ? error.message : String(error) };
    }
  }
}

function answersOrder(report: Report, order: Order): boolean {
  return (
    report.lab === order.lab &&
    report.nonce === order.nonce &&
    report.expected === order.checks.length &&
    report.checks.length === order.checks.length &&
    report.checks.every(({ id }, index) => id === order.checks[index])
  );
}
