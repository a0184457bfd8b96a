import { importsOf } from '../../labs/kit/check-imports.ts';
import type { SourceTree } from './trees.ts';

/**
 * What these files import, directly and through one another, and the files themselves: paths of the tree, and as they
 * stand the names of what is no file of it (packages, `node:` modules).
 */
export function reachedFrom(tree: SourceTree, starts: Iterable<string>): Set<string> {
  const imports = importsOf(tree).map(({ from, to }) => ({ from, to: to.replace(/^#kit\//, 'kit/') }));
  const reached = new Set(starts);
  // A set grows while it is walked.
  for (const path of reached) for (const { from, to } of imports) if (from === path) reached.add(to);
  return reached;
}
