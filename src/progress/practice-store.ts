/** The contract of whatever keeps the interview practice, and the one that forgets. */
import type { Attempt, Draft, MockRecord, StoredCard } from './practice-records.ts';
import { memoryShelf, type Shelf } from './shelf.ts';

export interface PracticeStore {
  /** By question. */
  readonly drafts: Shelf<Draft>;
  /** By id, which begins with the question. */
  readonly attempts: Shelf<Attempt>;
  readonly cards: Shelf<StoredCard>;
  readonly mocks: Shelf<MockRecord>;
}

/** The shelves, and what the key of a record on each is. */
export const practiceKeys: { readonly [Name in keyof PracticeStore]: (record: RecordOf<Name>) => string } = {
  drafts: ({ question }) => question,
  attempts: ({ id }) => id,
  cards: ({ id }) => id,
  mocks: ({ id }) => id,
};

export type RecordOf<Name extends keyof PracticeStore> =
  PracticeStore[Name] extends Shelf<infer T> ? T : never;

/** Keeps the practice until the tab closes. */
export function memoryPractice(): PracticeStore {
  return {
    drafts: memoryShelf(practiceKeys.drafts),
    attempts: memoryShelf(practiceKeys.attempts),
    cards: memoryShelf(practiceKeys.cards),
    mocks: memoryShelf(practiceKeys.mocks),
  };
}

/** The attempts at one question, the oldest first. */
export async function attemptsAt({ attempts }: PracticeStore, question: string): Promise<Attempt[]> {
  return (await attempts.all())
    .filter((attempt) => attempt.question === question)
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
