/** An answer prepared for reading: everything that the later steps share, worked out once. */
import { find } from './find.ts';
import { keywordLists } from './lists.ts';
import { negatorsOf } from './negation.ts';
import type { Pattern } from './pattern.ts';
import type { Occurrences, Scan, Span } from './scan.ts';
import { readPassage, type Passage } from './sentences.ts';
import type { Quote } from './reading.ts';

export interface Page {
  readonly passage: Passage;
  readonly spans: Occurrences;
  readonly negators: readonly number[];
  readonly inList: readonly boolean[];
  /** For each token, whether it is part of the name of some concept. */
  readonly nameTokens: readonly boolean[];
}

/** Numbers that the question itself states earn nothing when they are repeated: they stop being quantities. */
function withoutEchoes(passage: Passage, prompt: Passage): Passage {
  const given = new Set(prompt.tokens.flatMap(({ value }) => (value === null || value < 100 ? [] : [value])));
  if (given.size === 0) return passage;
  const tokens = passage.tokens.map((token) =>
    token.quantity === 'rate' && token.value !== null && given.has(token.value)
      ? { ...token, quantity: null }
      : token,
  );
  return { ...passage, tokens };
}

/**
 * @param names patterns of all names, to know which words of the text are nothing but names.
 */
export function preparePage(answer: string, prompt: string, scan: Scan, names: readonly Pattern[]): Page {
  const passage = withoutEchoes(readPassage(answer), readPassage(prompt));
  const spans = scan(passage);
  const nameTokens = passage.tokens.map(() => false);
  for (const pattern of names) {
    for (const hit of find(passage, spans, pattern)) {
      for (const span of hit.words) nameTokens.fill(true, span.start, span.end);
    }
  }
  return { passage, spans, negators: negatorsOf(passage), inList: keywordLists(passage), nameTokens };
}

/** Shares of the text from which on it is little more than a list: in keyword lists and names, or names alone. */
const listShares = { inList: 0.4, named: 0.25, namedAlone: 0.6 };

/** Whether the answer is little more than keywords in a row. */
export function isListed(page: Page, foundSomething: boolean): boolean {
  const share = (flags: readonly boolean[]) => flags.filter(Boolean).length / Math.max(1, flags.length);
  const named = share(page.nameTokens);
  if (share(page.inList) >= listShares.inList && named >= listShares.named) return true;
  return named >= listShares.namedAlone && !foundSomething;
}

function quoteOf(passage: Passage, span: Span): Quote {
  const start = passage.tokens[span.start]?.start ?? 0;
  const end = passage.tokens[span.end - 1]?.end ?? start;
  return { start, end, text: passage.text.slice(start, end) };
}

/** Each place once, overlapping ones joined, in the order of the text. */
export function quotesOf(passage: Passage, spans: readonly Span[]): Quote[] {
  const joined: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last !== undefined && span.start < last.end) {
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else joined.push(span);
  }
  return joined.map((span) => quoteOf(passage, span));
}
