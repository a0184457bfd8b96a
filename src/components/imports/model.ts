/** The rule that the import figure applies: a module's facade is open to others, its inside is not, no cycles. Pure. */

export const modules = ['orders', 'users', 'products', 'payments', 'notifications', 'analytics'] as const;
export type Module = (typeof modules)[number];

/** What of the other module is imported: its facade, or a file behind it. */
export type Target = 'facade' | 'inside';

export interface Import {
  from: Module;
  to: Module;
  target: Target;
}

export type Verdict =
  | { allowed: true }
  | { allowed: false; rule: 'inside' }
  /** The way round, from the importing module back to it: `['products', 'orders', 'products']`. */
  | { allowed: false; rule: 'cycle'; way: readonly Module[] };

/** The graph that the lab ends with: orders asks the others, none of them asks back. */
export const tidy: readonly Import[] = modules
  .filter((to) => to !== 'orders')
  .map((to) => ({ from: 'orders', to, target: 'facade' }));

/** A graph as one finds it: two files behind a facade, and one import that closes a cycle. */
export const found: readonly Import[] = [
  { from: 'orders', to: 'users', target: 'inside' },
  { from: 'orders', to: 'products', target: 'inside' },
  { from: 'orders', to: 'payments', target: 'facade' },
  { from: 'payments', to: 'notifications', target: 'facade' },
  { from: 'notifications', to: 'orders', target: 'facade' },
];

/** The shortest way along imports from one module to another, both ends included; empty where there is none. */
export function path(imports: readonly Import[], from: Module, to: Module): Module[] {
  const before = new Map<Module, Module | null>([[from, null]]);
  for (const module of before.keys()) {
    if (module === to) break;
    for (const next of imports) {
      if (next.from === module && !before.has(next.to)) before.set(next.to, module);
    }
  }
  if (!before.has(to)) return [];
  const way: Module[] = [];
  for (let at: Module | null | undefined = to; at; at = before.get(at)) way.unshift(at);
  return way;
}

/**
 * What the rule says of one import within all of them. A cycle is reported at each import that is a part of it: any of
 * them may be the one to remove.
 */
export function judge(imports: readonly Import[], one: Import): Verdict {
  const back = path(imports, one.to, one.from);
  if (back.length > 0) return { allowed: false, rule: 'cycle', way: [one.from, ...back] };
  return one.target === 'inside' ? { allowed: false, rule: 'inside' } : { allowed: true };
}

/** Adds an import; one that is there already changes its target. A module may import what it likes of its own. */
export function add(imports: readonly Import[], one: Import): readonly Import[] {
  if (one.from === one.to) return imports;
  const rest = imports.filter(({ from, to }) => from !== one.from || to !== one.to);
  return [...rest, one];
}

export function remove(imports: readonly Import[], one: Import): readonly Import[] {
  return imports.filter((each) => each !== one);
}

/** How many of the imports the rule refuses. */
export function refused(imports: readonly Import[]): number {
  return imports.filter((each) => !judge(imports, each).allowed).length;
}
