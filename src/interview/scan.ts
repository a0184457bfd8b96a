/** Finds where the units of all patterns occur in a passage, in one pass over its tokens. */
import type { Token } from './normalise.ts';
import type { Phrase } from './pattern.ts';
import type { Passage } from './sentences.ts';

/** Token indices, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where the units occur in one passage. */
export interface Occurrences {
  /** Spans of a unit in order of appearance; none where it does not occur. */
  of(unit: number): readonly Span[];
}

export type Scan = (passage: Passage) => Occurrences;

/** A phrase under its number: a common word is looked up once, however many units contain it. */
interface Entry {
  readonly number: number;
  readonly phrase: Phrase;
}

function fits(token: Token, atom: Phrase[number]): boolean {
  if ('stem' in atom) return token.stem === atom.stem || (token.stem === '#' && token.text === atom.stem);
  if ('prefix' in atom) return token.text.startsWith(atom.prefix);
  if (token.quantity === null) return false;
  return atom.quantity === '' || token.quantity === atom.quantity;
}

function occursAt(tokens: readonly Token[], passage: Passage, phrase: Phrase, start: number): boolean {
  // The index has already met the first word.
  for (let offset = 1; offset < phrase.length; offset += 1) {
    const token = tokens[start + offset];
    const atom = phrase[offset];
    if (token === undefined || atom === undefined || !fits(token, atom)) return false;
  }
  return passage.sentence[start + phrase.length - 1] === passage.sentence[start];
}

interface Index {
  readonly entries: readonly Entry[];
  /** For each unit, the numbers of its phrases. */
  readonly members: readonly (readonly number[])[];
}

function indexPhrases(units: readonly (readonly Phrase[])[]): Index {
  const entries = new Map<string, Entry>();
  const members = units.map((phrases) => {
    const numbers = phrases.map((phrase) => {
      const key = JSON.stringify(phrase);
      const entry = entries.get(key) ?? { number: entries.size, phrase };
      entries.set(key, entry);
      return entry.number;
    });
    return [...new Set(numbers)];
  });
  return { entries: [...entries.values()], members };
}

const nowhere: readonly Span[] = [];

/** Spans of units, put together from those of their phrases when they are first asked for. */
function occurrencesOf(
  members: readonly (readonly number[])[],
  phraseSpans: readonly (readonly Span[] | undefined)[],
): Occurrences {
  // Left with holes on purpose: filling thousands of places for each answer would cost more than reading it.
  const memo: (readonly Span[] | undefined)[] = [];
  memo.length = members.length;
  return {
    of(unit) {
      const known = memo[unit];
      if (known !== undefined) return known;
      let spans = nowhere;
      let sources = 0;
      for (const number of members[unit] ?? []) {
        const own = phraseSpans[number];
        if (own === undefined) continue;
        sources += 1;
        spans = sources === 1 ? own : [...spans, ...own];
      }
      if (sources > 1) spans = spans.toSorted((a, b) => a.start - b.start);
      memo[unit] = spans;
      return spans;
    },
  };
}

/**
 * Indexes the phrases of all units by their first word.
 * @param repair what a token that no pattern knows was probably meant to be (a typing slip), or undefined.
 */
export function createScan(
  units: readonly (readonly Phrase[])[],
  repair: (stem: string) => string | undefined,
): Scan {
  const byStem = new Map<string, Entry[]>();
  const byPrefix: { prefix: string; entry: Entry }[] = [];
  const byQuantity: { quantity: string; entry: Entry }[] = [];
  const { entries, members } = indexPhrases(units);
  for (const entry of entries) {
    const first = entry.phrase[0];
    if (first === undefined) continue;
    if ('prefix' in first) byPrefix.push({ prefix: first.prefix, entry });
    else if ('quantity' in first) byQuantity.push({ quantity: first.quantity, entry });
    else byStem.set(first.stem, [...(byStem.get(first.stem) ?? []), entry]);
  }
  const memo = new Map<string, readonly Entry[]>();
  const candidates = ({ stem, text, quantity }: Token): readonly Entry[] => {
    const key = `${stem} ${text} ${quantity ?? ''}`;
    const known = memo.get(key);
    if (known !== undefined) return known;
    const found = [
      ...(byStem.get(stem === '#' ? text : stem) ?? []),
      ...byPrefix.filter(({ prefix }) => text.startsWith(prefix)).map(({ entry }) => entry),
      ...byQuantity
        .filter(
          (candidate) => quantity !== null && (candidate.quantity === '' || candidate.quantity === quantity),
        )
        .map(({ entry }) => entry),
    ];
    // Learners' words are few, but the memo must not grow with every text of a long session.
    if (memo.size < 20_000) memo.set(key, found);
    return found;
  };

  return (passage) => {
    const tokens = passage.tokens.map((token) => {
      const repaired = token.quantity === null ? repair(token.stem) : undefined;
      return repaired === undefined ? token : { ...token, stem: repaired };
    });
    const phraseSpans: (Span[] | undefined)[] = [];
    phraseSpans.length = entries.length;
    tokens.forEach((token, start) => {
      for (const { number, phrase } of candidates(token)) {
        if (!occursAt(tokens, passage, phrase, start)) continue;
        const span = { start, end: start + phrase.length };
        const known = phraseSpans[number];
        if (known === undefined) phraseSpans[number] = [span];
        else known.push(span);
      }
    });
    return occurrencesOf(members, phraseSpans);
  };
}
