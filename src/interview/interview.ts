/** The matcher with our lexicon, ready to read answers to the questions of the bank. */
import { concepts, contradictions } from './lexicon/index.ts';
import { createMatcher, type Matcher, type QuestionContext } from './match.ts';
import type { Reading } from './reading.ts';
import type { Asked } from './question.ts';
import { score, type Score } from './rubric.ts';
import type { SignalId } from './signals.ts';
import { vocabulary } from './vocabulary.ts';

const signalByConcept = new Map(concepts.map(({ id, signal }) => [id, signal]));

/** The signal of a concept of our lexicon. */
export function signalOf(concept: string): SignalId | undefined {
  return signalByConcept.get(concept);
}

let matcher: Matcher | undefined;

/** What reading an answer needs to know of its question. */
export type AskedQuestion = Omit<QuestionContext, 'concepts'> & Asked;

export interface Assessment {
  readonly reading: Reading;
  readonly score: Score;
}

/** Reads an answer and counts its points. The first call compiles the lexicon, which takes some tens of milliseconds. */
export function assess(answer: string, question: AskedQuestion): Assessment {
  matcher ??= createMatcher({ concepts, contradictions }, vocabulary);
  const reading = matcher.read(answer, question);
  return { reading, score: score(reading, question, signalOf) };
}
