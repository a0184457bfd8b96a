/** Finds the labs on disk and reads their manifests. */
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { manifestSchema } from '../../labs/kit/manifest.ts';
import type { LabManifest } from '../../labs/kit/manifest.ts';

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

/** A lab on disk. */
export interface Lab {
  readonly slug: string;
  /** Absolute path of its folder. */
  readonly folder: string;
  /** Its folder as messages name it: `labs/microservices/circuit-breaker`. */
  readonly label: string;
  readonly manifest: LabManifest;
}

/** A lab is not as it must be: for its author, one line for each thing that is wrong. */
export class LabError extends Error {
  override readonly name = 'LabError';
}

/**
 * All labs, by slug.
 * @param root the folder that holds `labs/`
 * @throws {LabError} that names the file and the field
 */
export async function readLabs(root: string = projectRoot): Promise<Lab[]> {
  const labs: Lab[] = [];
  for (const kind of ['monolith', 'microservices']) {
    const shelf = join(root, 'labs', kind);
    const entries = await readdir(shelf, { withFileTypes: true }).catch(() => []);
    for (const entry of entries)
      if (entry.isDirectory()) labs.push(await readLab(root, join(shelf, entry.name)));
  }
  for (const lab of labs) {
    const { base } = lab.manifest;
    if (base !== undefined && !labs.some((each) => each.slug === base)) {
      throw new LabError(`${lab.label}/lab.ts: base: there is no lab "${base}".`);
    }
  }
  return labs.sort((a, b) => (a.slug < b.slug ? -1 : 1));
}

/** @throws {LabError} that lists the labs there are */
export function findLab(labs: readonly Lab[], slug: string): Lab {
  const lab = labs.find((each) => each.slug === slug);
  if (lab) return lab;
  const list = labs.map((each) => each.slug).join(', ');
  throw new LabError(`There is no lab "${slug}". These are there: ${list === '' ? 'none' : list}.`);
}

async function readLab(root: string, folder: string): Promise<Lab> {
  const label = relative(root, folder).replaceAll('\\', '/');
  const module: unknown = await import(/* @vite-ignore */ pathToFileURL(join(folder, 'lab.ts')).href).catch(
    (error: unknown) => {
      throw new LabError(`${label}/lab.ts: ${error instanceof Error ? error.message : String(error)}`);
    },
  );
  const exported =
    typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined;
  const result = manifestSchema.safeParse(exported);
  if (!result.success) {
    const issues = result.error.issues.map(
      (issue) => `${label}/lab.ts: ${issue.path.join('.') || 'default export'}: ${issue.message}`,
    );
    throw new LabError(issues.join('\n'));
  }
  const manifest = result.data;
  const name = folder.split(/[\\/]/).at(-1);
  if (manifest.slug !== name) {
    throw new LabError(`${label}/lab.ts: slug: is "${manifest.slug}", but the folder is named "${name}".`);
  }
  return { slug: manifest.slug, folder, label, manifest };
}
