import { eraseTree } from '../../src/engine/erase.ts';
import type { SyntaxProblem } from '../../src/engine/erase.ts';
import type { SourceTree } from './trees.ts';
import { writeTree } from './write-tree.ts';

/**
 * Writes a tree as it runs: types erased, everything else as it is.
 * @returns the paths written, and what is wrong with the sources
 */
export async function writeErased(
  folder: string,
  tree: SourceTree,
): Promise<{ paths: string[]; problems: SyntaxProblem[] }> {
  const { files, problems } = eraseTree(tree);
  const texts: Record<string, string> = {};
  for (const [path, content] of Object.entries(files)) if (typeof content === 'string') texts[path] = content;
  await writeTree(folder, texts);
  return { paths: Object.keys(texts), problems };
}
