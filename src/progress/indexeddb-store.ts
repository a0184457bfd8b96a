/** Keeps progress in IndexedDB. What cannot be read is set aside in a store of its own, never deleted. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import {
  labProgressSchema,
  labProgressVersion,
  snapshotSchema,
  type LabProgress,
  type Snapshot,
  type StoredSnapshot,
} from './lab-progress.ts';
import { migrate } from './migrations.ts';
import { historyLimit, StorageError, storageError, type ProgressStore } from './store.ts';

const databaseName = 'split-decision';
/** Version of the set of object stores; the records carry versions of their own. */
const databaseVersion = 1;

interface Schema extends DBSchema {
  /** Values are `unknown` because an older, a newer or a broken page may have written them. */
  labs: { key: string; value: unknown };
  history: { key: number; value: Snapshot; indexes: { slug: string } };
  'set-aside': { key: number; value: { at: string; key: string; problem: string; value: unknown } };
}

/**
 * Opens the database, and makes it where there is none.
 * @param onLost called when the browser closes the connection, or another tab needs a newer database.
 * @throws {StorageError} `unavailable` when the browser lets nothing be stored.
 */
export async function openIndexedDbStore(onLost: () => void): Promise<ProgressStore> {
  try {
    const database = await openDB<Schema>(databaseName, databaseVersion, {
      upgrade(db) {
        db.createObjectStore('labs');
        const history = db.createObjectStore('history', { autoIncrement: true });
        history.createIndex('slug', 'slug');
        db.createObjectStore('set-aside', { autoIncrement: true });
      },
      blocking(_current, _blocked, event) {
        // The event's target is this connection: give way, or the tab with the newer page would wait for ever.
        if (event.target instanceof IDBDatabase) event.target.close();
        onLost();
      },
      terminated: onLost,
    });
    return indexedDbStore(database);
  } catch (cause) {
    throw new StorageError('unavailable', { cause });
  }
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw storageError(cause);
  }
}

function indexedDbStore(database: IDBPDatabase<Schema>): ProgressStore {
  const read = async (slug: string, stored: unknown): Promise<LabProgress | null> => {
    try {
      return labProgressSchema.parse(migrate(stored, labProgressVersion));
    } catch (problem) {
      const at = new Date().toISOString();
      const transaction = database.transaction(['labs', 'set-aside'], 'readwrite');
      await transaction
        .objectStore('set-aside')
        .add({ at, key: slug, problem: String(problem), value: stored });
      await transaction.objectStore('labs').delete(slug);
      await transaction.done;
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
        const slugs = await database.getAllKeys('labs');
        const labs = await Promise.all(
          slugs.map(async (slug) => read(slug, await database.get('labs', slug))),
        );
        return labs.filter((lab) => lab !== null);
      }),
    save: (progress) => guarded(async () => void (await database.put('labs', progress, progress.slug))),
    history: (slug) => guarded(() => readHistory(database, slug)),
    remember: (snapshot) =>
      guarded(async () => {
        const transaction = database.transaction('history', 'readwrite');
        await transaction.store.add(snapshot);
        const ids = await transaction.store.index('slug').getAllKeys(snapshot.slug);
        for (const id of ids.slice(0, -historyLimit)) await transaction.store.delete(id);
        await transaction.done;
      }),
    close: () => database.close(),
  };
}

async function readHistory(database: IDBPDatabase<Schema>, slug: string): Promise<StoredSnapshot[]> {
  const entries: StoredSnapshot[] = [];
  let cursor = await database.transaction('history').store.index('slug').openCursor(slug, 'prev');
  while (cursor) {
    const entry = snapshotSchema.safeParse(cursor.value);
    if (entry.success) entries.push({ ...entry.data, id: cursor.primaryKey });
    cursor = await cursor.continue();
  }
  return entries;
}
