/**
 * The import graph of a lab, read from its sources: in what runs, imports of types are gone, and they bind modules to
 * one another all the same.
 */

export interface Import {
  readonly from: string;
  /** Path below the lab's root, or the specifier as it stands where it is no file of the lab: `#kit/clock.ts`. */
  readonly to: string;
  /** Line of the specifier, counted from 1. */
  readonly line: number;
}

/** Comments and template literals may hold words that look like an import. Lines are kept. */
const noise = /\/\*[\s\S]*?\*\/|(?<=^|[\s;{}(),])\/\/[^\n]*|`(?:[^`\\]|\\[\s\S])*`/g;
const specifiers = /\b(?:from|import)\s*\(?\s*(["'])([^"'\n]+)\1/g;

/** All imports and re-exports of these files, types included: `import`, `import type`, `export … from`, `import('…')`. */
export function importsOf(sources: Readonly<Record<string, string>>): Import[] {
  return Object.entries(sources)
    .filter(([path]) => path.endsWith('.ts'))
    .flatMap(([from, source]) => {
      const code = source.replace(noise, (text) => text.replaceAll(/[^\n]/g, ' '));
      return [...code.matchAll(specifiers)].map((match) => ({
        from,
        to: resolve(from, match[2] ?? ''),
        line: code.slice(0, match.index + match[0].length).split('\n').length,
      }));
    });
}

function resolve(from: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  // A made-up origin: URL resolution knows `..` and cannot leave the root.
  return decodeURIComponent(new URL(specifier, `lab://root/${from}`).pathname.slice(1));
}

/**
 * One cycle of a graph.
 * @param edges pairs of names; an edge from a node to itself is none
 * @returns the nodes on the way round, the first one again at the end; undefined when there is no cycle
 */
export function findCycle(edges: readonly (readonly [from: string, to: string])[]): string[] | undefined {
  const next = new Map<string, Set<string>>();
  for (const [from, to] of edges) if (from !== to) next.set(from, (next.get(from) ?? new Set()).add(to));
  const done = new Set<string>();
  const visit = (node: string, way: readonly string[]): string[] | undefined => {
    const at = way.indexOf(node);
    if (at >= 0) return [...way.slice(at), node];
    if (done.has(node)) return undefined;
    for (const each of next.get(node) ?? []) {
      const cycle = visit(each, [...way, node]);
      if (cycle) return cycle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of next.keys()) {
    const cycle = visit(node, []);
    if (cycle) return cycle;
  }
  return undefined;
}
