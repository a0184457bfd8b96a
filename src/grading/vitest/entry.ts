/**
 * Real Vitest as one module for plain Node and for a Worker: the entry points that its own browser mode uses.
 * The checks import it as `vitest`; the runner drives it through {@link runTests}. `tools/bundle-grading.ts` bundles
 * this file.
 */
import { TestRunner, type RunnerTestCase, type RunnerTestFile } from 'vitest';
import { setupCommonEnv, startTests } from 'vitest/internal/browser';
import { config, workerState } from './config.ts';
import { vitestHome } from './home.ts';

export * from 'vitest';
export { vitestHome };
export type { RunnerTestCase, RunnerTestFile };

vitestHome['__vitest_worker__'] = workerState;

/** What the caller of {@link runTests} takes into its own hands. */
export interface TestHooks {
  /** Registers the tests, by importing the module that calls `test`. */
  collect(): Promise<unknown>;
  /** May reorder or drop tests before the first one runs. */
  arrange(file: RunnerTestFile): void;
  /** Runs the body of one test; throws what it throws. */
  runTest(test: RunnerTestCase, body: () => Promise<void>): Promise<void>;
  /** After a test and its hooks, before the next one begins. */
  afterTest(test: RunnerTestCase): Promise<void>;
}

/** Stands in for OpenTelemetry, which Vitest asks to trace its own steps. */
const untraced = {
  $: (_name: string, options: unknown, callback?: unknown): unknown => {
    const run = callback ?? options;
    return typeof run === 'function' ? run() : undefined;
  },
  isEnabled: () => false,
  startSpan: () => ({ end() {}, setAttributes() {} }),
  bindSpan() {},
};

/** Runs the tests that `hooks.collect` registers, one after the other, and resolves with Vitest's own results. */
export async function runTests(hooks: TestHooks): Promise<RunnerTestFile> {
  // Vitest's settings have many more fields than these entry points read.
  const settings = config as unknown as ConstructorParameters<typeof TestRunner>[0];

  class CheckRunner extends TestRunner {
    override async importFile(): Promise<unknown> {
      return hooks.collect();
    }
    onCollected(files: RunnerTestFile[]): void {
      for (const file of files) hooks.arrange(file);
    }
    async runTask(test: RunnerTestCase): Promise<void> {
      const body = TestRunner.getTestFn(test);
      await hooks.runTest(test, async () => {
        await body();
      });
    }
    override onAfterRunTask(test: RunnerTestCase): Promise<void> {
      super.onAfterRunTask(test);
      return hooks.afterTest(test);
    }
    async onTaskUpdate(): Promise<void> {}
  }

  const runner = new CheckRunner(settings);
  Object.assign(runner, { _otel: untraced });
  await setupCommonEnv(settings);
  const specs = [{ filepath: '/checks', testLocations: undefined, fileTags: [] }];
  // The entry points take a file's specification as Vitest's pools make it, of which these fields are read.
  const [file] = await startTests(specs as unknown as Parameters<typeof startTests>[0], runner);
  if (!file) throw new Error('Vitest ran no file of checks.');
  return file;
}
