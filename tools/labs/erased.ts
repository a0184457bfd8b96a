import { symlink } from 'node:fs/promises';
import { join } from 'node:path';

import { eraseTree } from '../../src/engine/erase.ts';
import type { SyntaxProblem } from '../../src/engine/erase.ts';
import { bundleVendor, vendorFolder } from '../bundle-vendor.ts';
import type { SourceTree } from './trees.ts';
import { writeTree } from './write-tree.ts';

/** Where a written tree has its own sources, as JSON: path -> text. */
export const sourcesFile = '.checks/sources.json';

/**
 * Writes a tree as it runs: types erased, everything else as it is; beside it the packages that it may import, and its
 * sources for the checks.
 * @param folder new, or written by this function before
 * @returns the paths written, and what is wrong with the sources
 */
export async function writeErased(
  folder: string,
  tree: SourceTree,
): Promise<{ paths: string[]; problems: SyntaxProblem[] }> {
  const { files, problems } = eraseTree(tree);
  const texts: Record<string, string> = {};
  for (const [path, content] of Object.entries(files)) if (typeof content === 'string') texts[path] = content;
  await writeTree(folder, { ...texts, [sourcesFile]: JSON.stringify(tree) });
  await bundleVendor();
  await symlink(vendorFolder, join(folder, 'node_modules'), 'junction').catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
  return { paths: Object.keys(texts), problems };
}
