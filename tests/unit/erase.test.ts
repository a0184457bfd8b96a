import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tokenizer } from 'acorn';
import { describe, expect, test } from 'vitest';

import { compiledName, erase, eraseTree, sourceName, SyntaxProblem } from '../../src/engine/erase.ts';

function problemIn(source: string): SyntaxProblem {
  try {
    erase('orders/app.ts', source);
  } catch (error) {
    if (error instanceof SyntaxProblem) return error;
    throw error;
  }
  throw new Error('There was no problem.');
}

/** The tokens of a program: comments, white space and the place of semicolons may differ from Node's. */
function tokens(code: string): string[] {
  const texts = [...tokenizer(code, { ecmaVersion: 'latest', sourceType: 'module' })].map((each) =>
    code.slice(each.start, each.end).replace(/\.[tj]s'$/, "'"),
  );
  return texts.filter((each) => each !== ';');
}

describe('names', () => {
  test('a source runs as .js, and goes back to .ts', () => {
    expect(compiledName('orders/app.ts')).toBe('orders/app.js');
    expect(sourceName('orders/app.js')).toBe('orders/app.ts');
    expect(compiledName('package.json')).toBe('package.json');
  });
});

describe('erase', () => {
  test('removes types and keeps lines', () => {
    const source = [
      "import type { Clock } from '#kit/clock.ts';",
      'interface Order {',
      '  id: string;',
      '}',
      'export abstract class Orders<T extends Order> implements Iterable<T> {',
      '  declare extra: string;',
      '  readonly #rows: Map<string, T> = new Map();',
      '  abstract size(): number;',
      '  get(id: string): T | undefined;',
      '  get(this: Orders<T>, id: string, fallback?: T) {',
      '    return this.#rows.get(id)! ?? (fallback as T satisfies T);',
      '  }',
      '  *[Symbol.iterator](): IterableIterator<T> {}',
      '}',
      'export const at = <T,>(',
      '  list: readonly T[],',
      '): Promise<',
      '  T | undefined',
      '> => Promise.resolve(list[0]);',
    ].join('\n');
    const code = erase('orders/app.ts', source);
    expect(code.split('\n')).toHaveLength(19);
    expect(code.split('\n')[10]).toBe('    return this.#rows.get(id) ?? (fallback );');
    expect(code).not.toMatch(/interface|declare|readonly|implements/);
  });

  test('rewrites specifiers by a parse, not by a pattern', () => {
    const source = [
      "import { a } from './a.ts';",
      "export * from '../b.ts';",
      "export { c } from '#kit/c.ts';",
      "const d = await import('./d.ts');",
      "import fs from 'node:fs';",
      "const text = \"import { a } from './a.ts'\"; // from './a.ts'",
      "import data from './data.json' with { type: 'json' };",
    ].join('\n');
    expect(erase('orders/app.ts', source).split('\n')).toEqual([
      "import { a } from './a.js';",
      "export * from '../b.js';",
      "export { c } from '#kit/c.js';",
      "const d = await import('./d.js');",
      "import fs from 'node:fs';",
      "const text = \"import { a } from './a.ts'\"; // from './a.ts'",
      "import data from './data.json' with { type: 'json' };",
    ]);
  });

  test.each([
    ['enum', 'let a = 1;\nenum State { Open }', 2, /enum/],
    ['const enum', 'const enum State { Open }', 1, /enum/],
    ['exported enum inside a function', 'function f() {\n  enum State { Open }\n}', 2, /enum/],
    ['namespace', 'let a = 1;\n\nnamespace Orders { export const a = 1; }', 3, /namespace/],
    ['exported namespace', 'export namespace Orders.Rows\n{ export const a = 1; }', 1, /namespace/],
    ['module', 'module Orders { export const a = 1; }', 1, /namespace/],
    ['parameter property', 'class A {\n  constructor(\n    private readonly a: number,\n  ) {}\n}', 3, /"a"/],
    ['import = require', "import fs = require('node:fs');", 1, /import x = …/],
    ['import alias', 'let a = 1;\nimport b = a.c;', 2, /import x = …/],
    ['export =', 'export = 1;', 1, /export = …/],
    ['export of a local type', 'interface A {}\nexport { A };', 2, /export type \{ A \}/],
    ['decorator', '@sealed\nclass A {}', 1, /Unexpected character/],
    ['open brace', 'function f() {\n  return 1;\n', 3, /Unexpected|end of input/],
    ['twice declared', 'const a = 1;\nconst a = 2;', 2, /already been declared/],
  ])('%s is reported with file and line', (_name, source, line, message) => {
    const problem = problemIn(source);
    expect(problem).toMatchObject({ file: 'orders/app.ts', line });
    expect(problem.message).toMatch(message);
    expect(problem.message).toContain(`orders/app.ts:${line}`);
  });

  test.each([
    ['declared enum', 'declare enum State { Open }'],
    ['declared namespace', 'declare namespace Orders { const a: 1 }'],
    ['the word in a string', "const a = 'namespace X {';"],
    ['the word in a comment', '/*\n namespace X {\n*/\nconst a = 1; // enum A {}'],
    ['a variable of this name', 'const namespace = 1;\nconsole.log(namespace);'],
    ['a member of this name', 'interface A {\n  namespace: string;\n  enum: { a: 1 };\n}'],
    ['no semicolons', 'abstract class A {\n  declare a: string\n  abstract b(): void\n  c?: number\n}'],
  ])('%s is no problem', (_name, source) => {
    expect(() => erase('orders/app.ts', source)).not.toThrow();
  });

  test('says where in the line, as long as types did not move it', () => {
    expect(problemIn('const a = ;').column).toBe(11);
    expect(problemIn('const a: number = 1; const a = 2;').column).toBeUndefined();
  });

  const labs = new URL('../../labs/', import.meta.url);
  const sources = readdirSync(labs, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  test.each(sources)('is what Node does: %s', (file) => {
    const source = readFileSync(new URL(file, labs), 'utf8');
    expect(tokens(erase(file, source))).toEqual(tokens(stripTypeScriptTypes(source)));
    expect(erase(file, source).split('\n')).toHaveLength(source.split('\n').length);
  });
});

describe('eraseTree', () => {
  const manifest = JSON.stringify({ type: 'module', imports: { '#kit/*': './kit/*' } });

  test('renames sources and passes everything else on', () => {
    const bytes = new Uint8Array([1, 2]);
    const { files, problems } = eraseTree({
      'a.ts': 'let a: number;',
      'package.json': manifest,
      'b.wasm': bytes,
    });
    expect(problems).toEqual([]);
    expect(files).toEqual({ 'a.js': 'let a;', 'package.json': manifest, 'b.wasm': bytes });
  });

  test('one problem does not stop the others, and its file says what is wrong when it is imported', async () => {
    const { files, problems } = eraseTree({
      'orders/app.ts': "import { Breaker } from './breaker.ts';\nexport const app = Breaker;",
      'orders/breaker.ts': 'export class Breaker {}\nenum State { Open }',
    });
    expect(problems.map((each) => each.message)).toEqual([
      expect.stringContaining('orders/breaker.ts:2: An enum'),
    ]);
    expect(files['orders/app.js']).toContain("'./breaker.js'");
    const code = String(files['orders/breaker.js']);
    expect(code.split('\n')[1]).toContain('throw new SyntaxError("orders/breaker.ts:2: An enum');
    expect(code).toContain('missing as Breaker');
    await expect(import(`data:text/javascript,${encodeURIComponent(code)}`)).rejects.toThrow(
      'orders/breaker.ts:2',
    );
  });

  test('a type that is imported as a value is reported where it is imported', () => {
    const { problems } = eraseTree({
      'package.json': manifest,
      'kit/clock.ts':
        'export interface Clock {}\nexport const now = 1;\nexport type { A as B };\ntype A = 1;',
      'kit/all.ts': "export * from './clock.ts';",
      'orders/a.ts': "import { now, Clock } from '#kit/clock.ts';",
      'orders/b.ts': "\nexport { B } from '../kit/clock.ts';",
      'orders/c.ts': "import { now } from '../kit/all.ts';\nimport type { Clock } from '../kit/clock.ts';",
    });
    expect(problems.map(({ file, line }) => ({ file, line }))).toEqual([
      { file: 'orders/a.ts', line: 1 },
      { file: 'orders/b.ts', line: 2 },
    ]);
    expect(problems[0]?.message).toContain('import type { Clock }');
  });

  test('an export that is nowhere is left to the run', () => {
    const { problems } = eraseTree({ 'a.ts': "import { b } from './b.ts';", 'b.ts': 'export {};' });
    expect(problems).toEqual([]);
  });
});
