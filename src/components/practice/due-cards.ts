/** The cards of this browser that are due today. */
import { dueBy, endOfDay } from '../../interview/due.ts';
import type { Card } from '../../interview/schedule.ts';
import type { PracticeStore } from '../../progress/practice-store.ts';
import { toCard } from './stored-cards.ts';

/** Cards due before the end of the day around `now` (milliseconds since the epoch), the longest overdue first. */
export async function dueToday({ cards }: Pick<PracticeStore, 'cards'>, now: number): Promise<Card[]> {
  const all = (await cards.all()).flatMap((card) => toCard(card) ?? []);
  return dueBy(all, endOfDay(now));
}

/** “2 questions and 3 points”; an empty string for no cards. */
export function dueCount(cards: readonly Pick<Card, 'subject'>[]): string {
  const questions = cards.filter(({ subject }) => subject.kind === 'question').length;
  const points = cards.length - questions;
  const parts = [
    ...(questions > 0 ? [questions === 1 ? 'one question' : `${questions} questions`] : []),
    ...(points > 0 ? [points === 1 ? 'one point' : `${points} points`] : []),
  ];
  return parts.join(' and ');
}
