/** A module as the loader knows it: what it exports, and how far it has come. */
import type { CompiledModule } from '../../compile/result.ts';

export type Getter = () => unknown;

export interface ModuleRecord {
  readonly url: string;
  readonly namespace: object;
  /** Undefined for built-ins and JSON, whose namespace is there from the start. */
  readonly source: SourcePart | undefined;
  /** Built-ins that are not available claim every name; using one says why it is not there. */
  readonly claims: (name: string) => boolean;
}

export interface SourcePart {
  readonly compiled: CompiledModule;
  requests: ModuleRecord[];
  getters: Readonly<Record<string, Getter>>;
  /** Runs the body; set once the module was instantiated. */
  body: (() => unknown) | undefined;
  state: 'loaded' | 'linked' | 'evaluating' | 'evaluated' | 'failed';
  /** Pending while the module, or one that it needs, awaits at its top level. */
  pending: Promise<void> | undefined;
  error: unknown;
}

/** Where an export really lives. */
export type Resolution = { module: ModuleRecord; name: string | undefined };

/** Finds an export through re-exports; `ambiguous` when two `export *` offer different ones. */
export function resolveExport(
  module: ModuleRecord,
  name: string,
  seen: Set<string> = new Set(),
): Resolution | 'ambiguous' | undefined {
  const { source } = module;
  if (!source) return module.claims(name) ? { module, name } : undefined;
  const key = `${module.url}\n${name}`;
  if (seen.has(key)) return undefined;
  seen.add(key);
  if (source.compiled.exports.includes(name)) return { module, name };
  for (const reexport of source.compiled.reexports) {
    const from = source.requests[reexport.request];
    if (reexport.exported !== name || !from) continue;
    return reexport.name === undefined
      ? { module: from, name: undefined }
      : resolveExport(from, reexport.name, seen);
  }
  if (name === 'default') return undefined;
  let found: Resolution | undefined;
  for (const star of source.compiled.stars) {
    const from = source.requests[star];
    const one = from && resolveExport(from, name, seen);
    if (one === 'ambiguous') return one;
    if (!one) continue;
    if (found && (found.module !== one.module || found.name !== one.name)) return 'ambiguous';
    found = one;
  }
  return found;
}

/** All names that a module exports. */
export function exportedNames(module: ModuleRecord, seen: Set<ModuleRecord> = new Set()): Set<string> {
  const names = new Set<string>();
  if (seen.has(module)) return names;
  seen.add(module);
  const { source } = module;
  if (!source) return new Set(Object.keys(module.namespace));
  for (const name of source.compiled.exports) names.add(name);
  for (const { exported } of source.compiled.reexports) names.add(exported);
  for (const star of source.compiled.stars) {
    const from = source.requests[star];
    if (from) for (const name of exportedNames(from, seen)) if (name !== 'default') names.add(name);
  }
  return names;
}

/** Makes the namespace object complete. All modules of the graph must have bound their exports. */
export function fillNamespace(module: ModuleRecord): void {
  for (const name of [...exportedNames(module)].sort()) {
    const found = resolveExport(module, name);
    if (!found || found === 'ambiguous') continue;
    Object.defineProperty(module.namespace, name, { get: getterOf(found), enumerable: true });
  }
  Object.preventExtensions(module.namespace);
}

function getterOf({ module, name }: Resolution): Getter {
  if (name === undefined) return () => module.namespace;
  const { source } = module;
  if (!source) return () => Reflect.get(module.namespace, name);
  return (
    source.getters[name] ??
    (() => {
      const getter = source.getters[name];
      if (!getter) throw new ReferenceError(`Cannot access '${name}' before initialization`);
      return getter();
    })
  );
}
