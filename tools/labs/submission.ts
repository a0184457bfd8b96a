/** Lays a learner's files over the starter. */
import { stat } from 'node:fs/promises';

import { LabError } from './catalogue.ts';
import type { Lab } from './catalogue.ts';
import { labTree, readTree } from './trees.ts';
import type { SourceTree } from './trees.ts';

/**
 * @param folder any folder with files of the lab; the editable ones count, unchanged others are let pass
 * @throws {LabError} that names the files which a learner may not edit
 */
export async function submissionTree(labs: readonly Lab[], lab: Lab, folder: string): Promise<SourceTree> {
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) throw new LabError(`--files: ${folder} is not a folder.`);
  const starter = await labTree(labs, lab, 'starter');
  const files = await readTree(folder);
  const { editable } = lab.manifest;
  const refused = Object.keys(files).filter(
    (path) => !editable.includes(path) && files[path] !== starter[path],
  );
  if (refused.length > 0) {
    const may = `A learner may edit ${editable.join(', ')} and nothing else.`;
    throw new LabError(`${refused.map((path) => `--files: ${path} may not be edited.`).join('\n')}\n${may}`);
  }
  return { ...starter, ...files };
}
