/**
 * Finds in a line of output what leads elsewhere: places in the learner's sources (`at handle (/orders/app.js:12:5)`)
 * and traces (`trace=4bf92f35…`).
 */
import { sourceName } from '../engine/erase.ts';

/** A place in a source file; line and column count from 1. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A place, and where in the text it was named (`start` inclusive, `end` exclusive). */
export interface SourceLink extends SourcePlace {
  readonly start: number;
  readonly end: number;
}

const place = /([\w.@/-]+\.[cm]?[jt]s):(\d+)(?::(\d+))?/g;

/** @param known the lab's files: a path is a link only if the lab has it. Machines prefix paths as they like. */
export function sourceLinks(text: string, known: ReadonlySet<string>): SourceLink[] {
  return [...text.matchAll(place)].flatMap((match) => {
    const [whole, path = '', line, column] = match;
    const parts = sourceName(path).split('/');
    const suffixes = parts.map((_, index) => parts.slice(index).join('/'));
    const file = suffixes.find((suffix) => known.has(suffix));
    if (file === undefined) return [];
    const end = match.index + whole.length;
    // The link covers the lab's own path, not what the machine puts before it.
    const start = match.index + path.length - file.length;
    return [{ file, line: Number(line), column: Number(column ?? 1), start, end }];
  });
}

/** The id of a trace, and where in the text it stands (`start` inclusive, `end` exclusive). */
export interface TraceLink {
  readonly traceId: string;
  readonly start: number;
  readonly end: number;
}

/** As the lab's log writes it. */
const trace = /\btrace=([0-9a-f]{32})\b/g;

/** The traces that a text names. */
export function traceLinks(text: string): TraceLink[] {
  return [...text.matchAll(trace)].map(({ 0: whole, 1: traceId = '', index }) => {
    const end = index + whole.length;
    return { traceId, start: end - traceId.length, end };
  });
}

/** A text in pieces, of which some are traces. Together they are the text. */
export function tracePieces(text: string): { readonly text: string; readonly traceId: string | null }[] {
  const pieces: { text: string; traceId: string | null }[] = [];
  let from = 0;
  for (const { traceId, start, end } of traceLinks(text)) {
    if (start > from) pieces.push({ text: text.slice(from, start), traceId: null });
    pieces.push({ text: traceId, traceId });
    from = end;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), traceId: null });
  return pieces;
}
