/** Finds a compiled pattern in a scanned passage. */
import type { Element, Pattern } from './pattern.ts';
import type { Occurrences, Span } from './scan.ts';
import type { Passage } from './sentences.ts';

/** Words from end to end that the unordered parts of a pattern may span. */
const reach = 14;

export interface Hit extends Span {
  /** The parts that were found; between them may stand words that do not belong to the hit. */
  readonly parts: readonly Span[];
  /** The places of the single elements, without what stands between them. */
  readonly words: readonly Span[];
}

interface Sequence extends Span {
  readonly words: readonly Span[];
}

function extend(
  passage: Passage,
  spans: Occurrences,
  elements: readonly Element[],
  at: number,
  from: Sequence,
): Sequence | undefined {
  const element = elements[at];
  if (element === undefined) return from;
  for (const next of spans.of(element.unit)) {
    if (next.start < from.end) continue;
    if (next.start > from.end + element.gap) break;
    if (passage.sentence[next.start] !== passage.sentence[from.start]) break;
    const longer = { start: from.start, end: next.end, words: [...from.words, next] };
    const whole = extend(passage, spans, elements, at + 1, longer);
    if (whole !== undefined) return whole;
  }
  return element.optional ? extend(passage, spans, elements, at + 1, from) : undefined;
}

function sequences(passage: Passage, spans: Occurrences, elements: readonly Element[]): Sequence[] {
  const first = elements[0];
  if (first === undefined) return [];
  return spans
    .of(first.unit)
    .flatMap((start) => extend(passage, spans, elements, 1, { ...start, words: [start] }) ?? []);
}

function nearest(
  passage: Passage,
  from: Span,
  taken: readonly Span[],
  choices: readonly Sequence[],
): Sequence | undefined {
  let best: Sequence | undefined;
  let bestExtent = Infinity;
  for (const choice of choices) {
    if (passage.sentence[choice.start] !== passage.sentence[from.start]) continue;
    if (taken.some((span) => choice.start < span.end && span.start < choice.end)) continue;
    const extent = Math.max(from.end, choice.end) - Math.min(from.start, choice.start);
    if (extent < bestExtent && extent <= reach) {
      best = choice;
      bestExtent = extent;
    }
  }
  return best;
}

const none: readonly Hit[] = [];

/** All places where the pattern holds, polarity not considered. */
export function find(passage: Passage, spans: Occurrences, pattern: Pattern): readonly Hit[] {
  for (const unit of pattern.required) {
    if (spans.of(unit).length === 0) return none;
  }
  const [first = [], ...others] = pattern.parts.map((part) => sequences(passage, spans, part));
  const hits: Hit[] = [];
  for (const start of first) {
    const parts: Sequence[] = [start];
    let whole: Span = start;
    for (const choices of others) {
      const next = nearest(passage, whole, parts, choices);
      if (next === undefined) break;
      parts.push(next);
      whole = { start: Math.min(whole.start, next.start), end: Math.max(whole.end, next.end) };
    }
    if (parts.length === pattern.parts.length) {
      hits.push({ start: whole.start, end: whole.end, parts, words: parts.flatMap(({ words }) => words) });
    }
  }
  return hits;
}
