import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { labChecks } from './tools/labs/vitest.ts';

/**
 * `unit` is fast and needs nothing. `labs` proves the labs on real Vitest, and `labChecks` runs each lab's checks on its
 * solution, as an author would. `browser` drives a real Chromium against
 * the built course and its engines; its files run one after another, because two cores carry one browser well.
 */
export default defineConfig({
  test: {
    projects: [
      labChecks(),
      {
        plugins: [svelte()],
        test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 20_000 },
      },
      {
        test: {
          name: 'labs',
          include: ['tests/labs/**/*.test.ts'],
          testTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/conformance/**/*.test.ts', 'tests/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
