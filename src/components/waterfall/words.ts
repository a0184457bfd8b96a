/** The waterfall in words. */
import { bottleneck, waitedFor, type Bar, type Waterfall } from './model.ts';

export function milliseconds(ms: number): string {
  return `${Math.round(ms)} ms`;
}

/** What became of a span's time: `320 ms, all of it on the path`. */
export function barWords(bar: Bar): string {
  const length = bar.end - bar.start;
  const waited = waitedFor(bar);
  if (!bar.blocking) return `${milliseconds(length)}, nobody waits`;
  if (length === 0) return milliseconds(0);
  if (bar.depth === 0) return `${milliseconds(length)}, ${milliseconds(waited)} in no span`;
  if (waited === 0) return `${milliseconds(length)}, off the path`;
  return waited === length
    ? `${milliseconds(length)}, all on the path`
    : `${milliseconds(length)}, ${milliseconds(waited)} its own`;
}

/** The whole picture in a sentence or two. */
export function summary(trace: Waterfall): string {
  const most = bottleneck(trace);
  const bar = most
    ? `The bottleneck is “${most.name}” of ${most.service}, ${milliseconds(waitedFor(most))}.`
    : '';
  return `The customer waits ${milliseconds(trace.total)}. ${bar} No span explains ${milliseconds(trace.unexplained)}.`;
}
