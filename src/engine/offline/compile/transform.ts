/**
 * Turns an ES module into a function that a linker can run, so that modules work without a module loader of
 * the browser: their sources live in memory, and a stack trace must name the lab's own files and lines.
 *
 * Imported names become property reads on the namespace of the module they come from, which keeps bindings live and
 * cycles working. Lines stay where they are.
 */
import { parse, type AnyNode, type ImportDeclaration, type Literal, type Program } from 'acorn';
import { MagicString } from 'magic-string';
import type { CompileFailure, CompileResult } from './result.ts';
import { findReferences, patternNames, type Findings } from './scopes.ts';

const names = {
  meta: '__meta',
  dynamic: '__dynamic',
  bind: '__bind',
  namespace: '__import',
  value: '__default',
};

/** Compiles the text of one module. It never throws for what the text holds. */
export function compileModule(text: string): CompileResult {
  try {
    const program = parse(text, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true });
    return new ModuleWriter(text, program).write();
  } catch (error) {
    // Nested more deeply than the stack reaches: the parser and the walk after it both climb down.
    if (error instanceof RangeError) {
      return { ok: false, message: 'This module is nested too deeply', line: 1, column: 0 };
    }
    return failure(text, error);
  }
}

interface Binding {
  exported: string;
  local: string;
}

class ModuleWriter {
  readonly #text: string;
  readonly #program: Program;
  readonly #out: MagicString;
  readonly #requests: { specifier: string; type: string | undefined; line: number }[] = [];
  readonly #imports: { request: number; name: string; line: number }[] = [];
  readonly #reexports: { exported: string; request: number; name: string | undefined }[] = [];
  readonly #stars: number[] = [];
  /** By local name: what stands for it in the code, and where it comes from. */
  readonly #imported = new Map<string, { code: string; request: number; name: string | undefined }>();
  readonly #bindings: Binding[] = [];
  #prologue = '';
  #line = 1;
  #lineAt = 0;

  constructor(text: string, program: Program) {
    this.#text = text;
    this.#program = program;
    this.#out = new MagicString(text);
  }

  write(): CompileResult {
    if (this.#text.startsWith('#!')) this.#out.update(0, 2, '//');
    for (const node of this.#program.body) {
      // Modules run in the order in which they are asked for, whether to import from them or to pass on.
      if (node.type === 'ImportDeclaration' || node.type === 'ExportAllDeclaration') this.#request(node);
      if (node.type === 'ExportNamedDeclaration' && node.source)
        this.#request({ ...node, source: node.source });
    }
    for (const node of this.#program.body) this.#readImport(node);
    for (const node of this.#program.body) this.#readExport(node);
    const findings = findReferences(this.#program, new Set(this.#imported.keys()));
    this.#rewrite(findings);

    const parameters = [names.meta, names.dynamic, names.bind];
    for (const index of this.#requests.keys()) parameters.push(names.namespace + index);
    const getters = this.#bindings.map(({ exported, local }) => `${JSON.stringify(exported)}:()=>${local}`);
    const isAsync = findings.awaits !== undefined;
    const lead =
      `(${isAsync ? 'async function' : 'function*'}(${parameters.join(',')}){"use strict";` +
      `${names.bind}({${getters.join(',')}});${this.#prologue}${isAsync ? '' : 'yield;'}`;
    this.#out.prepend(lead).append('\n})');
    return {
      ok: true,
      code: this.#out.toString(),
      lead: lead.length,
      requests: this.#requests,
      imports: this.#imports,
      exports: this.#bindings.map(({ exported }) => exported),
      reexports: this.#reexports,
      stars: this.#stars,
      awaits: findings.awaits === undefined ? 0 : this.#lineOf(findings.awaits),
    };
  }

  #readImport(node: AnyNode): void {
    if (node.type !== 'ImportDeclaration') return;
    const request = this.#request(node);
    for (const specifier of node.specifiers) {
      const namespace = names.namespace + request;
      if (specifier.type === 'ImportNamespaceSpecifier') {
        this.#imported.set(specifier.local.name, { code: namespace, request, name: undefined });
        continue;
      }
      const name = specifier.type === 'ImportDefaultSpecifier' ? 'default' : exportName(specifier.imported);
      this.#imports.push({ request, name, line: this.#lineOf(specifier.start) });
      this.#imported.set(specifier.local.name, { code: member(namespace, name), request, name });
    }
    this.#blank(node.start, node.end);
  }

  #readExport(node: AnyNode): void {
    if (node.type === 'ExportAllDeclaration') {
      const request = this.#request(node);
      if (node.exported)
        this.#reexports.push({ exported: exportName(node.exported), request, name: undefined });
      else this.#stars.push(request);
      this.#blank(node.start, node.end);
    } else if (node.type === 'ExportDefaultDeclaration') {
      this.#exportDefault(node.start, node.declaration);
    } else if (node.type === 'ExportNamedDeclaration') {
      if (node.declaration) {
        const add = (name: string): unknown => this.#bindings.push({ exported: name, local: name });
        if (node.declaration.type === 'VariableDeclaration') {
          for (const each of node.declaration.declarations) patternNames(each.id, add);
        } else {
          add(node.declaration.id.name);
        }
        this.#blank(node.start, node.declaration.start);
        return;
      }
      const request = node.source ? this.#request({ ...node, source: node.source }) : undefined;
      for (const { local, exported } of node.specifiers) {
        this.#exportSpecifier(exportName(local), exportName(exported), request, this.#lineOf(local.start));
      }
      this.#blank(node.start, node.end);
    }
  }

  #exportSpecifier(local: string, exported: string, request: number | undefined, line: number): void {
    const source = request === undefined ? this.#imported.get(local) : { request, name: local };
    if (!source) {
      this.#bindings.push({ exported, local });
      return;
    }
    if (request !== undefined) this.#imports.push({ request, name: local, line });
    this.#reexports.push({ exported, request: source.request, name: source.name });
  }

  #exportDefault(start: number, declaration: AnyNode): void {
    if (
      (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') &&
      declaration.id !== null
    ) {
      this.#bindings.push({ exported: 'default', local: declaration.id.name });
      this.#blank(start, declaration.start);
      return;
    }
    this.#bindings.push({ exported: 'default', local: names.value });
    if (declaration.type === 'FunctionDeclaration') {
      // Hoisted like any function declaration, so it must stay one; it only lacks a name.
      this.#blank(start, declaration.start);
      this.#out.appendLeft(this.#text.indexOf('(', declaration.start), ` ${names.value}`);
      this.#prologue = `Object.defineProperty(${names.value},"name",{value:"default"});`;
      return;
    }
    // As a property value an anonymous function or class takes the name "default", as the language wants.
    const lineEnds = this.#text.slice(start, declaration.start).replace(/[^\n]/g, '');
    this.#out.update(start, declaration.start, `const ${names.value}=({"default":${lineEnds}`);
    this.#out.appendLeft(declaration.end, '}).default');
    if (this.#text[declaration.end] !== ';') this.#out.appendLeft(declaration.end, ';');
  }

  #rewrite(findings: Findings): void {
    for (const { node, shorthand, called, leads } of findings.references) {
      const code = this.#imported.get(node.name)?.code ?? node.name;
      if (shorthand) this.#out.appendLeft(node.end, `:${code}`);
      else if (called) this.#out.update(node.start, node.end, `${leads ? ';' : ''}(0,${code})`);
      else this.#out.update(node.start, node.end, code);
    }
    for (const node of findings.dynamicImports) this.#out.update(node.start, node.start + 6, names.dynamic);
    for (const node of findings.metas) this.#out.update(node.start, node.end, names.meta);
  }

  #request(node: { source: Literal; attributes?: ImportDeclaration['attributes']; start: number }): number {
    const specifier = String(node.source.value);
    const attribute = node.attributes?.find(({ key }) => exportName(key) === 'type');
    const type = attribute && String(attribute.value.value);
    const known = this.#requests.findIndex((each) => each.specifier === specifier && each.type === type);
    if (known >= 0) return known;
    return this.#requests.push({ specifier, type, line: this.#lineOf(node.start) }) - 1;
  }

  /** Takes text away and leaves its line ends, so that what follows keeps its place. */
  #blank(start: number, end: number): void {
    const text = this.#text.slice(start, end);
    this.#out.update(start, end, text.replace(/[^\n]/g, ' '));
  }

  /** Nodes are read from top to bottom, so counting goes on from the last answer. */
  #lineOf(offset: number): number {
    if (offset < this.#lineAt) {
      this.#line = 1;
      this.#lineAt = 0;
    }
    for (; this.#lineAt < offset; this.#lineAt++)
      if (this.#text.charCodeAt(this.#lineAt) === 10) this.#line++;
    return this.#line;
  }
}

function exportName(node: { type: string; name?: string; value?: unknown }): string {
  return node.type === 'Identifier' ? String(node.name) : String(node.value);
}

function member(object: string, name: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)
    ? `${object}.${name}`
    : `${object}[${JSON.stringify(name)}]`;
}

/** Words a syntax error of the parser as V8 would, as far as it can be told. */
function failure(text: string, error: unknown): CompileFailure {
  if (!(error instanceof SyntaxError)) throw error;
  const { pos, loc } = error as SyntaxError & { pos: number; loc: { line: number; column: number } }; // acorn's own fields
  const message = error.message.replace(/ \(\d+:\d+\)$/, '');
  return {
    ok: false,
    message: message === 'Unexpected token' ? unexpected(text.slice(pos)) : message,
    line: loc.line,
    column: loc.column,
  };
}

function unexpected(rest: string): string {
  if (rest.trim() === '') return 'Unexpected end of input';
  if (/^["'`]/.test(rest)) return 'Unexpected string';
  if (/^\d/.test(rest)) return 'Unexpected number';
  const word = /^[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(rest)?.[0];
  if (word) return `Unexpected identifier '${word}'`;
  return `Unexpected token '${/^(?:=>|\.\.\.|[^\s])/.exec(rest)?.[0] ?? rest[0]}'`;
}
