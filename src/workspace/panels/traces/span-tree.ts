/** The spans of a trace as a tree, in the order in which they would be read. */
import type { Span } from '../../../sidecar/model.ts';

export interface SpanNode {
  readonly span: Span;
  /** Ordered by start. */
  readonly children: SpanNode[];
  /** Milliseconds since 1970, after clocks were made to agree. */
  start: number;
  end: number;
  /** How far it was moved, because its clock and its caller's differ. Milliseconds. */
  skewMs: number;
  /** Whoever is above it waited for it. */
  blocking: boolean;
}

/** A child may seem to end later than its parent by so much, when both were measured well. Milliseconds. */
const tolerance = 1;

/**
 * @returns the roots, earliest first: spans without a parent, and those whose parent nobody sent. A consumer's span that
 *   names its cause by a link hangs below that one.
 */
export function spanTree(spans: readonly Span[]): SpanNode[] {
  const nodes = new Map<string, SpanNode>();
  for (const span of spans) {
    if (nodes.has(span.spanId)) continue;
    nodes.set(span.spanId, {
      span,
      children: [],
      start: span.start,
      end: span.start + span.ms,
      skewMs: 0,
      blocking: true,
    });
  }
  const roots: SpanNode[] = [];
  const parents = new Map<SpanNode, SpanNode>();
  for (const node of nodes.values()) {
    const parent = nodes.get(causeOf(node.span, nodes) ?? '');
    // Spans that name each other as parents would hang in the air.
    if (!parent || isAbove(node, parent, parents)) roots.push(node);
    else {
      parents.set(node, parent);
      parent.children.push(node);
    }
  }
  const byStart = (a: SpanNode, b: SpanNode): number => a.start - b.start || a.span.ms - b.span.ms;
  const settle = (node: SpanNode): void => {
    for (const child of node.children) {
      align(child, node);
      child.blocking = isBlocking(child, node);
      settle(child);
    }
    node.children.sort(byStart);
  };
  for (const root of roots) settle(root);
  return roots.sort(byStart);
}

function causeOf(span: Span, nodes: ReadonlyMap<string, SpanNode>): string | undefined {
  if (span.parentSpanId !== undefined) return span.parentSpanId;
  return span.links.find(({ spanId }) => spanId !== span.spanId && nodes.has(spanId))?.spanId;
}

function isAbove(node: SpanNode, other: SpanNode, parents: ReadonlyMap<SpanNode, SpanNode>): boolean {
  for (let at: SpanNode | undefined = other; at; at = parents.get(at)) if (at === node) return true;
  return false;
}

/** The server's side of a call lies within the client's; if it does not, their clocks differ. */
function align(child: SpanNode, parent: SpanNode): void {
  const call = child.span.kind === 'server' && parent.span.kind === 'client';
  const length = child.end - child.start;
  const outside = child.start < parent.start || child.end > parent.end;
  if (!call || !outside || length > parent.end - parent.start) return;
  const start = parent.start + (parent.end - parent.start - length) / 2;
  move(child, start - child.start);
}

/** With it go those below it that the same clock measured, or clocks that follow from it. */
function move(node: SpanNode, by: number): void {
  node.start += by;
  node.end += by;
  node.skewMs += by;
  for (const child of node.children) move(child, by);
}

function isBlocking(child: SpanNode, parent: SpanNode): boolean {
  const { kind, parentSpanId } = child.span;
  if (kind === 'consumer' || parent.span.kind === 'producer' || parentSpanId === undefined) return false;
  if (kind === 'server' && parent.span.kind === 'client') return true;
  return child.start < parent.end && child.end <= parent.end + tolerance;
}
