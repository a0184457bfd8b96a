/** Where the time of a request went: at each moment of it, the one span that it was waiting for. */
import type { CriticalPath, TraceSpan } from './trace.ts';

/**
 * @param spans of one trace, in any order
 * @throws {Error} when none of them is the root
 */
export function criticalPath(spans: readonly TraceSpan[]): CriticalPath {
  const root = spans.find((each) => each.parentSpanId === undefined);
  if (!root) throw new Error('The trace has no root: every span names a parent.');
  // The longest span is the bottleneck, and what the spans do not add up to is unexplained. Or is it?
  const steps = spans
    .filter((span) => span !== root)
    .map((span) => ({ span, ms: span.end - span.start }))
    .sort((a, b) => b.ms - a.ms);
  const explained = steps.reduce((sum, { ms }) => sum + ms, 0);
  return { steps, unexplainedMs: root.end - root.start - explained };
}
