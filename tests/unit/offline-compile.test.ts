/** What the offline engine makes of a module's text. How such modules run is for tests/conformance. */
import { expect, test } from 'vitest';
import { compileModule } from '../../src/engine/offline/compile/transform.ts';

function compiled(text: string): Extract<ReturnType<typeof compileModule>, { ok: true }> {
  const result = compileModule(text);
  if (!result.ok) throw new Error(result.message);
  return result;
}

test('every line stays where it is', () => {
  const text = `import {\n  a,\n  b as c,\n} from './x.js';\n\nexport {\n  a,\n};\nexport\n  default class\n{}\nfunction f() {\n  return a(c);\n}\n`;
  const { code } = compiled(text);
  expect(code.split('\n')[12]).toContain('return (0,__import0.a)(__import0.b)');
  expect(code.split('\n').length).toBe(text.split('\n').length + 1);
});

test('a call at the start of a line without semicolons does not join the line before', () => {
  const { code } = compiled(`import { a } from 'x'\nconst b = 1\na()\nif (b) a()\n`);
  expect(code).toContain('\n;(0,__import0.a)()');
  expect(code).toContain('if (b) (0,__import0.a)()');
});

test('names that shadow an import are left alone', () => {
  const { code } = compiled(
    `import { a } from 'x';\nfunction f(a) { return a; }\n{ let a = 1; a++; }\nfor (const a of []) a;\ntry {} catch (a) { a; }\nclass C { a = 1; a() {} }\n({ a, b: a, a: 1 }).a;\na: for (;;) break a;\nfunction g() { var a; return () => a; }`,
  );
  expect(code.match(/__import0\.a/g)).toHaveLength(2);
  expect(code).toContain('{ a:__import0.a, b: __import0.a, a: 1 }');
});

test('what it asks for is listed in order, with the line, each once', () => {
  const { requests, imports, exports, reexports, stars } = compiled(
    `export * from './all.js';\nimport def, * as ns from './lib.js';\nexport { x as y } from './lib.js';\nimport data from './d.json' with { type: 'json' };\nexport { def as again, ns };\nexport const { p, q: [r] } = data;`,
  );
  expect(requests).toEqual([
    { specifier: './all.js', type: undefined, line: 1 },
    { specifier: './lib.js', type: undefined, line: 2 },
    { specifier: './d.json', type: 'json', line: 4 },
  ]);
  expect(imports.map(({ name, line }) => [name, line])).toEqual([
    ['default', 2],
    ['default', 4],
    ['x', 3],
  ]);
  expect(exports).toEqual(['p', 'r']);
  expect(reexports).toEqual([
    { exported: 'y', request: 1, name: 'x' },
    { exported: 'again', request: 1, name: 'default' },
    { exported: 'ns', request: 1, name: undefined },
  ]);
  expect(stars).toEqual([0]);
});

test.each([
  ['await at the top level', 'const a = 1;\nawait a;', 2],
  ['for await', 'for await (const a of b) a;', 1],
  ['in a function only', 'async function f() { await 1; }', 0],
  ['in a class field only', 'class A { static a = async () => { await 1; } }', 0],
])('%s', (_name, text, line) => {
  expect(compiled(text).awaits).toBe(line);
});

test.each([
  ['export const a = ;', "Unexpected token ';'", 1, 17],
  ['let a = 1;\nfoo bar', "Unexpected identifier 'bar'", 2, 4],
  ['function f() {', 'Unexpected end of input', 1, 14],
  ['const a = "x" "y"', 'Unexpected string', 1, 14],
])('%j is refused in V8’s words', (text, message, line, column) => {
  expect(compileModule(text)).toEqual({ ok: false, message, line, column });
});
