/** Cuts a text at the edges of its quotations, so that each piece can be marked for what was found in it. */
import type { Quote, Status } from './reading.ts';

/** Something that was found in the text, under the number that the reader sees. */
export interface Mark {
  readonly number: number;
  readonly status: Exclude<Status, 'missing'>;
  readonly quotes: readonly Quote[];
}

export interface Piece {
  readonly text: string;
  /** The strongest of what was found here: a contradiction before an explanation before a name. Null for plain text. */
  readonly status: Mark['status'] | null;
  /** Numbers of the marks that end with this piece. */
  readonly ends: readonly number[];
}

const strength: Readonly<Record<Mark['status'], number>> = { contradicted: 3, found: 2, named: 1 };

/** The whole text in pieces. Quotations that lie outside it are ignored. */
export function pieces(text: string, marks: readonly Mark[]): Piece[] {
  const spans = marks.flatMap(({ number, status, quotes }) =>
    quotes
      .filter(({ start, end }) => start >= 0 && start < end && end <= text.length)
      .map(({ start, end }) => ({ start, end, number, status })),
  );
  const edges = [...new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  return edges.slice(0, -1).map((start, index) => {
    const end = edges[index + 1] ?? text.length;
    const here = spans.filter((span) => span.start <= start && span.end >= end);
    const [strongest] = here.toSorted((a, b) => strength[b.status] - strength[a.status]);
    const ends = [...new Set(here.filter((span) => span.end === end).map(({ number }) => number))];
    return {
      text: text.slice(start, end),
      status: strongest?.status ?? null,
      ends: ends.sort((a, b) => a - b),
    };
  });
}
