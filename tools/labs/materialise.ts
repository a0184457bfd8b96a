/** Writes out what types, tests, tool and engines need of the labs. */
import { join } from 'node:path';

import { bundleChecks } from './bundle-checks.ts';
import { LabError, projectRoot, readLabs } from './catalogue.ts';
import type { Lab } from './catalogue.ts';
import { packagesOf } from './packages.ts';
import { labTree, readTree, variantsOf } from './trees.ts';
import { validateLab } from './validate.ts';
import { writeTree } from './write-tree.ts';

/** Where the files go; below it one folder a lab, and `index.json`, the list of all manifests. */
export const generatedLabs = join(projectRoot, '.generated/labs');

/**
 * Writes `.generated/labs/`: for each lab `trees/{starter,solution,mutants/<name>}/`, `manifest.json`,
 * `starter.json` and `solution.json` (`{ files: { path: text }, packages: [name] }`, TypeScript as written, and the
 * packages of `.generated/vendor` that it imports), `checks.js`, and `checks-sources.json` for who has passed them.
 * What is up to date is left alone, and what belongs to no lab is removed.
 * @throws {LabError} that names each file and field that is wrong
 */
export async function materialiseLabs(
  root: string = projectRoot,
  target: string = generatedLabs,
): Promise<void> {
  const labs = await readLabs(root);
  const results = await Promise.allSettled(labs.map((lab) => validateLab(labs, lab)));
  const problems = results.flatMap((each) => (each.status === 'rejected' ? [messageOf(each.reason)] : []));
  if (problems.length > 0) throw new LabError(problems.join('\n'));

  const files: Record<string, string> = { 'index.json': json(labs.map((lab) => lab.manifest)) };
  for (const lab of labs) {
    for (const [path, text] of Object.entries(await outputs(labs, lab))) files[`${lab.slug}/${path}`] = text;
  }
  await writeTree(target, files);
}

async function outputs(labs: readonly Lab[], lab: Lab): Promise<Record<string, string>> {
  const files: Record<string, string> = {
    'manifest.json': json(lab.manifest),
    'checks.js': await bundleChecks(lab),
    'checks-sources.json': json({ files: await readTree(join(lab.folder, 'checks')) }),
  };
  for (const variant of variantsOf(lab)) {
    const tree = await labTree(labs, lab, variant);
    const folder = variant.replace(/^mutant:/, 'mutants/');
    for (const [path, text] of Object.entries(tree)) files[`trees/${folder}/${path}`] = text;
    if (variant === 'starter' || variant === 'solution') {
      files[`${variant}.json`] = json({ files: tree, packages: packagesOf(tree) });
    }
  }
  return files;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function messageOf(error: unknown): string {
  if (error instanceof LabError) return error.message;
  throw error;
}
