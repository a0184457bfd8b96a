/** Cards between the store, which knows plain slugs, and the schedule, which knows the questions. */
import { isQuestionId } from '../../interview/question-ids.ts';
import type { Card } from '../../interview/schedule.ts';
import { practiceVersion } from '../../progress/practice-limits.ts';
import type { StoredCard } from '../../progress/practice-records.ts';

/** Null for a card whose question is no longer in the bank. */
export function toCard(stored: StoredCard | undefined): Card | null {
  if (stored === undefined || !isQuestionId(stored.subject.question)) return null;
  const { id, subject, due, memory } = stored;
  return { id, subject: { ...subject, question: stored.subject.question }, due, memory };
}

export function toStored({ id, subject, due, memory }: Card): StoredCard {
  return { version: practiceVersion, id, subject: { ...subject }, due, memory: { ...memory } };
}
