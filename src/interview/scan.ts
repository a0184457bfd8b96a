/** Finds where the units of all patterns occur in a passage, in one pass over its tokens. */
import type { Token } from './normalise.ts';
import type { Phrase } from './pattern.ts';
import type { Passage } from './sentences.ts';

/** Token indices, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** For each unit, where it occurs, in order; a unit that does not occur has no entry. */
export type Occurrences = readonly (readonly Span[] | undefined)[];

export type Scan = (passage: Passage) => Occurrences;

/** A phrase and all units that contain it: a common word is looked up once, however many patterns use it. */
interface Entry {
  readonly phrase: Phrase;
  readonly units: number[];
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

function entriesOf(units: readonly (readonly Phrase[])[]): Entry[] {
  const entries = new Map<string, Entry>();
  units.forEach((phrases, unit) => {
    for (const phrase of phrases) {
      const key = JSON.stringify(phrase);
      const known = entries.get(key);
      if (known === undefined) entries.set(key, { phrase, units: [unit] });
      else if (known.units.at(-1) !== unit) known.units.push(unit);
    }
  });
  return [...entries.values()];
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
  for (const entry of entriesOf(units)) {
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
    const entries = [
      ...(byStem.get(stem === '#' ? text : stem) ?? []),
      ...byPrefix.filter(({ prefix }) => text.startsWith(prefix)).map(({ entry }) => entry),
      ...byQuantity
        .filter(
          (candidate) => quantity !== null && (candidate.quantity === '' || candidate.quantity === quantity),
        )
        .map(({ entry }) => entry),
    ];
    // Learners' words are few, but the memo must not grow with every text of a long session.
    if (memo.size < 20_000) memo.set(key, entries);
    return entries;
  };

  return (passage) => {
    const tokens = passage.tokens.map((token) => {
      const repaired = token.quantity === null ? repair(token.stem) : undefined;
      return repaired === undefined ? token : { ...token, stem: repaired };
    });
    const spans: (Span[] | undefined)[] = Array.from({ length: units.length });
    tokens.forEach((token, start) => {
      for (const { phrase, units: containing } of candidates(token)) {
        if (!occursAt(tokens, passage, phrase, start)) continue;
        const span = { start, end: start + phrase.length };
        for (const unit of containing) {
          const known = spans[unit];
          if (known === undefined) spans[unit] = [span];
          else known.push(span);
        }
      }
    });
    return spans;
  };
}
