/** A waterfall in words, for those who hear it and for the sentence above it. */
import { duration } from '../traffic/format.ts';
import type { Row, Share } from './waterfall.ts';

/** What the picture of a row shows, for those who hear it. */
export function rowNote(row: Row): string {
  const parts = [
    `from ${duration(row.start)}`,
    row.pathMs > 0
      ? `${duration(row.pathMs)} on the critical path`
      : row.beside
        ? 'nobody waited for it'
        : 'off the critical path',
  ];
  if (row.span.failed) parts.push('failed');
  return parts.join(', ');
}

/** Part of the critical path: what a service did, or what it spent without a span that says on what. */
export function shareWords({ service, ms, gap }: Share): string {
  return gap ? `${service} itself ${duration(ms)}` : `${service} ${duration(ms)}`;
}
