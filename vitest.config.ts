import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { labChecks } from './tools/labs/vitest.ts';

const standIn = ['tests/e2e/webcontainer*.test.ts', 'tests/e2e/choose.test.ts'];

/** Two cores carry two files at a time. A browser waits more than it works, so this holds for its tests too. */
const sideBySide = { maxWorkers: 2, sequence: { groupOrder: 0 } };
/** Afterwards, one after another: the stand-in for WebContainer starts real Node processes on ports of this machine. */
const inTurn = { fileParallelism: false, sequence: { groupOrder: 1 } };

const slow = { testTimeout: 120_000, hookTimeout: 120_000 };

/**
 * `unit` is fast and needs nothing. `labs` proves the labs on real Vitest, and `labChecks` runs each lab's checks on its
 * solution, as an author would. `browser` drives a real Chromium against the built course and its engines, `stand-in`
 * the adapter to WebContainer.
 */
export default defineConfig({
  test: {
    projects: [
      labChecks(sideBySide),
      {
        plugins: [svelte()],
        test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 20_000, ...sideBySide },
      },
      {
        test: { name: 'labs', include: ['tests/labs/**/*.test.ts'], testTimeout: 300_000, ...sideBySide },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/conformance/**/*.test.ts', 'tests/e2e/**/*.test.ts'],
          exclude: standIn,
          ...slow,
          ...sideBySide,
        },
      },
      { test: { name: 'stand-in', include: standIn, ...slow, ...inTurn } },
    ],
  },
});
