/** Finds places in the learner's sources in a line of output: `at handle (file:///orders/app.js:12:5)`. */
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
