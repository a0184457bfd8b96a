/** Lays a lab's files together: base, starter and overlays, with the kit beside them. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

import { findLab, LabError, projectRoot } from './catalogue.ts';
import type { Lab } from './catalogue.ts';
import { reachedFrom } from './reach.ts';

/** Source texts by path below the lab's root. */
export type SourceTree = Readonly<Record<string, string>>;

/** Which version of a lab: what the learner gets, what solves it, or one of the wrong solutions. */
export type Variant = 'starter' | 'solution' | `mutant:${string}`;

/** Kit files that check and describe a lab. A lab's code cannot import them. */
const notForLabs = /^(manifest|check|check-.*)\.ts$/;

const packageManifest = `${JSON.stringify({ type: 'module', imports: { '#kit/*': './kit/*' } }, null, 2)}\n`;

/**
 * All files of a version, with the package.json that makes `#kit/…` resolve, and of the kit what the lab uses: in its
 * starter, its solution or this version. The rest would only be in a learner's way.
 */
export async function labTree(labs: readonly Lab[], lab: Lab, variant: Variant): Promise<SourceTree> {
  const [own, starter, solution, kit] = await Promise.all([
    ownTree(labs, lab, variant),
    ownTree(labs, lab, 'starter'),
    ownTree(labs, lab, 'solution'),
    kitTree(),
  ]);
  const used = [starter, solution, own].map((tree) => reachedFrom({ ...kit, ...tree }, Object.keys(tree)));
  const needed = Object.entries(kit).filter(([path]) => used.some((paths) => paths.has(path)));
  return { ...own, ...Object.fromEntries(needed), 'package.json': packageManifest };
}

/** The versions of a lab, in order: starter, solution, and its mutants. */
export function variantsOf(lab: Lab): Variant[] {
  return ['starter', 'solution', ...lab.manifest.mutants.map((each): Variant => `mutant:${each.name}`)];
}

/** The folder of an overlay or of the starter. */
export function overlayFolder(lab: Lab, variant: Variant): string {
  const name = variant.startsWith('mutant:') ? join('mutants', variant.slice('mutant:'.length)) : variant;
  return join(lab.folder, name);
}

/** The text files below a folder, by path; none when there is no such folder. */
export async function readTree(folder: string): Promise<SourceTree> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path, await readFile(join(folder, path), 'utf8')] as const)),
  );
}

async function ownTree(
  labs: readonly Lab[],
  lab: Lab,
  variant: Variant,
  above: string[] = [],
): Promise<SourceTree> {
  const { base } = lab.manifest;
  if (above.includes(lab.slug)) throw new LabError(`${lab.label}/lab.ts: base: goes round in a circle.`);
  const ground =
    base === undefined ? {} : await ownTree(labs, findLab(labs, base), 'solution', [...above, lab.slug]);
  const starter = { ...ground, ...(await readTree(overlayFolder(lab, 'starter'))) };
  if (variant === 'starter') return starter;
  const solution = { ...starter, ...(await readTree(overlayFolder(lab, 'solution'))) };
  if (variant === 'solution') return solution;
  return { ...solution, ...(await readTree(overlayFolder(lab, variant))) };
}

async function kitTree(): Promise<SourceTree> {
  const files = Object.entries(await readTree(join(projectRoot, 'labs/kit')));
  return Object.fromEntries(
    files.filter(([path]) => !notForLabs.test(path)).map(([path, text]) => [`kit/${path}`, text]),
  );
}
