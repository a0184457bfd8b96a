/**
 * Finds TypeScript syntax that does more than vanish: enums, namespaces, parameter properties, `import x = …`.
 *
 * Erasing only takes characters away. So a line of the result that cannot be had from its source line by removing
 * characters shows that code was generated for it. Namespaces are the exception: the transform drops them silently.
 */
import { SyntaxProblem } from './syntax-problem.ts';

/** The first such place in a file, or undefined when types were all there was. */
export function explainForeignSyntax(
  path: string,
  source: string,
  erased: string,
): SyntaxProblem | undefined {
  const before = source.split('\n');
  const after = erased.split('\n');
  for (const [index, line] of before.entries()) {
    const result = after[index] ?? '';
    if (dropsNamespace(line, result)) {
      return new SyntaxProblem(
        path,
        index + 1,
        'A namespace does not run in Node as it is. Use a module: one file with exports.',
      );
    }
    if (!isSubsequence(result, line)) return explain(path, before, index, result);
  }
  return undefined;
}

function explain(path: string, lines: string[], index: number, result: string): SyntaxProblem {
  const line = lines[index] ?? '';
  if (/\benum\b/.test(line)) {
    return new SyntaxProblem(
      path,
      index + 1,
      'An enum does not run in Node as it is. Use a union of strings, or a constant object `as const`.',
    );
  }
  const property = /;this\.([\w$]+) = \1;/.exec(result);
  if (property?.[1] !== undefined) {
    return new SyntaxProblem(
      path,
      lineOfParameter(lines, index, property[1]),
      `The parameter property "${property[1]}" does not run in Node as it is. Declare the field and assign it in the constructor.`,
    );
  }
  if (/\b(import|export)\b.*=/.test(line)) {
    return new SyntaxProblem(
      path,
      index + 1,
      '`import x = …` and `export = …` do not run in Node as they are. Use `import` and `export` of modules.',
    );
  }
  return new SyntaxProblem(
    path,
    index + 1,
    'This syntax does not run in Node as it is: it is more than a type.',
  );
}

/** The assignment is generated where the constructor's body begins; the parameter may stand some lines above. */
function lineOfParameter(lines: string[], body: number, name: string): number {
  for (let index = body; index >= 0; index -= 1) {
    const found = (lines[index] ?? '').matchAll(
      /\b(?:(?:public|private|protected|readonly|override)\s+)+([\w$]+)/g,
    );
    if ([...found].some((each) => each[1] === name)) return index + 1;
  }
  return body + 1;
}

function dropsNamespace(line: string, result: string): boolean {
  const start = /(?:^|[;{}])\s*(?:export\s+)?(namespace|module)\s+[\w$.]+\s*(?:\{|$)/.exec(line);
  return start?.[1] !== undefined && count(line, start[1]) > count(result, start[1]);
}

function count(text: string, word: string): number {
  return text.split(word).length - 1;
}

/**
 * Whether the result can be had by removing characters. White space, `;` and `)` are left out: the transform may set
 * a semicolon for a removed member, and moves the `)` before a return type of several lines to the line of its arrow.
 */
function isSubsequence(result: string, line: string): boolean {
  let at = 0;
  for (const character of result) {
    if (/[\s;)]/.test(character)) continue;
    at = line.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
