/**
 * What modules of a lab export to and import from each other: as much as erasing types needs to know, to find a type
 * that is imported as a value, and to let a module stand in for one that has a problem.
 */
import type { ImportDeclaration, ExportNamedDeclaration, Identifier, Literal, Pattern, Program } from 'acorn';

import type { FileTree } from './contract.ts';
import { SyntaxProblem } from './syntax-problem.ts';

/** What one module asks of another one, by name. */
interface Wanted {
  readonly specifier: string;
  readonly names: readonly string[];
  readonly line: number;
}

export interface ModuleSummary {
  /** Path of the source. */
  readonly path: string;
  /** Names of exported values. */
  readonly values: ReadonlySet<string>;
  /** Names of exported types. */
  readonly types: ReadonlySet<string>;
  readonly wants: readonly Wanted[];
  /** Specifiers of `export * from`. */
  readonly stars: readonly string[];
}

/** @param program the erased module, in which only values are left */
export function readModule(path: string, source: string, program: Program): ModuleSummary {
  const values = new Set<string>();
  const wants: Wanted[] = [];
  const stars: string[] = [];
  for (const node of program.body) {
    if (node.type === 'ImportDeclaration') wants.push(wantedBy(node));
    if (node.type === 'ExportDefaultDeclaration') values.add('default');
    if (node.type === 'ExportAllDeclaration') {
      if (node.exported) values.add(nameOf(node.exported));
      else if (typeof node.source.value === 'string') stars.push(node.source.value);
    }
    if (node.type === 'ExportNamedDeclaration') {
      for (const each of node.specifiers) values.add(nameOf(each.exported));
      for (const name of declaredNames(node)) values.add(name);
      if (node.source) wants.push(wantedBy(node));
    }
  }
  return { path, values, types: exportedTypes(source), wants, stars };
}

/**
 * Types that are imported as values. Node would say that the module "does not provide an export"; the learner is
 * better served by the reason.
 * @param modules by compiled name
 */
export function findTypeImports(
  modules: ReadonlyMap<string, ModuleSummary>,
  files: FileTree,
): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  for (const [name, module] of modules) {
    for (const want of module.wants) {
      const target = resolve(name, want.specifier, files);
      for (const each of want.names) {
        if (hasValue(modules, target, each, files) || !modules.get(target)?.types.has(each)) continue;
        problems.push(
          new SyntaxProblem(
            module.path,
            want.line,
            `"${each}" is a type and vanishes before the code runs. Write \`import type { ${each} }\` or \`type ${each}\`.`,
          ),
        );
      }
    }
  }
  return problems;
}

/**
 * A module that throws the problem at its line. It exports what others import from it, for else they would fail
 * with a missing export before this module could say what is wrong.
 */
export function standIn(
  problem: SyntaxProblem,
  name: string,
  modules: ReadonlyMap<string, ModuleSummary>,
  files: FileTree,
): string {
  const names = new Set<string>();
  for (const [from, module] of modules) {
    for (const want of module.wants) {
      if (resolve(from, want.specifier, files) === name) for (const each of want.names) names.add(each);
    }
  }
  const list = [...names].map((each) => `missing as ${each}`).join(', ');
  const exports = list === '' ? '' : ` const missing = undefined; export { ${list} };`;
  return `${'\n'.repeat(problem.line - 1)}throw new SyntaxError(${JSON.stringify(problem.message)});${exports}\n`;
}

function wantedBy(node: ImportDeclaration | ExportNamedDeclaration): Wanted {
  const names: string[] = [];
  for (const each of node.specifiers) {
    if (each.type === 'ImportSpecifier') names.push(nameOf(each.imported));
    if (each.type === 'ImportDefaultSpecifier') names.push('default');
    if (each.type === 'ExportSpecifier') names.push(nameOf(each.local));
  }
  const specifier = typeof node.source?.value === 'string' ? node.source.value : '';
  return { specifier, names, line: node.loc?.start.line ?? 1 };
}

function declaredNames(node: ExportNamedDeclaration): string[] {
  const { declaration } = node;
  if (!declaration) return [];
  if (declaration.type === 'VariableDeclaration')
    return declaration.declarations.flatMap((each) => boundNames(each.id));
  return [declaration.id.name];
}

function boundNames(pattern: Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((each) =>
        boundNames(each.type === 'RestElement' ? each.argument : each.value),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((each) => (each ? boundNames(each) : []));
    case 'RestElement':
      return boundNames(pattern.argument);
    case 'AssignmentPattern':
      return boundNames(pattern.left);
    default:
      return [];
  }
}

function nameOf(node: Identifier | Literal): string {
  return node.type === 'Identifier' ? node.name : String(node.value);
}

function exportedTypes(source: string): Set<string> {
  const types = new Set<string>();
  for (const [, name = ''] of source.matchAll(/\bexport\s+(?:declare\s+)?(?:interface|type)\s+([\w$]+)/g))
    types.add(name);
  for (const [, list = ''] of source.matchAll(/\bexport\s+type\s*\{([^}]*)\}/g)) {
    for (const each of list.split(','))
      types.add(
        each
          .trim()
          .split(/\s+as\s+/)
          .at(-1) ?? '',
      );
  }
  return types;
}

function hasValue(
  modules: ReadonlyMap<string, ModuleSummary>,
  name: string,
  value: string,
  files: FileTree,
  seen: Set<string> = new Set(),
): boolean {
  const module = modules.get(name);
  if (!module || seen.has(name)) return false;
  seen.add(name);
  if (module.values.has(value)) return true;
  return module.stars.some((each) => hasValue(modules, resolve(name, each, files), value, files, seen));
}

/** The compiled name behind a specifier, or the specifier itself where it leads out of the lab. */
function resolve(from: string, specifier: string, files: FileTree): string {
  const target = specifier.startsWith('#') ? packageImport(specifier, files) : specifier;
  if (!target.startsWith('.')) return target;
  const base = specifier.startsWith('#') ? '' : from;
  return new URL(target, `file:///${base}`).pathname.slice(1).replace(/\.ts$/, '.js');
}

/** Resolves `#kit/clock.ts` by the `imports` of the lab's package.json: `./kit/clock.ts`. */
function packageImport(specifier: string, files: FileTree): string {
  const manifest = files['package.json'];
  if (typeof manifest !== 'string') return specifier;
  const parsed: unknown = JSON.parse(manifest);
  if (typeof parsed !== 'object' || parsed === null || !('imports' in parsed)) return specifier;
  for (const [pattern, target] of Object.entries(parsed.imports ?? {})) {
    const [start = '', end] = pattern.split('*');
    if (end === undefined || typeof target !== 'string' || !specifier.startsWith(start)) continue;
    return target.replace('*', specifier.slice(start.length));
  }
  return specifier;
}
