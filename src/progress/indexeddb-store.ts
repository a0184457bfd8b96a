/**
 * Keeps progress in IndexedDB. What cannot be read is set aside in a store of its own, never deleted; what a newer page
 * wrote stays where that page finds it.
 */
import { eraseAll, openDatabase, setAside, type Database } from './database.ts';
import { indexedDbPractice } from './indexeddb-practice.ts';
import {
  labProgressSchema,
  labProgressVersion,
  snapshotSchema,
  type LabProgress,
  type StoredSnapshot,
} from './lab-progress.ts';
import { lessonRecordSchema, lessonVersion } from './lesson-record.ts';
import { isNewer, lessonMigrations, migrate } from './migrations.ts';
import { databaseShelf, putOver } from './shelf.ts';
import { guarded, historyLimit, StorageError, type ProgressStore } from './store.ts';

/**
 * Opens the database, and makes it where there is none.
 * @param onLost called when the browser closes the connection, or another tab needs a newer database.
 * @param onDamaged called when something could not be read and was set aside.
 * @throws {StorageError} `unavailable` when the browser lets nothing be stored; or see {@link openDatabase}.
 */
export async function openIndexedDbStore(
  onLost: () => void,
  onDamaged: () => void = () => {},
): Promise<ProgressStore> {
  try {
    return indexedDbStore(await openDatabase(onLost), onDamaged);
  } catch (cause) {
    if (cause instanceof StorageError) throw cause;
    throw new StorageError('unavailable', { cause });
  }
}

function indexedDbStore(database: Database, onDamaged: () => void): ProgressStore {
  const parse = (stored: unknown): LabProgress =>
    labProgressSchema.parse(migrate(stored, labProgressVersion));
  const read = async (slug: string, stored: unknown): Promise<LabProgress | null> => {
    if (isNewer(stored, labProgressVersion)) throw new StorageError('newer');
    try {
      return parse(stored);
    } catch (problem) {
      await setAside(database, 'labs', slug, problem, stored);
      onDamaged();
      return null;
    }
  };
  /** An overview leaves out what it cannot read; whoever opens that lab is told. */
  const readable = (stored: unknown): LabProgress | null => {
    try {
      return parse(stored);
    } catch {
      return null;
    }
  };

  return {
    kind: 'indexeddb',
    load: (slug) =>
      guarded(async () => {
        const stored = await database.get('labs', slug);
        return stored === undefined ? null : read(slug, stored);
      }),
    list: () =>
      guarded(async () => {
        const labs = (await database.getAll('labs')).map(readable);
        return labs.filter((lab) => lab !== null);
      }),
    save: (progress) => guarded(() => putOver(database, 'labs', progress.slug, progress, labProgressVersion)),
    history: (slug) => guarded(() => readHistory(database, slug)),
    remember: (snapshot) =>
      guarded(async () => {
        const transaction = database.transaction('history', 'readwrite');
        await transaction.store.add(snapshot);
        const ids = await transaction.store.index('slug').getAllKeys(snapshot.slug);
        for (const id of ids.slice(0, -historyLimit)) await transaction.store.delete(id);
        await transaction.done;
      }),
    practice: indexedDbPractice(database, onDamaged),
    lessons: databaseShelf(database, {
      name: 'lessons',
      schema: lessonRecordSchema,
      version: lessonVersion,
      migrations: lessonMigrations,
      keyOf: ({ slug }) => slug,
      onDamaged,
    }),
    erase: () => guarded(() => eraseAll(database)),
    close: () => database.close(),
  };
}

async function readHistory(database: Database, slug: string): Promise<StoredSnapshot[]> {
  const entries: StoredSnapshot[] = [];
  let cursor = await database.transaction('history').store.index('slug').openCursor(slug, 'prev');
  while (cursor) {
    const entry = snapshotSchema.safeParse(cursor.value);
    if (entry.success) entries.push({ ...entry.data, id: cursor.primaryKey });
    cursor = await cursor.continue();
  }
  return entries;
}
