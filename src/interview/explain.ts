/**
 * Whether something that was only named is explained by what stands around it: a reason with content, a number, or a
 * linked concept. “Because it is best practice” is no reason.
 */
import type { Span } from './scan.ts';
import type { Passage } from './sentences.ts';

export type Explanation = 'reason' | 'number' | 'link';

const markers: readonly string[][] = [
  'because',
  'since',
  'so that',
  'otherwise',
  'which means',
  'that way',
  'this way',
  'that means',
  'this means',
  'to avoid',
  'to prevent',
  'in order to',
  'therefore',
  'hence',
  'due to',
  'thanks to',
  'as we',
  'as it',
  'as they',
  'so we',
  'so it',
  'so i',
  'so they',
  'so one',
  'so no',
  'reason is',
  'thus',
  'in case',
  'as nobody',
  'as each',
  'as otherwise',
  'as soon as',
  'so each',
  'so nobody',
  'so users',
  'so nothing',
  'as one',
  'for otherwise',
].map((phrase) => phrase.split(' '));

/** Where a following sentence begins so, it gives the reason for the one before. */
const carriesOn = new Set(['because', 'otherwise', 'so', 'therefore', 'that way', 'thus', 'hence']);

const empty = new Set(
  (
    'and or but of to in on at for with by from as is are was were be been it its this that these those they them we ' +
    'our us i my you your he she his her can could will would should must may might do does did has have had not no so ' +
    'then than if when which who what there here all any some each every more most very much many such only too also ' +
    'because since make makes let lets use uses used using want need way thing things system systems service services ' +
    // Praise that fits anything.
    'best practice practices industry standard modern scalable scalability scale scales scaling resilient resilience ' +
    'robust robustness reliable reliability performance performant efficient flexible flexibility maintainable ' +
    'maintainability available availability netflix amazon google uber popular common recommended powerful good great ' +
    'better easy easier simple simpler nice cloud native enterprise grade future proof decoupled decoupling loosely ' +
    'loose coupled coupling important necessary microservice microservices architecture highly high'
  ).split(' '),
);

const substance = 3;

function reasonIn(passage: Passage, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const marker = markers.find((phrase) =>
      phrase.every((word, offset) => passage.tokens[at + offset]?.text === word),
    );
    if (marker === undefined) continue;
    const content = passage.tokens
      .slice(at + marker.length, to)
      .filter((token) => token.quantity !== null || !empty.has(token.text));
    if (content.length >= substance) return true;
  }
  return false;
}

function numberIn(
  passage: Passage,
  from: number,
  to: number,
  inList: readonly boolean[],
  hit: Span,
): boolean {
  for (let at = from; at < to; at += 1) {
    const token = passage.tokens[at];
    if (token === undefined || token.quantity === null || inList[at] === true) continue;
    if (at >= hit.start && at < hit.end) continue;
    // “Two types” measures nothing; a figure or a number with a unit does.
    if (token.quantity !== 'count' || token.value !== null) return true;
  }
  return false;
}

/**
 * What explains the span, or null.
 * @param allowed what the concept accepts as an explanation.
 * @param linked spans of linked concepts that were stated, not only named.
 */
export function explanationOf(
  passage: Passage,
  inList: readonly boolean[],
  span: Span,
  allowed: readonly Explanation[],
  linked: readonly Span[],
): Explanation | null {
  const sentence = passage.sentence[span.start] ?? 0;
  const from = passage.sentenceStarts[sentence] ?? 0;
  const to = passage.sentenceStarts[sentence + 1] ?? passage.tokens.length;
  const after = passage.sentenceStarts[sentence + 2] ?? passage.tokens.length;
  if (allowed.includes('reason')) {
    if (reasonIn(passage, from, to)) return 'reason';
    const opening = passage.tokens[to];
    if (opening !== undefined && carriesOn.has(opening.text) && after - to > substance) return 'reason';
  }
  if (allowed.includes('number') && numberIn(passage, from, to, inList, span)) return 'number';
  if (allowed.includes('link')) {
    const near = linked.some((other) => Math.abs((passage.sentence[other.start] ?? -9) - sentence) <= 1);
    if (near) return 'link';
  }
  return null;
}
