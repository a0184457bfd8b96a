/**
 * The critical path of a trace: at each moment of the root, the one span that it was waiting for. Make a span on it
 * shorter and the request gets faster; make another one shorter and nothing happens.
 */
import type { SpanNode } from './span-tree.ts';

/** A stretch of time in which one span, and none below it, is what everybody waits for. */
export interface Segment {
  readonly spanId: string;
  /** Milliseconds since 1970, as the tree has them. */
  readonly start: number;
  readonly end: number;
  /** Spans below it block before or after, and none explains this stretch: nobody recorded what went on. */
  readonly gap: boolean;
}

/** Stretches that are shorter are noise of the clocks. Milliseconds. */
const least = 0.001;

/**
 * The path through one root, from its start to its end. The segments follow each other without a hole, so their lengths
 * add up to the root's.
 *
 * A child that nobody waited for is not on it. Of children that run at once, the one that ends last holds the parent
 * up; before it begins, the next one does.
 */
export function criticalPath(root: SpanNode): Segment[] {
  const segments: Segment[] = [];
  follow(root, root.start, root.end, segments);
  return segments.toReversed();
}

/** Walks back from the end, and so finds the latest segments first. */
function follow(node: SpanNode, from: number, until: number, found: Segment[]): void {
  const blocking = node.children
    .filter((child) => child.blocking && child.start < until && child.end > from)
    .sort((a, b) => b.end - a.end || a.start - b.start);
  const own = (start: number, end: number): void => {
    if (end - start >= least) found.push({ spanId: node.span.spanId, start, end, gap: blocking.length > 0 });
  };
  let at = until;
  for (const child of blocking) {
    const end = Math.min(child.end, at);
    const start = Math.max(child.start, from);
    // Another child covers all of it.
    if (end - start < least) continue;
    own(end, at);
    follow(child, start, end, found);
    at = start;
  }
  own(from, at);
}
