import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { labChecks } from './tools/labs/vitest.ts';

const standIn = ['tests/e2e/webcontainer*.test.ts', 'tests/e2e/choose.test.ts'];

/** What needs only Node: two cores carry two files at a time. */
const sideBySide = { maxWorkers: 2, sequence: { groupOrder: 0 } };
/** Afterwards, one after another: a browser with its engines takes both cores, and real Node behind the stand-in too. */
const inTurn = { maxWorkers: 1, fileParallelism: false, sequence: { groupOrder: 1 } };

/** Without a record of earlier runs the largest files come first; the proof of all labs is a small one that takes longest. */
class ProofFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const longest = ({ moduleId }: TestSpecification): boolean =>
      moduleId.endsWith('/tests/labs/labs.test.ts');
    return [...sorted.filter(longest), ...sorted.filter((file) => !longest(file))];
  }
}

const slow = { testTimeout: 120_000, hookTimeout: 120_000 };

/**
 * `unit` is fast and needs nothing. `labs` proves the labs on real Vitest, and `labChecks` runs each lab's checks on its
 * solution, as an author would. `browser` drives a real Chromium against the built course and its engines, `stand-in`
 * the adapter to WebContainer.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: ProofFirst },
    projects: [
      labChecks(sideBySide),
      {
        plugins: [svelte()],
        test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 20_000, ...sideBySide },
      },
      {
        test: {
          name: 'labs',
          include: ['tests/labs/**/*.test.ts'],
          testTimeout: 300_000,
          // Concurrent tests of a lab are checked together, so all of them are to begin at once.
          maxConcurrency: 100,
          ...sideBySide,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/conformance/**/*.test.ts', 'tests/e2e/**/*.test.ts'],
          exclude: standIn,
          maxConcurrency: 2,
          ...slow,
          ...inTurn,
        },
      },
      { test: { name: 'stand-in', include: standIn, ...slow, ...inTurn } },
    ],
  },
});
