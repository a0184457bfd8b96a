/** Where the time of a request went: at each moment of it, the one span that it was waiting for. */
import type { CriticalPath, Step, TraceSpan } from './trace.ts';

/**
 * @param spans of one trace, in any order
 * @throws {Error} when none of them is the root
 */
export function criticalPath(spans: readonly TraceSpan[]): CriticalPath {
  const root = spans.find((each) => each.parentSpanId === undefined);
  if (!root) throw new Error('The trace has no root: every span names a parent.');
  const own = new Map<TraceSpan, number>();

  /** What a span did itself is what its children did not do. */
  const follow = (span: TraceSpan, from: number, until: number): void => {
    const blocking = spans.filter((each) => each.parentSpanId === span.spanId && each.kind !== 'consumer');
    const children = blocking.reduce((sum, each) => sum + each.end - each.start, 0);
    own.set(span, until - from - children);
    for (const child of blocking) follow(child, child.start, child.end);
  };
  follow(root, root.start, root.end);

  const steps = [...own].flatMap(([span, ms]): Step[] => (span === root || ms <= 0 ? [] : [{ span, ms }]));
  return { steps: steps.sort((a, b) => b.ms - a.ms), unexplainedMs: own.get(root) ?? 0 };
}
