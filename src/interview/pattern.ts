/**
 * The language in which concepts are written down, and its compiler.
 *
 * A pattern is one line. Words stand for all their forms (`retry` is also `retries`), articles are never written.
 *
 *     $team own|run .. service        in this order; `..` lets up to three words between, `...` up to seven
 *     pager & $person                 in any order within one sentence, at most fourteen words from end to end
 *     on_call|pager                   alternatives of one place; `_` joins the words of one alternative
 *     idempot*                        any word that begins so
 *     #percent  #duration  #rate …    a number of that kind; `#` is any number
 *     only?                           may be left out
 *     not: share .. database          counts only where it is negated
 *     any: without .. rollback        counts whether negated or not (for patterns that contain their own “not”)
 *     hint: come and go               says something only beside another sign of the same signal
 *
 * `$name` is a set of phrases from the vocabulary.
 */
import { normalise } from './normalise.ts';
import { stem } from './stem.ts';

export type Polarity = 'affirmed' | 'denied' | 'either';

type Atom = { readonly stem: string } | { readonly prefix: string } | { readonly quantity: string };
export type Phrase = readonly Atom[];

export interface Element {
  readonly unit: number;
  /** Words that may stand between the element before and this one. */
  readonly gap: number;
  readonly optional: boolean;
}

export interface Pattern {
  readonly source: string;
  readonly polarity: Polarity | null;
  readonly hint: boolean;
  readonly parts: readonly (readonly Element[])[];
  /** Units without which the pattern cannot hold, the rarest first, for a quick no. */
  readonly required: readonly number[];
}

export type Vocabulary = Readonly<Record<string, readonly string[]>>;

const markers: readonly (readonly [string, Polarity])[] = [
  ['not: ', 'denied'],
  ['any: ', 'either'],
];

const hintMarker = 'hint: ';

function atomsOf(phrase: string): Phrase {
  return phrase
    .trim()
    .split(/\s+/)
    .flatMap((word): Atom[] => {
      if (word.startsWith('#')) return [{ quantity: word.slice(1) }];
      if (word.endsWith('*')) return [{ prefix: word.slice(0, -1) }];
      if (word === 'one' || word === 'half') return [{ stem: word }];
      // Through the same reader as the learner's text: hyphens, contractions and fillers fall out alike.
      return normalise(word).map((token) => ({ stem: token.stem === '#' ? token.text : stem(token.text) }));
    });
}

/** Collects the units (what one element may be) of all patterns, each once, so that a text is scanned for them once. */
export class Compiler {
  readonly units: Phrase[][] = [];
  readonly #numbers = new Map<string, number>();
  readonly #vocabulary: Vocabulary;

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  /** @throws Error that quotes the pattern when it names a set that the vocabulary lacks. */
  compile(source: string): Pattern {
    const hint = source.startsWith(hintMarker);
    const marked = hint ? source.slice(hintMarker.length) : source;
    const marker = markers.find(([prefix]) => marked.startsWith(prefix));
    const body = marker === undefined ? marked : marked.slice(marker[0].length);
    const parts = body.split(' & ').map((part) => this.#sequence(part, source));
    const required = parts
      .flat()
      .flatMap(({ unit, optional }) => (optional ? [] : [unit]))
      .toSorted((a, b) => (this.units[a]?.length ?? 0) - (this.units[b]?.length ?? 0));
    return { source, polarity: marker?.[1] ?? null, hint, parts, required };
  }

  #sequence(part: string, source: string): Element[] {
    const elements: Element[] = [];
    let gap = 0;
    for (const word of part.trim().split(/\s+/)) {
      if (word === '..' || word === '...') {
        gap = word === '..' ? 3 : 7;
        continue;
      }
      const optional = word.endsWith('?');
      elements.push({ unit: this.#unit(optional ? word.slice(0, -1) : word, source), gap, optional });
      gap = 0;
    }
    if (elements[0]?.optional !== false) {
      throw new Error(
        `A part of “${source}” begins with a word that may be left out; begin with a required one.`,
      );
    }
    return elements;
  }

  #unit(key: string, source: string): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.units.length;
    const phrases = key.split('|').flatMap((choice) => this.#phrases(choice, source));
    if (phrases.some((phrase) => phrase.length === 0)) {
      throw new Error(
        `“${key}” in “${source}” holds a word that is never read, such as an article; leave it out.`,
      );
    }
    this.units.push(phrases);
    this.#numbers.set(key, number);
    return number;
  }

  #phrases(choice: string, source: string): Phrase[] {
    if (!choice.startsWith('$')) return [atomsOf(choice.replaceAll('_', ' '))];
    const entries = this.#vocabulary[choice.slice(1)];
    if (entries === undefined) {
      throw new Error(
        `The pattern “${source}” names ${choice}, which the vocabulary does not have; add it there.`,
      );
    }
    return entries.flatMap((entry) =>
      entry.startsWith('$') ? this.#phrases(entry, source) : [atomsOf(entry)],
    );
  }
}
