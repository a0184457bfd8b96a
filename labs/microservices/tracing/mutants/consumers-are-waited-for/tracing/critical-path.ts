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

  /** Walks back from the end of a stretch: what ended last is what was waited for. */
  const follow = (span: TraceSpan, from: number, until: number): void => {
    const blocking = spans.filter((each) => each.parentSpanId === span.spanId).sort((a, b) => b.end - a.end);
    let at = until;
    let ms = 0;
    for (const child of blocking) {
      const start = Math.max(child.start, from);
      const end = Math.min(child.end, at);
      // Another child covers all of it.
      if (end <= start) continue;
      ms += at - end;
      follow(child, start, end);
      at = start;
    }
    own.set(span, ms + at - from);
  };
  follow(root, root.start, root.end);

  const steps = [...own].flatMap(([span, ms]): Step[] => (span === root || ms <= 0 ? [] : [{ span, ms }]));
  return { steps: steps.sort((a, b) => b.ms - a.ms), unexplainedMs: own.get(root) ?? 0 };
}
