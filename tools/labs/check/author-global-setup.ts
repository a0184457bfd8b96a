/** Lays out the solution of every lab, once before all check files, for `vitest run` by authors. */
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

import type { LabManifest } from '../../../labs/kit/manifest.ts';
import { readLabs } from '../catalogue.ts';
import { writeErased } from '../erased.ts';
import { labTree } from '../trees.ts';

interface Solution {
  readonly manifest: LabManifest;
  /** Folder of the lab, with the slash at the end. */
  readonly folder: string;
  /** Folder of its erased solution. */
  readonly root: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    labSolutions: readonly Solution[];
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'split-decision-')));
  const labs = await readLabs();
  const solutions = await Promise.all(
    labs.map(async (lab, index) => {
      const root = join(folder, String(index));
      await writeErased(root, await labTree(labs, lab, 'solution'));
      return { manifest: lab.manifest, folder: `${lab.folder}/`, root };
    }),
  );
  project.provide('labSolutions', solutions);
  return () => rm(folder, { recursive: true, force: true });
}
