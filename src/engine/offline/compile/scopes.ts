/**
 * Finds where a module uses what it imports: every identifier that is a reference to an imported name and is not
 * shadowed by a declaration nearer to it.
 */
import type { AnyNode, Function as FunctionNode, Identifier, Node, Pattern, Program } from 'acorn';

/** How a reference stands in its surroundings, which decides how it may be rewritten. */
export interface Reference {
  node: Identifier;
  /** `{ name }`: the key must stay. */
  shorthand: boolean;
  /** `name()` or a tagged template: the rewritten callee must not bring its object along as `this`. */
  called: boolean;
  /** It begins a statement within a list of statements, where a parenthesis would join the line before. */
  leads: boolean;
}

export interface Findings {
  references: Reference[];
  /** `import(…)` and `import.meta`, by node. */
  dynamicImports: Node[];
  metas: Node[];
  /** Offset of the first `await` at the top level. */
  awaits: number | undefined;
}

type Scope = Set<string>;

interface Context {
  parent: AnyNode | undefined;
  key: string;
  scopes: readonly Scope[];
  inFunction: boolean;
  /** Start of the statement in a list that is being read. */
  statementStart: number;
}

const functionTypes = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
const blockTypes = new Set([
  'BlockStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'SwitchStatement',
  'CatchClause',
  'StaticBlock',
]);

function isFunction(node: AnyNode): node is FunctionNode & AnyNode {
  return functionTypes.has(node.type);
}

/** The names that a pattern declares. */
export function patternNames(pattern: Pattern | null | undefined, add: (name: string) => void): void {
  if (!pattern) return;
  switch (pattern.type) {
    case 'Identifier':
      return add(pattern.name);
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        patternNames(property.type === 'RestElement' ? property.argument : property.value, add);
      }
      return;
    case 'ArrayPattern':
      for (const element of pattern.elements) patternNames(element, add);
      return;
    case 'AssignmentPattern':
      return patternNames(pattern.left, add);
    case 'RestElement':
      return patternNames(pattern.argument, add);
    case 'MemberExpression':
      return;
  }
}

function* children(node: AnyNode): Generator<[AnyNode, string]> {
  for (const [key, value] of Object.entries(node)) {
    if (Array.isArray(value)) {
      for (const each of value) if (isNode(each)) yield [each, key];
    } else if (isNode(value)) {
      yield [value, key];
    }
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** @param imported the local names of the module's imports. */
export function findReferences(program: Program, imported: ReadonlySet<string>): Findings {
  const scopeOf = new Map<AnyNode, Scope>();
  const declareIn = (owner: AnyNode) => (name: string) => {
    if (!imported.has(name)) return;
    let scope = scopeOf.get(owner);
    if (!scope) scopeOf.set(owner, (scope = new Set()));
    scope.add(name);
  };

  collect(program, program, program);
  const findings: Findings = { references: [], dynamicImports: [], metas: [], awaits: undefined };
  visit(program, { parent: undefined, key: '', scopes: [], inFunction: false, statementStart: -1 });
  return findings;

  function collect(node: AnyNode, owner: AnyNode, block: AnyNode): void {
    if (isFunction(node)) {
      if (node.type === 'FunctionDeclaration' && node.id) declareIn(block)(node.id.name);
      const declare = declareIn(node);
      if (node.type === 'FunctionExpression' && node.id) declare(node.id.name);
      for (const parameter of node.params) patternNames(parameter, declare);
      for (const [child] of children(node)) collect(child, node, node);
      return;
    }
    if (node.type === 'VariableDeclaration') {
      const declare = declareIn(node.kind === 'var' ? owner : block);
      for (const each of node.declarations) patternNames(each.id, declare);
    } else if (node.type === 'ClassDeclaration' && node.id) {
      declareIn(block)(node.id.name);
    } else if (node.type === 'ClassExpression' && node.id) {
      declareIn(node)(node.id.name);
    } else if (node.type === 'CatchClause') {
      patternNames(node.param, declareIn(node));
    }
    const inner = blockTypes.has(node.type) ? node : block;
    const owns = node.type === 'StaticBlock' ? node : owner;
    for (const [child] of children(node)) collect(child, owns, inner);
  }

  function visit(node: AnyNode, context: Context): void {
    const own = node === program ? undefined : scopeOf.get(node);
    const scopes = own ? [own, ...context.scopes] : context.scopes;
    const inFunction =
      context.inFunction ||
      isFunction(node) ||
      node.type === 'StaticBlock' ||
      (node.type === 'PropertyDefinition' && context.key === 'body');

    if (!inFunction && isTopLevelAwait(node)) findings.awaits ??= node.start;
    if (node.type === 'ImportExpression') findings.dynamicImports.push(node);
    else if (node.type === 'MetaProperty' && node.meta.name === 'import') findings.metas.push(node);
    else if (node.type === 'Identifier' && imported.has(node.name) && isReference(node, context)) {
      if (!scopes.some((scope) => scope.has(node.name))) findings.references.push(describe(node, context));
    }
    if (node.type === 'ImportDeclaration' || node.type === 'ExportAllDeclaration') return;
    if (node.type === 'ExportNamedDeclaration' && !node.declaration) return;

    const isList = node.type === 'Program' || node.type === 'BlockStatement' || node.type === 'StaticBlock';
    for (const [child, key] of children(node)) {
      const begins = (isList && key === 'body') || (node.type === 'SwitchCase' && key === 'consequent');
      const statementStart = begins ? child.start : context.statementStart;
      visit(child, { parent: node, key, scopes, inFunction, statementStart });
    }
  }
}

function isTopLevelAwait(node: AnyNode): boolean {
  return (
    node.type === 'AwaitExpression' ||
    (node.type === 'ForOfStatement' && node.await) ||
    (node.type === 'VariableDeclaration' && node.kind === 'await using')
  );
}

/** Tells a reference from a name that only labels something: a key, a property, a label. */
function isReference(node: Identifier, { parent, key }: Context): boolean {
  switch (parent?.type) {
    case 'MemberExpression':
      return key !== 'property' || parent.computed;
    case 'PropertyDefinition':
    case 'MethodDefinition':
      return key !== 'key' || parent.computed;
    case 'Property':
      return parent.shorthand ? key === 'value' && parent.value === node : key !== 'key' || parent.computed;
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return key !== 'label';
    case 'ImportSpecifier':
    case 'ExportSpecifier':
    case 'MetaProperty':
      return false;
    default:
      return true;
  }
}

function describe(node: Identifier, { parent, key, statementStart }: Context): Reference {
  const called =
    (parent?.type === 'CallExpression' && key === 'callee') ||
    (parent?.type === 'TaggedTemplateExpression' && key === 'tag');
  return {
    node,
    shorthand: parent?.type === 'Property' && parent.shorthand,
    called,
    leads: called && node.start === statementStart,
  };
}
