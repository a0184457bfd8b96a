/** A question as the practice pages hand it to their scripts: with the names of its concepts, and links that exist. */
import type { Question, QuestionId } from '../../interview/question.ts';
import type { SignalId } from '../../interview/signals.ts';

export interface PracticeConcept {
  readonly concept: string;
  readonly level: Question['concepts'][number]['level'];
  readonly because: string;
  readonly title: string;
  readonly signal: SignalId;
}

export interface Link {
  readonly title: string;
  readonly url: string;
}

/** A lab that belongs to a question, and the line to say once it is passed. */
export interface PracticeLab extends Link {
  readonly slug: string;
  readonly line: string;
}

export interface PracticeQuestion extends Pick<
  Question,
  'title' | 'prompt' | 'signals' | 'followUps' | 'contradictions' | 'numbers' | 'modelAnswer' | 'samples'
> {
  readonly id: QuestionId;
  readonly concepts: readonly PracticeConcept[];
  readonly lessons: readonly Link[];
  readonly labs: readonly PracticeLab[];
  readonly url: string;
}
