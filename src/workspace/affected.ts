/**
 * Which services does a file belong to? Saving restarts those, and no others. Told from the import graph of the
 * erased sources: an import of types only is gone by then, and rightly restarts nothing.
 */
import { parse, type Node } from 'acorn';
import { compiledName } from '../engine/erase.ts';
import type { LabManifest } from '../../labs/kit/manifest.ts';

/** Plain ESM by path, as it is mounted into a machine. */
export type ErasedTree = Readonly<Record<string, string>>;

/**
 * The paths that a module imports, resolved below the lab's root: `./app.js` seen from `orders/main.js` is
 * `orders/app.js`, `#kit/clock.js` is `kit/clock.js`. Built-ins and packages are left out, and so is an import whose
 * specifier is computed. A module that cannot be parsed imports nothing.
 */
export function importsOf(path: string, source: string): string[] {
  return specifiersOf(source)
    .map((specifier) => resolve(path, specifier))
    .filter((each) => each !== null);
}

/** All modules that a process loads when it begins at `entry`, the entry included. */
export function reachableFrom(tree: ErasedTree, entry: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [entry];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    waiting.push(...importsOf(path, tree[path] ?? ''));
  }
  return reached;
}

/** Names of the services that load at least one of the changed files (given as in the machine: `orders/app.js`). */
export function affectedServices(
  manifest: Pick<LabManifest, 'services'>,
  tree: ErasedTree,
  changed: readonly string[],
): string[] {
  return manifest.services
    .filter(({ entry }) => {
      const loaded = reachableFrom(tree, compiledName(entry));
      return changed.some((path) => path === 'package.json' || loaded.has(path));
    })
    .map(({ name }) => name);
}

function resolve(from: string, specifier: string): string | null {
  if (specifier.startsWith('#kit/')) return `kit/${specifier.slice('#kit/'.length)}`;
  if (!specifier.startsWith('.')) return null;
  // A made-up origin: URL resolution knows `..` and cannot leave the root.
  return decodeURIComponent(new URL(specifier, `lab://root/${from}`).pathname.slice(1));
}

function specifiersOf(source: string): string[] {
  let program: Node;
  try {
    program = parse(source, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true });
  } catch {
    return [];
  }
  const found: string[] = [];
  walk(program, (node) => {
    const { source: from } = node;
    if (isNode(from) && typeof from['value'] === 'string') found.push(from['value']);
  });
  return found;
}

type AnyNode = Record<string, unknown>;

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** Only import and export declarations and `import()` have a `source`, so no list of node types is needed. */
function walk(node: unknown, visit: (node: AnyNode) => void): void {
  if (Array.isArray(node)) {
    for (const each of node) walk(each, visit);
  } else if (isNode(node)) {
    visit(node);
    for (const value of Object.values(node)) {
      if (typeof value === 'object' && value !== null) walk(value, visit);
    }
  }
}
