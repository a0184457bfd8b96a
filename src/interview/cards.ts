/** What an answer means for the cards: its question was reviewed, and what it left out gets cards of its own. */
import type { Asked, QuestionId } from './question.ts';
import type { Reading } from './reading.ts';
import { cardId, type Card, type CardSubject, type Rating, type Schedule } from './schedule.ts';

export interface Answered {
  readonly question: { readonly id: QuestionId } & Asked;
  readonly reading: Pick<Reading, 'concepts'>;
  /** How well the learner says to have known it. */
  readonly rating: Rating;
  /** The cards that there are. */
  readonly cards: readonly Card[];
}

/** Concepts of the question that a good answer holds and this one did not explain; a bonus is never missed. */
export function missedConcepts({ question, reading }: Pick<Answered, 'question' | 'reading'>): string[] {
  return question.concepts
    .filter(({ concept, level }) => {
      const finding = reading.concepts.find((each) => each.concept === concept);
      return level !== 'bonus' && finding?.status !== 'found';
    })
    .map(({ concept }) => concept);
}

/**
 * The cards that an answer changes or brings, as they are after it. A concept that was explained is a successful review
 * of its card, if that card was due; one that was left out again is a failed one.
 * @param today cards due by this moment (milliseconds since the epoch) count as due.
 */
export function cardsAfter(answered: Answered, schedule: Schedule, today: number): Card[] {
  const { question, reading, rating, cards } = answered;
  const known = new Map(cards.map((card) => [card.id, card]));
  const subject: CardSubject = { kind: 'question', question: question.id };
  const changed = [schedule.review(known.get(cardId(subject)) ?? schedule.introduce(subject), rating)];
  const missed = new Set(missedConcepts({ question, reading }));
  for (const { concept } of question.concepts) {
    const own: CardSubject = { kind: 'concept', question: question.id, concept };
    const card = known.get(cardId(own));
    if (card === undefined) {
      if (missed.has(concept)) changed.push(schedule.introduce(own));
    } else if (missed.has(concept)) {
      if (Number(card.memory['reps'] ?? 0) > 0) changed.push(schedule.review(card, 'again'));
    } else if (card.due <= today && isExplained(reading, concept)) {
      changed.push(schedule.review(card, 'good'));
    }
  }
  return changed;
}

function isExplained(reading: Pick<Reading, 'concepts'>, concept: string): boolean {
  return reading.concepts.some((finding) => finding.concept === concept && finding.status === 'found');
}
