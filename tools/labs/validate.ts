/** Holds a lab's folder against its manifest. */
import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { LabError } from './catalogue.ts';
import type { Lab } from './catalogue.ts';
import { labTree, overlayFolder, readTree, variantsOf } from './trees.ts';

/** @throws {LabError} that names each file and field that do not agree */
export async function validateLab(labs: readonly Lab[], lab: Lab): Promise<void> {
  const { manifest } = lab;
  const starter = await labTree(labs, lab, 'starter');
  const wrong: string[] = [];
  const mustExist = (field: string, path: string): void => {
    if (!(path in starter)) wrong.push(`lab.ts: ${field}: ${path} is not among the starter's files`);
  };
  manifest.services.forEach((service, index) => mustExist(`services.${index}.entry`, service.entry));
  manifest.editable.forEach((path, index) => mustExist(`editable.${index}`, path));
  manifest.hidden.forEach((path, index) => mustExist(`hidden.${index}`, path));

  for (const variant of variantsOf(lab)) {
    if (variant === 'starter') continue;
    const ground = variant === 'solution' ? starter : await labTree(labs, lab, 'solution');
    const folder = overlayFolder(lab, variant).slice(lab.folder.length + 1);
    const overlay = Object.entries(await readTree(overlayFolder(lab, variant)));
    if (overlay.length === 0) wrong.push(`${folder}: is empty or missing`);
    for (const [path, text] of overlay) {
      if (!manifest.editable.includes(path))
        wrong.push(`${folder}/${path}: is not editable, so no learner could write it`);
      if (ground[path] === text) wrong.push(`${folder}/${path}: is the same as the file it is laid over`);
    }
  }

  const folders = await readdir(join(lab.folder, 'mutants')).catch(() => []);
  for (const name of folders) {
    if (!manifest.mutants.some((each) => each.name === name))
      wrong.push(`mutants/${name}: is not in the manifest`);
  }
  if ((await checkFiles(lab)).length === 0) wrong.push('checks: there is no file *.check.ts');
  await access(join(lab.folder, 'brief.mdx')).catch(() => wrong.push('brief.mdx: is missing'));
  if (wrong.length > 0) throw new LabError(wrong.map((each) => `${lab.label}/${each}.`).join('\n'));
}

/** Absolute paths of the lab's check files. */
export async function checkFiles(lab: Lab): Promise<string[]> {
  const folder = join(lab.folder, 'checks');
  return Object.keys(await readTree(folder))
    .filter((path) => path.endsWith('.check.ts'))
    .map((path) => join(folder, path));
}
