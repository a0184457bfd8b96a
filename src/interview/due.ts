/** Which cards are due. Apart from the algorithm, so that a page can list them without loading it. */
import type { Card } from './schedule.ts';

type Due = Pick<Card, 'due'>;

/** Cards due by a moment (milliseconds since the epoch), the longest overdue one first. */
export function dueBy<T extends Due>(cards: readonly T[], moment: number): T[] {
  return cards.filter(({ due }) => due <= moment).toSorted((a, b) => a.due - b.due);
}

/** The last millisecond of the day around a moment, where the learner is: what is due this evening is due today. */
export function endOfDay(moment: number): number {
  const day = new Date(moment);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime() - 1;
}

/** When something is due, in words that stand after “due”. */
export function dueInWords(due: number, now: number): string {
  const days = Math.round((endOfDay(due) - endOfDay(now)) / 86_400_000);
  if (days <= 0) return 'today';
  if (days === 1) return 'tomorrow';
  return `in ${days} days`;
}
