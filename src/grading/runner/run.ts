/** One run of checks inside the machine, from the order to the sealed report. */
import { locate } from '../location.ts';
import { distrustExitCode, type Answer, type Order } from '../protocol.ts';
import type { CheckResult, Report } from '../report.ts';
import { runTests, test as defineTest, type RunnerTestCase, type RunnerTestFile } from '../vitest/entry.ts';
import { canaries } from './canaries.ts';
import { engineHost, type CheckHost, type EngineHost } from './check-host.ts';
import { watchRealm, type Watch } from './distrust.ts';
import { Limit, seconds } from './limit.ts';
import { bare, exit, NativeError, now } from './originals.ts';
import type { Outcome } from './outcome.ts';
import { removeOwnFiles, writeReport } from './report-file.ts';
import { checkResult, explain, type Root } from './result.ts';
import { catchStrays, Strays } from './strays.ts';
import { tell } from './tell.ts';
import { arrangeTests, canaryName, isCanary, metaOf } from './tests.ts';

/** What the bundle of a lab's checks exports. */
interface ChecksModule {
  setCheckHost(host: CheckHost): void;
}

export class Run {
  readonly #order: Order;
  readonly #root: Root;
  readonly #load: (specifier: string) => Promise<unknown>;
  readonly #host: EngineHost;
  readonly #outcomes = bare<Outcome>();
  #tests: readonly (RunnerTestCase | null)[] = [];
  #watch: Watch | null = null;
  #strays = new Strays();
  readonly #allStrays: () => Promise<void>;
  #distrusted = false;
  /** How many canaries have yet to fail. */
  #canaries = 0;
  /** Of the check that runs. */
  #limit: Limit | null = null;

  /** @param load imports a module by a specifier relative to the runner's own file */
  constructor(order: Order, root: Root, load: (specifier: string) => Promise<unknown>) {
    this.#order = order;
    this.#root = root;
    this.#load = load;
    this.#host = engineHost(
      order,
      root.path,
      (path) => load(`../${path}`),
      (asking) => {
        if (asking) this.#limit?.pause();
        else this.#limit?.restart();
      },
    );
    this.#allStrays = catchStrays(
      () => this.#strays,
      (error) => this.#limit?.fail(error),
    );
  }

  answer(answer: Answer): void {
    this.#host.answer(answer);
  }

  async run(): Promise<void> {
    await runTests({
      collect: () => this.#collect(),
      arrange: (file) => this.#arrange(file),
      runTest: (test, body) => (isCanary(test) ? this.#runCanary(body) : this.#runCheck(test, body)),
      afterTest: (test) => this.#afterTest(test),
    });
    const checks = this.#order.checks.map((id, index) =>
      checkResult(id, this.#tests[index] ?? null, this.#outcomes[id], this.#root),
    );
    if (this.#canaries > 0) this.#distrust('Not all of the checks that must always fail have run.');
    const { lab, nonce, key } = this.#order;
    const done = checks.every(({ state }) => state !== 'unknown');
    const report: Report = { version: 1, lab, nonce, expected: checks.length, done, checks };
    this.#watch?.inspect();
    if (!this.#distrusted) writeReport(this.#root.path, key, report);
  }

  /** Ends the run without a report. */
  #distrust(reason: string): void {
    if (this.#distrusted) return;
    this.#distrusted = true;
    tell({ type: 'distrust', reason });
    exit(distrustExitCode);
  }

  async #collect(): Promise<void> {
    // Made by tools/labs from the lab's checks and labs/kit/check.ts.
    const checks = (await this.#load('./checks.js')) as ChecksModule;
    checks.setCheckHost(this.#host);
    this.#canaries = this.#order.checks.length + 1;
    for (let index = 0; index < this.#canaries; index += 1) {
      defineTest(canaryName(index), canaries[index % canaries.length]);
    }
    removeOwnFiles(this.#root.path);
    this.#watch = watchRealm((change) =>
      this.#distrust(
        `While the code ran, ${change}, so its results cannot be trusted. Take that out of the code and check again.`,
      ),
    );
  }

  #arrange(file: RunnerTestFile): void {
    this.#tests = arrangeTests(file, this.#order.checks);
    const found = this.#tests.flatMap((test) => (test ? [metaOf(test).check] : []));
    tell({ type: 'checks', checks: found.filter((check) => check !== undefined) });
  }

  async #runCanary(body: () => Promise<void>): Promise<void> {
    let failed = false;
    try {
      await body();
    } catch (error) {
      failed = true;
      throw error;
    } finally {
      if (failed) this.#canaries -= 1;
      else this.#distrust('A check that must always fail has passed: assertions mean nothing any more.');
    }
  }

  async #runCheck(test: RunnerTestCase, body: () => Promise<void>): Promise<void> {
    const { check } = metaOf(test);
    if (!check) throw new NativeError(`The test "${test.name}" was not declared with check().`);
    const strays = new Strays();
    this.#strays = strays;
    this.#watch?.inspect();
    tell({ type: 'check', check: check.id });
    const { checkMs } = this.#order.limits;
    const late = (): Error =>
      strays.first ??
      new NativeError(
        `did not finish within ${seconds(checkMs)}: something that the check awaits never settles`,
      );
    const limit = new Limit(checkMs, late);
    this.#limit = limit;
    const begin = now();
    try {
      await limit.of(async () => {
        await body();
        await this.#allStrays();
      });
      if (strays.first) throw strays.first;
      this.#outcomes[check.id] = { passed: true, ms: now() - begin };
    } catch (error) {
      const why = metaOf(test).failure ?? explain(error, check.title);
      this.#outcomes[check.id] = { passed: false, ms: now() - begin, why, location: this.#locate(error) };
      throw error;
    } finally {
      this.#limit = null;
    }
  }

  #locate(error: unknown): CheckResult['location'] {
    const stack = error instanceof NativeError ? String(error.stack) : '';
    return locate(stack, [this.#root.url, this.#root.path], this.#order.editable);
  }

  async #afterTest(test: RunnerTestCase): Promise<void> {
    if (isCanary(test)) return;
    await this.#host.killAll();
    this.#watch?.inspect();
    tell({ type: 'checked', check: metaOf(test).check?.id ?? '' });
  }
}
