/** Keeps the interview practice in IndexedDB. */
import type * as z from 'zod/mini';
import type { Database } from './database.ts';
import { practiceMigrations } from './migrations.ts';
import { practiceVersion } from './practice-limits.ts';
import { attemptSchema, cardSchema, draftSchema, mockSchema } from './practice-records.ts';
import { practiceKeys, type PracticeStore } from './practice-store.ts';
import { databaseShelf, type Shelf } from './shelf.ts';

export function indexedDbPractice(database: Database, onDamaged: () => void): PracticeStore {
  const shelf = <T extends z.ZodMiniType>(
    name: keyof PracticeStore,
    schema: T,
    keyOf: (record: z.output<T>) => string,
  ): Shelf<z.output<T>> =>
    databaseShelf(database, {
      name,
      schema,
      version: practiceVersion,
      migrations: practiceMigrations,
      keyOf,
      onDamaged,
    });
  return {
    drafts: shelf('drafts', draftSchema, practiceKeys.drafts),
    attempts: shelf('attempts', attemptSchema, practiceKeys.attempts),
    cards: shelf('cards', cardSchema, practiceKeys.cards),
    mocks: shelf('mocks', mockSchema, practiceKeys.mocks),
  };
}
