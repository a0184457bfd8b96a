/** Keeps the interview practice in IndexedDB. */
import type * as z from 'zod/mini';
import { setAside, type Database } from './database.ts';
import { migrate, practiceMigrations } from './migrations.ts';
import { attemptSchema, cardSchema, draftSchema, mockSchema } from './practice-records.ts';
import { practiceVersion } from './practice-limits.ts';
import { practiceKeys, type PracticeStore, type Shelf } from './practice-store.ts';
import { guarded } from './store.ts';

function shelf<T extends z.ZodMiniType>(
  database: Database,
  name: keyof PracticeStore,
  schema: T,
  keyOf: (record: z.output<T>) => string,
): Shelf<z.output<T>> {
  const read = async (key: string, stored: unknown): Promise<z.output<T> | null> => {
    try {
      return schema.parse(migrate(stored, practiceVersion, practiceMigrations));
    } catch (problem) {
      await setAside(database, name, key, problem, stored);
      return null;
    }
  };
  return {
    get: (key) =>
      guarded(async () => {
        const stored = await database.get(name, key);
        return stored === undefined ? null : read(key, stored);
      }),
    all: () =>
      guarded(async () => {
        const keys = await database.getAllKeys(name);
        const values = await database.getAll(name);
        const records = await Promise.all(keys.map((key, index) => read(key, values[index])));
        return records.filter((record) => record !== null);
      }),
    put: (record) => guarded(async () => void (await database.put(name, record, keyOf(record)))),
    delete: (key) => guarded(() => database.delete(name, key)),
  };
}

export function indexedDbPractice(database: Database): PracticeStore {
  return {
    drafts: shelf(database, 'drafts', draftSchema, practiceKeys.drafts),
    attempts: shelf(database, 'attempts', attemptSchema, practiceKeys.attempts),
    cards: shelf(database, 'cards', cardSchema, practiceKeys.cards),
    mocks: shelf(database, 'mocks', mockSchema, practiceKeys.mocks),
  };
}
