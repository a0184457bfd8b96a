import { fileURLToPath } from 'node:url';
import type { TestProjectInlineConfiguration } from 'vitest/config';

/** A module that Vitest hands to Node as it is: a learner's, from an erased tree. */
export const erasedModules = /\/split-decision-\w+\/\d+\//;

/**
 * The Vitest project in which authors run all check files against the solutions: `vitest run --project checks`.
 * @param schedule when and beside how many others its files run.
 */
export function labChecks(
  schedule: Pick<NonNullable<TestProjectInlineConfiguration['test']>, 'maxWorkers' | 'sequence'>,
): TestProjectInlineConfiguration {
  return {
    test: {
      ...schedule,
      name: 'checks',
      include: ['labs/*/*/checks/**/*.check.ts'],
      globalSetup: [beside('author-global-setup.ts')],
      setupFiles: [beside('author-setup.ts')],
      server: { deps: { external: [erasedModules] } },
    },
  };
}

function beside(file: string): string {
  return fileURLToPath(new URL(`check/${file}`, import.meta.url));
}
