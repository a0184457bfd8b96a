/**
 * Types away, once: the one place where TypeScript becomes the JavaScript that engines, the lab tool and Vitest run.
 *
 * Only erasable syntax is taken, as in Node. Lines are kept, so a line number in a stack trace is that of the source.
 */
import { parse } from 'acorn';
import type { AnyNode, Program } from 'acorn';
import { MagicString } from 'magic-string';
import { transform } from 'sucrase';

import type { FileTree } from './contract.ts';
import { explainForeignSyntax } from './foreign-syntax.ts';
import { findTypeImports, readModule, standIn } from './module-graph.ts';
import type { ModuleSummary } from './module-graph.ts';
import { SyntaxProblem } from './syntax-problem.ts';

export { SyntaxProblem } from './syntax-problem.ts';

/** The name under which a source file runs: `orders/app.ts` -> `orders/app.js`. Other names stay as they are. */
export function compiledName(path: string): string {
  return isSource(path) ? `${path.slice(0, -3)}.js` : path;
}

/** The source file behind the name in a stack trace: `orders/app.js` -> `orders/app.ts`. */
export function sourceName(path: string): string {
  return path.endsWith('.js') ? `${path.slice(0, -3)}.ts` : path;
}

/**
 * Erases the types of one file and points its import specifiers at the erased files.
 * @param path path below the lab's root, for messages
 * @throws {SyntaxProblem} where the source is wrong or uses syntax that does more than vanish
 */
export function erase(path: string, source: string): string {
  return eraseAndParse(path, source).code;
}

/**
 * Erases a whole tree: `.ts` files come back under their compiled names, all others as they are.
 *
 * A problem does not stop the other files. In place of a file with a problem stands a module that throws the problem
 * as soon as it is imported, at the line of the problem, so that a run tells the learner what is wrong.
 */
export function eraseTree(files: FileTree): { files: FileTree; problems: SyntaxProblem[] } {
  const erased: Record<string, string | Uint8Array> = {};
  const modules = new Map<string, ModuleSummary>();
  const problems: SyntaxProblem[] = [];
  for (const [path, content] of Object.entries(files)) {
    if (!isSource(path)) {
      erased[path] = content;
      continue;
    }
    const source = typeof content === 'string' ? content : new TextDecoder().decode(content);
    try {
      const { code, program } = eraseAndParse(path, source);
      erased[compiledName(path)] = code;
      modules.set(compiledName(path), readModule(path, source, program));
    } catch (error) {
      if (!(error instanceof SyntaxProblem)) throw error;
      problems.push(error);
    }
  }
  problems.push(...findTypeImports(modules, files));
  // The first problem of a file stands for all of them: later ones are often only its consequences.
  for (const problem of problems.toReversed()) {
    erased[compiledName(problem.file)] = standIn(problem, compiledName(problem.file), modules, files);
  }
  return { files: erased, problems };
}

function isSource(path: string): boolean {
  return path.endsWith('.ts') && !path.endsWith('.d.ts');
}

function eraseAndParse(path: string, source: string): { code: string; program: Program } {
  const erased = withoutTypes(path, source);
  const foreign = explainForeignSyntax(path, source, erased);
  if (foreign) throw foreign;
  const program = parseModule(path, source, erased);
  return { code: withCompiledSpecifiers(erased, program), program };
}

function withoutTypes(path: string, source: string): string {
  try {
    return transform(source, {
      transforms: ['typescript'],
      disableESTransforms: true,
      keepUnusedImports: true,
      preserveDynamicImport: true,
    }).code;
  } catch (error) {
    throw syntaxProblem(path, error);
  }
}

function parseModule(path: string, source: string, erased: string): Program {
  try {
    return parse(erased, { ecmaVersion: 'latest', sourceType: 'module', locations: true });
  } catch (error) {
    const problem = syntaxProblem(path, error);
    const { line } = problem;
    // Types may have gone from before the column, which then says nothing about the source.
    const same = source.split('\n')[line - 1] === erased.split('\n')[line - 1];
    const undefinedExport = /^Export '(.+)' is not defined\.$/.exec(problem.reason);
    if (undefinedExport) {
      const name = undefinedExport[1];
      throw new SyntaxProblem(
        path,
        line,
        `"${name}" is exported as a value, but there is none of this name. If it is a type, write \`export type { ${name} }\`.`,
      );
    }
    throw same ? problem : new SyntaxProblem(path, line, problem.reason);
  }
}

function withCompiledSpecifiers(code: string, program: Program): string {
  const result = new MagicString(code);
  for (const literal of specifiers(program)) {
    const compiled = compiledName(literal.value);
    if (compiled === literal.value || !/^(\.{1,2}\/|#|\/)/.test(literal.value)) continue;
    result.update(literal.start + 1, literal.end - 1, compiled);
  }
  return result.toString();
}

interface Specifier {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Every constant import specifier: of import and export declarations, and of `import('…')`. */
function specifiers(program: Program): Specifier[] {
  const found: Specifier[] = [];
  const visit = (node: AnyNode): void => {
    if (
      node.type === 'ImportDeclaration' ||
      node.type === 'ExportNamedDeclaration' ||
      node.type === 'ExportAllDeclaration' ||
      node.type === 'ImportExpression'
    ) {
      const { source } = node;
      if (source?.type === 'Literal' && typeof source.value === 'string') {
        found.push({ value: source.value, start: source.start, end: source.end });
      }
    }
    for (const child of Object.values(node)) {
      for (const each of Array.isArray(child) ? child : [child]) if (isNode(each)) visit(each);
    }
  };
  visit(program);
  return found;
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** A problem from an error of sucrase or acorn: both end their message with `(line:column)`. */
function syntaxProblem(path: string, error: unknown): SyntaxProblem {
  if (!(error instanceof Error)) throw error;
  const message = error.message.replace(/^Error transforming [^:]*: /, '');
  const place = /^([\s\S]*?)\s*\((\d+):(\d+)\)$/.exec(message);
  if (!place) throw error;
  const [, reason = message, line = '1', column = '0'] = place;
  // acorn, whose errors carry `raisedAt`, counts columns from 0, sucrase from 1.
  const shift = 'raisedAt' in error ? 1 : 0;
  return new SyntaxProblem(
    path,
    Number(line),
    reason.endsWith('.') ? reason : `${reason}.`,
    Number(column) + shift,
  );
}
