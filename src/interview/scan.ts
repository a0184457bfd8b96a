/** Finds where the units of all patterns occur in a passage, in one pass over its tokens. */
import type { Token } from './normalise.ts';
import type { Phrase } from './pattern.ts';
import type { Passage } from './sentences.ts';

/** Token indices, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface Entry {
  readonly unit: number;
  readonly phrase: Phrase;
}

export type Scan = (passage: Passage) => readonly (readonly Span[])[];

function fits(token: Token, atom: Phrase[number]): boolean {
  if ('stem' in atom) return token.stem === atom.stem || (token.stem === '#' && token.text === atom.stem);
  if ('prefix' in atom) return token.text.startsWith(atom.prefix);
  if (token.quantity === null) return false;
  return atom.quantity === '' || token.quantity === atom.quantity;
}

/**
 * Indexes the units by the first word of each of their phrases. The result maps a passage to the spans of every unit,
 * by unit number, in order of appearance.
 * @param repair what a token that no pattern knows was probably meant to be (a typing slip), or undefined.
 */
export function createScan(
  units: readonly (readonly Phrase[])[],
  repair: (stem: string) => string | undefined,
): Scan {
  const byStem = new Map<string, Entry[]>();
  const byPrefix: (Entry & { prefix: string })[] = [];
  const byQuantity: Entry[] = [];
  units.forEach((phrases, unit) => {
    for (const phrase of phrases) {
      const first = phrase[0];
      if (first === undefined) continue;
      if ('stem' in first) {
        const entries = byStem.get(first.stem) ?? [];
        entries.push({ unit, phrase });
        byStem.set(first.stem, entries);
      } else if ('prefix' in first) byPrefix.push({ unit, phrase, prefix: first.prefix });
      else byQuantity.push({ unit, phrase });
    }
  });
  const candidates = new Map<string, readonly Entry[]>();
  const candidatesFor = (token: Token): readonly Entry[] => {
    const key = token.stem === '#' ? token.text : `${token.stem} ${token.text}`;
    let entries = candidates.get(key);
    if (entries === undefined) {
      entries = [
        ...(byStem.get(token.stem === '#' ? token.text : token.stem) ?? []),
        ...byPrefix.filter((entry) => token.text.startsWith(entry.prefix)),
      ];
      // Learners' words are few, but the memo must not grow with every text of a long session.
      if (candidates.size < 20_000) candidates.set(key, entries);
    }
    return token.quantity === null ? entries : [...entries, ...byQuantity];
  };

  return (passage) => {
    const tokens = passage.tokens.map((token) => {
      const repaired = token.quantity === null ? repair(token.stem) : undefined;
      return repaired === undefined ? token : { ...token, stem: repaired };
    });
    const spans: Span[][] = units.map(() => []);
    tokens.forEach((token, start) => {
      for (const { unit, phrase } of candidatesFor(token)) {
        const end = start + phrase.length;
        const whole = phrase.every((atom, offset) => {
          const at = tokens[start + offset];
          return (
            at !== undefined && fits(at, atom) && passage.sentence[start + offset] === passage.sentence[start]
          );
        });
        if (whole) spans[unit]?.push({ start, end });
      }
    });
    return spans;
  };
}
