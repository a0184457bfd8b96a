/** Spaced repetition: one card for each question and one for each concept that was missed in it. */
import type { QuestionId } from './question.ts';

/** What a card asks for. */
export type CardSubject =
  | { readonly kind: 'question'; readonly question: QuestionId }
  | { readonly kind: 'concept'; readonly question: QuestionId; readonly concept: string };

/** How well the learner knew it, in the order in which the buttons stand. */
export type Rating = 'again' | 'hard' | 'good' | 'easy';

export interface Card {
  /** `question:<id>` or `concept:<question>/<concept>`; progress and export use it. */
  readonly id: string;
  readonly subject: CardSubject;
  /** When it is due, in milliseconds since the epoch. */
  readonly due: number;
  /** What the algorithm keeps, as plain JSON, so that storage and export need not know it. */
  readonly memory: Readonly<Record<string, string | number>>;
}

export interface Schedule {
  /** A card that was never reviewed; it is due at once. */
  introduce(subject: CardSubject): Card;
  /** The card after a review at this moment. */
  review(card: Card, rating: Rating): Card;
  /** Cards due by now, the longest overdue one first. */
  due(cards: readonly Card[]): Card[];
}

/** The moment in milliseconds since the epoch. Injected, so that tests need not wait for days to pass. */
export type Clock = () => number;

export type CreateSchedule = (clock: Clock) => Schedule;

/** The stable id of a card. */
export function cardId(subject: CardSubject): string {
  return subject.kind === 'question'
    ? `question:${subject.question}`
    : `concept:${subject.question}/${subject.concept}`;
}
