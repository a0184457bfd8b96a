/**
 * The first step: the learner's text becomes tokens that remember where they stood. Case, contractions, hyphens,
 * articles and the spelling of quantities go; offsets stay, so that a finding can quote the learner's own words.
 */
import { stem } from './stem.ts';

export type Quantity = 'count' | 'percent' | 'duration' | 'rate' | 'bytes' | 'money' | 'multiple';

export interface Token {
  /** Lower case, as written otherwise. */
  readonly text: string;
  readonly stem: string;
  /** Offsets into the learner's text, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** What kind of number it is, if it is one. */
  readonly quantity: Quantity | null;
  /** The number itself, where it is written in digits. */
  readonly value: number | null;
}

/** Words that carry nothing for a pattern; they are left out, so that patterns need not allow for them. */
const fillers = new Set(
  'a an the very really actually basically just quite simply also honestly probably perhaps maybe'.split(' '),
);

const numberWords = new Set(
  (
    'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
    'eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion ' +
    'dozen hundreds thousands millions dozens half quarter third tenth'
  ).split(' '),
);

const units: readonly (readonly [RegExp, Quantity])[] = [
  [/^(?:%|percent|pct)$/, 'percent'],
  [
    /^(?:ms|s|sec|secs|second|seconds|millisecond|milliseconds|minute|minutes|min|mins|hour|hours|h)$/,
    'duration',
  ],
  [/^(?:day|days|week|weeks|month|months|year|years|quarter|quarters|microseconds|fortnight)$/, 'duration'],
  [/^(?:rps|qps|tps|req)$/, 'rate'],
  [/^(?:kb|mb|gb|tb|pb|kib|mib|gib|terabytes?|gigabytes?|megabytes?|kilobytes?|bytes)$/, 'bytes'],
  [/^(?:dollars?|euros?|pounds?|bucks|usd|eur|gbp|€|\$|£)$/, 'money'],
  [/^(?:x|×|times|fold)$/, 'multiple'],
];

const contractions: readonly (readonly [RegExp, string])[] = [
  [/^(?:won'?t)$/, 'will not'],
  [/^(?:can'?t|cannot)$/, 'can not'],
  [/^(?:shan't)$/, 'shall not'],
  [/^(do|does|did|is|are|was|were|has|have|had|would|should|could|must|need|might)n'?t$/, '$1 not'],
];

const wordForm = String.raw`e\.g\.|i\.e\.|etc\.|vs\.|[a-z][a-z0-9]*(?:'[a-z]+)*`;
const numberForm = String.raw`[$€£]\s?\d+(?:[.,]\d+)*\s?[km]?\b|\d+(?:[.,]\d+)*(?:e\d+)?(?:st|nd|rd|th)?`;
const lexeme = new RegExp(String.raw`${numberForm}|${wordForm}|%|×|[$€£]`, 'g');

function magnitude(text: string): number | null {
  const digits = /\d+(?:[.,]\d+)*(?:e\d+)?/.exec(text)?.[0];
  if (digits === undefined) return null;
  // 1,000,000 groups thousands; a single comma before one or two digits is a decimal one, as in 0,5.
  const plain = /,\d{3}(?:\D|$)/.test(digits) ? digits.replaceAll(',', '') : digits.replace(',', '.');
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

const scales: Readonly<Record<string, number>> = {
  k: 1e3,
  m: 1e6,
  bn: 1e9,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
};

interface Lexeme {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function lexemes(lower: string): Lexeme[] {
  return Array.from(lower.matchAll(lexeme), (found) => ({
    text: found[0],
    start: found.index,
    end: found.index + found[0].length,
  }));
}

/** Reads a number with the scale and unit behind it (`100 k`, `2.5 s`, `$3,000`); returns how many lexemes it took. */
function readNumber(all: readonly Lexeme[], at: number): { token: Token; taken: number } {
  const first = all[at];
  if (first === undefined) throw new RangeError('readNumber was asked for a lexeme that does not exist');
  let value = magnitude(first.text);
  let end = first.end;
  let taken = 1;
  let quantity: Quantity = /^[$€£]/.test(first.text) ? 'money' : 'count';
  const follows = (offset: number) => {
    const next = all[at + offset];
    // A unit stands right behind its number or after one space.
    return next !== undefined && next.start - end <= 1 ? next : undefined;
  };
  const scale = scales[follows(taken)?.text ?? ''];
  if (scale !== undefined) {
    value = value === null ? null : value * scale;
    end = follows(taken)?.end ?? end;
    taken += 1;
  }
  const unit = follows(taken);
  if (unit !== undefined && quantity === 'count') {
    const known = units.find(([pattern]) => pattern.test(unit.text));
    const perCent = unit.text === 'per' && all[at + taken + 1]?.text === 'cent';
    if (known !== undefined || perCent) {
      quantity = perCent ? 'percent' : (known?.[1] ?? 'count');
      const last = perCent ? all[at + taken + 1] : unit;
      end = last?.end ?? end;
      taken += perCent ? 2 : 1;
    }
  }
  return { token: { text: first.text, stem: '#', start: first.start, end, quantity, value }, taken };
}

type Word = Pick<Token, 'text' | 'stem' | 'quantity'>;

const memo = new Map<string, readonly Word[]>();

/** The words in one lexeme: two for a contraction, else one. */
function wordsOf(text: string): readonly Word[] {
  const known = memo.get(text);
  if (known !== undefined) return known;
  let spelled = text;
  for (const [pattern, expansion] of contractions) spelled = spelled.replace(pattern, expansion);
  // What is left behind an apostrophe (it's, we'd, Conway's) carries nothing that a pattern needs.
  const parts = spelled.split(' ').map((part) => part.replace(/'.*$/, ''));
  const words = parts.map((part) => ({
    text: part,
    stem: stem(part),
    quantity: numberWords.has(part) ? ('count' as const) : null,
  }));
  // The words of a language are few, but typing them letter by letter must not fill the memory.
  if (memo.size < 20_000) memo.set(text, words);
  return words;
}

function wordTokens({ text, start, end }: Lexeme): Token[] {
  return wordsOf(text).map((word) => ({ ...word, start, end, value: null }));
}

function spelledQuantity(token: Token, next: Lexeme | undefined): { token: Token; taken: number } {
  if (token.quantity === null || next === undefined) return { token, taken: 0 };
  const known = units.find(([pattern]) => pattern.test(next.text) && next.text.length > 2);
  if (known === undefined) return { token, taken: 0 };
  return { token: { ...token, end: next.end, quantity: known[1] }, taken: 1 };
}

/** Tokens of a text in order, without fillers. Patterns are read by the same function, so both sides always agree. */
export function normalise(text: string): Token[] {
  const lower = text.toLowerCase().replaceAll(/[’‘`´]/g, "'");
  const all = lexemes(lower);
  const tokens: Token[] = [];
  let at = 0;
  while (at < all.length) {
    const current = all[at];
    if (current === undefined) break;
    if (/^[$€£]?\s?\d/.test(current.text)) {
      const { token, taken } = readNumber(all, at);
      tokens.push(token);
      at += taken;
      continue;
    }
    at += 1;
    for (const token of wordTokens(current)) {
      if (fillers.has(token.text)) continue;
      const spelled = spelledQuantity(token, all[at]);
      tokens.push(spelled.token);
      at += spelled.taken;
    }
  }
  return tokens;
}
