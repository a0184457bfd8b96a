/** One run of checks inside the machine, from the order to the sealed report. */
import { locate } from '../location.ts';
import { distrustExitCode, type Answer, type Order } from '../protocol.ts';
import type { CheckResult, Report } from '../report.ts';
import { runTests, test as defineTest, type RunnerTestCase, type RunnerTestFile } from '../vitest/entry.ts';
import { canaries } from './canaries.ts';
import { engineHost, type CheckHost, type EngineHost } from './check-host.ts';
import { watchRealm, type Watch } from './distrust.ts';
import { Limit, seconds } from './limit.ts';
import { bare, exit, NativeError, NativePromise, nextTurn, now, startTimer } from './originals.ts';
import type { Explanation, Outcome } from './outcome.ts';
import { removeOwnFiles, writeReport } from './report-file.ts';
import { catchStrays, Strays } from './strays.ts';
import { tell } from './tell.ts';
import { arrangeTests, canaryName, isCanary, metaOf } from './tests.ts';

/** What the bundle of a lab's checks exports. */
interface ChecksModule {
  setCheckHost(host: CheckHost): void;
}

/** Where the machine's root is, both ways with a slash at the end. */
export interface Root {
  readonly path: string;
  readonly url: string;
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
  #distrusted = false;
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
    catchStrays(
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
      runTest: (test, body) => (isCanary(test) ? body() : this.#runCheck(test, body)),
      afterTest: (test) => this.#afterTest(test),
    });
    const checks = this.#order.checks.map((id, index) => this.#result(id, this.#tests[index] ?? null));
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
    for (let index = 0; index <= this.#order.checks.length; index += 1) {
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
      await limit.of(body);
      // Rejections without a handler come to light at the end of a turn; in browsers, in a later task of its own.
      await new NativePromise((resolve) => nextTurn(() => startTimer(resolve, 0)));
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

  /** Names files as the learner knows them, without the folder that the machine happens to be in. */
  #belowRoot({ expected, actual }: Explanation): Explanation {
    const { path, url } = this.#root;
    const strip = (words: string | null): string | null => {
      if (words === null) return null;
      const withoutUrl = words.replaceAll(url, '');
      return path === '/' ? withoutUrl : withoutUrl.replaceAll(path, '');
    };
    return { expected: strip(expected), actual: strip(actual) };
  }

  #locate(error: unknown): CheckResult['location'] {
    const stack = error instanceof NativeError ? String(error.stack) : '';
    return locate(stack, [this.#root.url, this.#root.path], this.#order.editable);
  }

  async #afterTest(test: RunnerTestCase): Promise<void> {
    if (isCanary(test)) {
      if (test.result?.state === 'fail') return;
      this.#distrust(
        'A check that must always fail has passed: with this code, assertions no longer mean anything.',
      );
      return;
    }
    await this.#host.killAll();
    this.#watch?.inspect();
    tell({ type: 'checked', check: metaOf(test).check?.id ?? '' });
  }

  /** A check has passed only if both the runner and Vitest say so, and nothing speaks against the run. */
  #result(id: string, test: RunnerTestCase | null): CheckResult {
    const { check, exchange = null } = test ? metaOf(test) : {};
    const outcome = this.#outcomes[id];
    const result = {
      id,
      title: check?.title ?? id,
      expected: null,
      actual: null,
      exchange: null,
      location: null,
      lesson: check?.lesson ?? '',
      ms: outcome?.ms ?? 0,
    };
    if (!test) return { ...result, state: 'unknown', actual: 'This lab has no such check.' };
    if (outcome && !outcome.passed) {
      const { why, location } = outcome;
      return { ...result, ...this.#belowRoot(why), exchange, location, state: 'failed' };
    }
    const verdict = test.result?.state;
    if (verdict === 'fail') {
      const why = this.#belowRoot(explain(test.result?.errors?.[0], result.title));
      return { ...result, ...why, exchange, state: 'failed' };
    }
    if (outcome?.passed && verdict === 'pass') return { ...result, state: 'passed' };
    return { ...result, state: 'unknown', actual: 'The check did not run to its end.' };
  }
}

/** For errors that did not come from within the check's own body. */
function explain(error: unknown, title: string): Explanation {
  const { name, message } = Object(error) as { name?: unknown; message?: unknown };
  const words = typeof message === 'string' ? message : String(error);
  return { expected: title, actual: name === 'Error' ? words : `${String(name)}: ${words}` };
}
