/**
 * One process of the check runner, driven from outside: it gets its order, is answered and watched, and is killed when
 * it shows no sign of life.
 */
import type { FileTree, Machine, Process } from '../engine/contract.ts';
import { readLines } from './lines.ts';
import type { Limits } from './limits.ts';
import { folder, reportFile, type Answer, type Order, type RunnerLine } from './protocol.ts';
import { readRunnerLine, readSealed, type TrustedReport } from './runner-output.ts';
import type { Services } from './services.ts';

export type Ending =
  /** It left a report that it has sealed. */
  | { readonly kind: 'report'; readonly trusted: TrustedReport }
  /** Something else than the runner wrote a report. */
  | { readonly kind: 'forged' }
  /** It was killed because its code blocked the process. */
  | ({ readonly kind: 'blocked' } & Whereabouts)
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
  #timer: ReturnType<typeof setTimeout> | undefined;
  #blocked = false;

  constructor(options: AttemptOptions, process: Process) {
    this.#options = options;
    this.#process = process;
  }

  async run(order: Order, signal: AbortSignal): Promise<Ending> {
    const kill = (): void => void this.#process.kill();
    signal.addEventListener('abort', kill, { once: true });
    this.#wait(this.#options.limits.startupMs);
    try {
      const output = readLines(this.#process.output, (line) => this.#read(line));
      await this.#process.write(`${JSON.stringify(order)}\n`);
      const code = await this.#process.exit;
      await Promise.race([output, new Promise((resolve) => setTimeout(resolve, drainMs))]);
      return (await this.#report(order)) ?? this.#withoutReport(code);
    } finally {
      signal.removeEventListener('abort', kill);
      clearTimeout(this.#timer);
      await this.#process.kill();
    }
  }

  #withoutReport(code: number): Ending {
    if (this.#options.signal.aborted) return { kind: 'cut' };
    const whereabouts = { check: this.#check, loading: this.#loading };
    if (this.#blocked) return { kind: 'blocked', ...whereabouts };
    return { kind: 'ended', code, output: this.#tail.trim(), ...whereabouts };
  }

  async #report(order: Order): Promise<Ending | null> {
    const bytes = await this.#options.machine.readFile(reportFile).catch(() => null);
    if (!bytes) return null;
    const trusted = readSealed(new TextDecoder().decode(bytes), order.key);
    if (!trusted || !answersOrder(trusted, order)) return { kind: 'forged' };
    return { kind: 'report', trusted };
  }

  #read(text: string): void {
    const line = readRunnerLine(text);
    if (!line) {
      this.#tail = `${this.#tail}${text}\n`.slice(-tailLength);
      return;
    }
    if (line.type === 'check') this.#check = line.check;
    if (line.type === 'checked') this.#check = null;
    if (line.type === 'loading') this.#loading = line.path;
    if (line.type === 'loaded' || line.type === 'checked') this.#loading = null;
    if ('id' in line) void this.#serve(line);
    this.#wait(this.#options.limits.idleMs);
    this.#options.onLine(line);
  }

  #wait(ms: number): void {
    clearTimeout(this.#timer);
    if (this.#serving > 0) return;
    this.#timer = setTimeout(() => {
      this.#blocked = true;
      void this.#process.kill();
    }, ms);
  }

  async #serve(request: Extract<RunnerLine, { id: number }>): Promise<void> {
    this.#serving += 1;
    const answer = await this.#answer(request);
    this.#serving -= 1;
    this.#wait(this.#options.limits.idleMs);
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

function answersOrder({ report }: TrustedReport, order: Order): boolean {
  return (
    report.lab === order.lab &&
    report.nonce === order.nonce &&
    report.expected === order.checks.length &&
    report.checks.length === order.checks.length &&
    report.checks.every(({ id }, index) => id === order.checks[index])
  );
}
