/** The tests that Vitest has collected: the lab's checks, and canaries. */
import type { CheckResult } from '../report.ts';
import type { RunnerTestCase, RunnerTestFile } from '../vitest/entry.ts';
import type { Explanation } from './outcome.ts';

/** What labs/kit/check.ts leaves with each test. */
export interface TaskMeta {
  readonly check?: {
    readonly id: string;
    readonly type: 'in-process' | 'processes';
    readonly title: string;
    readonly lesson: string;
    readonly hint: 1 | 2 | 3;
  };
  readonly failure?: Explanation;
  readonly exchange?: CheckResult['exchange'];
}

/** @returns what labs/kit/check.ts, which is bundled with the checks, has put there. */
export function metaOf(test: RunnerTestCase): TaskMeta {
  return test.meta as TaskMeta;
}

const canaryPrefix = 'canary ';

export const canaryName = (index: number): string => `${canaryPrefix}${index}`;

export function isCanary(test: RunnerTestCase): boolean {
  return metaOf(test).check === undefined && test.name.startsWith(canaryPrefix);
}

function flatten(tasks: RunnerTestFile['tasks']): RunnerTestCase[] {
  return tasks.flatMap((task) => (task.type === 'suite' ? flatten(task.tasks) : [task]));
}

/**
 * Keeps the wanted checks, in the order in which they are asked for, with a canary before each and after the last.
 * @returns the tests of the checks, in the order of `ids`; null for a check that the lab does not have
 */
export function arrangeTests(file: RunnerTestFile, ids: readonly string[]): (RunnerTestCase | null)[] {
  const all = flatten(file.tasks);
  const canaries = all.filter(isCanary);
  const wanted = ids.map((id) => all.find((test) => metaOf(test).check?.id === id) ?? null);
  const present = wanted.filter((test) => test !== null);
  const mixed = present.flatMap((test, index) => [canaries[index], test]);
  file.tasks = [...mixed, ...canaries.slice(present.length)].filter((test) => test !== undefined);
  return wanted;
}
