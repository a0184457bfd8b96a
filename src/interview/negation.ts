/**
 * Whether a hit is negated. A negator reaches forward through its clause, some eight words; a few phrases deny what
 * stands before them (“… is out of the question”). Two negations cancel (“never without a rollback plan”).
 */
import type { Hit } from './find.ts';
import type { Span } from './scan.ts';
import type { Passage } from './sentences.ts';

const forward = 8;
const backward = 4;

const negators: readonly string[][] = [
  'not',
  'no',
  'never',
  'without',
  'neither',
  'nor',
  'none',
  'nobody',
  'nothing',
  'hardly',
  'avoid',
  'avoiding',
  'forbid',
  'forbidden',
  'refuse',
  'instead of',
  'rather than',
  'unlike',
  'against',
  'dont',
  'doesnt',
  'wont',
  'cant',
  'shouldnt',
  'wouldnt',
  'isnt',
  'lacking',
  'ban',
  'far from',
].map((phrase) => phrase.split(' '));

/** Phrases that look like a negation and are none. */
const harmless: readonly string[][] = [
  'not only',
  'not merely',
  'not just',
  'not automatically',
  'not necessarily',
  'not until',
  'not least',
  'not sure',
  'no longer than',
  'no later than',
  'no more than',
  'not more than',
  'no doubt',
  'no problem',
  'no matter',
  'why not',
  'not yet',
  'not always',
  'no less than',
  'not before',
  'not unless',
  'not know',
  'not guess',
  'nothing but',
  'not mind',
  'not forget',
  'without doubt',
  'not hesitate',
  'not all',
  'not every',
  'not exactly',
  'guard against',
  'protect against',
  'against their',
  'check against',
  'hold against',
  'compare against',
  'not hold',
  'no later',
].map((phrase) => phrase.split(' '));

const afterwards: readonly string[][] = [
  'out of question',
  'off table',
  'is overkill',
  'are overkill',
  'is unnecessary',
  'are unnecessary',
  'is not needed',
  'are not needed',
  'is not necessary',
  'is not an option',
  'is not option',
  'is not allowed',
  'are not allowed',
  'not acceptable',
  'is forbidden',
  'are forbidden',
  'is banned',
  'are banned',
  'is wrong',
  'is bad idea',
  'is mistake',
  'is not answer',
  'are not answer',
  'not exist',
  'is myth',
  'is no go',
  'is not worth',
  'are not worth',
  'is premature',
  'would be overkill',
  'would be mistake',
  'would be wrong',
  'is too much',
  'is impossible',
  'not work',
  'never work',
  'is not enough',
  'is not my job',
  'not matter',
  'is not factor',
  'is never needed',
  'never been needed',
  'not for me',
].map((phrase) => phrase.split(' '));

/** Phrases by their first word, so that most words of a text are done with after one look. */
function byFirstWord(phrases: readonly string[][]): ReadonlyMap<string, readonly string[][]> {
  return Map.groupBy(phrases, ([first = '']) => first);
}

const negatorsByWord = byFirstWord(negators);
const harmlessByWord = byFirstWord(harmless);
const afterwardsByWord = byFirstWord(afterwards);

function standsAt(passage: Passage, at: number, phrase: readonly string[]): boolean {
  return phrase.every((word, offset) => passage.tokens[at + offset]?.text === word);
}

/** Indices of the tokens that negate what follows them. Worked out once per passage. */
export function negatorsOf(passage: Passage): number[] {
  const found: number[] = [];
  passage.tokens.forEach((token, at) => {
    const phrase = negatorsByWord.get(token.text)?.find((candidate) => standsAt(passage, at, candidate));
    if (phrase === undefined) return;
    const excusedFrom = (start: number) =>
      harmlessByWord
        .get(passage.tokens[start]?.text ?? '')
        ?.some((words) => start + words.length > at && standsAt(passage, start, words)) === true;
    // “not only” begins with the negator, “guard against” ends with it.
    if (!excusedFrom(at) && !excusedFrom(at - 1)) found.push(at + phrase.length - 1);
  });
  return found;
}

/**
 * Whether the hit is said with an odd number of negations. Only what reaches its first part decides: where the rest is
 * negated (“a modular monolith, no extra people”) the hit says neither the one nor the other, and the answer is null.
 * Negators that the pattern itself matched do not count.
 */
export function isDenied(passage: Passage, negatorsFound: readonly number[], hit: Hit): boolean | null {
  const own = (at: number) => hit.parts.some((part) => at >= part.start && at < part.end);
  const reaching = (part: Span) =>
    negatorsFound.filter(
      (at) =>
        !own(at) &&
        passage.clause[at] === passage.clause[part.start] &&
        at < part.start &&
        part.start - at <= forward,
    ).length;
  const [first, ...others] = hit.parts;
  if (first === undefined) return false;
  let count = reaching(first);
  const clause = passage.clause[first.end - 1];
  for (let at = first.end; at <= first.end + backward && passage.clause[at] === clause; at += 1) {
    const phrases = afterwardsByWord.get(passage.tokens[at]?.text ?? '') ?? [];
    if (phrases.some((phrase) => standsAt(passage, at, phrase))) {
      count += 1;
      break;
    }
  }
  if (count % 2 === 1) return true;
  return others.some((part) => reaching(part) % 2 === 1) ? null : false;
}
