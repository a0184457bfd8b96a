/** A trace as rows of a waterfall. */
import type { Span, Trace } from '../../../sidecar/model.ts';
import { criticalPath, type Segment } from './critical-path.ts';
import { spanTree, type SpanNode } from './span-tree.ts';

export interface Row {
  readonly span: Span;
  /** 0 for a root. */
  readonly depth: number;
  /** The service whose time it is. */
  readonly service: string;
  /** Who called it, where the span is what the sidecar saw of the call. */
  readonly caller: string | null;
  /** Milliseconds from the beginning of the trace. */
  readonly start: number;
  readonly ms: number;
  /** What of the critical path is this span's own; times from the beginning of the trace. */
  readonly segments: readonly Omit<Segment, 'spanId'>[];
  /** Milliseconds of the critical path that are its own. */
  readonly pathMs: number;
  /** It runs beside what its parent waited for. */
  readonly beside: boolean;
  readonly skewMs: number;
  readonly children: number;
}

export interface Waterfall {
  readonly rows: readonly Row[];
  /** Milliseconds since 1970. */
  readonly begin: number;
  /** Milliseconds from the first start to the last end. */
  readonly ms: number;
  /** Spans that were left out because the trace has too many. */
  readonly dropped: number;
}

/** The service that has the time of a span: of a call that only the sidecar saw, the one that was called. */
function holderOf({ span, children }: SpanNode): { service: string; caller: string | null } {
  const callee = span.attributes['server.address'];
  const seenFromOutside = span.kind === 'client' && span.resource['telemetry.sdk.name'] === 'sidecar';
  if (!seenFromOutside || typeof callee !== 'string') return { service: span.service, caller: null };
  // The callee tells of its own side: then this is the caller's wait.
  const told = children.some((child) => child.span.service === callee && child.span.kind === 'server');
  return told ? { service: span.service, caller: null } : { service: callee, caller: span.service };
}

export function waterfallOf({ spans, dropped }: Pick<Trace, 'spans' | 'dropped'>): Waterfall {
  const roots = spanTree(spans);
  const segments = new Map<string, Segment[]>();
  const [first] = roots;
  for (const segment of first ? criticalPath(first) : []) {
    const list = segments.get(segment.spanId);
    if (list) list.push(segment);
    else segments.set(segment.spanId, [segment]);
  }
  const nodes = roots.flatMap((root) => listed(root, 0));
  const begin = Math.min(...nodes.map(({ node }) => node.start));
  const end = Math.max(...nodes.map(({ node }) => node.end));
  const rows = nodes.map(({ node, depth, beside }): Row => {
    const own = (segments.get(node.span.spanId) ?? []).map((segment) => ({
      start: segment.start - begin,
      end: segment.end - begin,
      gap: segment.gap,
    }));
    return {
      span: node.span,
      depth,
      ...holderOf(node),
      start: node.start - begin,
      ms: node.end - node.start,
      segments: own,
      pathMs: own.reduce((sum, segment) => sum + segment.end - segment.start, 0),
      beside,
      skewMs: node.skewMs,
      children: node.children.length,
    };
  });
  return { rows, begin, ms: nodes.length === 0 ? 0 : end - begin, dropped };
}

function listed(
  node: SpanNode,
  depth: number,
  above = false,
): { node: SpanNode; depth: number; beside: boolean }[] {
  const beside = above || !node.blocking;
  return [{ node, depth, beside }, ...node.children.flatMap((child) => listed(child, depth + 1, beside))];
}

/** A part of the critical path, for the sentence above the waterfall. */
export interface Share {
  readonly service: string;
  readonly ms: number;
  /** No span says what the service did in this time. */
  readonly gap: boolean;
}

/** Where the time went, the largest part first. */
export function sharesOf({ rows }: Pick<Waterfall, 'rows'>): Share[] {
  const shares = new Map<string, { service: string; ms: number; gap: boolean }>();
  for (const { service, segments } of rows) {
    for (const { start, end, gap } of segments) {
      const key = `${service} ${gap}`;
      const share = shares.get(key) ?? { service, ms: 0, gap };
      shares.set(key, { ...share, ms: share.ms + end - start });
    }
  }
  return [...shares.values()].sort((a, b) => b.ms - a.ms);
}
