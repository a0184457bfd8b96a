/** The browser's database: its object stores, and how an older database becomes the present one. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Snapshot } from './lab-progress.ts';
import { StorageError } from './store.ts';

const databaseName = 'split-decision';
/** Version of the set of object stores; the records carry versions of their own. */
const databaseVersion = 3;

export interface Schema extends DBSchema {
  /** Values are `unknown` because an older, a newer or a broken page may have written them. */
  labs: { key: string; value: unknown };
  history: { key: number; value: Snapshot; indexes: { slug: string } };
  'set-aside': { key: number; value: { at: string; key: string; problem: string; value: unknown } };
  drafts: { key: string; value: unknown };
  attempts: { key: string; value: unknown };
  cards: { key: string; value: unknown };
  mocks: { key: string; value: unknown };
  lessons: { key: string; value: unknown };
}

/** The stores whose records carry a version, and are read with care. */
export type ShelfName = 'drafts' | 'attempts' | 'cards' | 'mocks' | 'lessons';

export type Database = IDBPDatabase<Schema>;

/**
 * Opens the database, and makes it where there is none.
 * @param onLost called when the browser closes the connection, or another tab needs a newer database.
 * @throws {StorageError} `newer` when it is of a newer page, `blocked` when an older one in another tab does not let go.
 */
export async function openDatabase(onLost: () => void): Promise<Database> {
  const blocked = Promise.withResolvers<never>();
  const opened = open(onLost, () => blocked.reject(new StorageError('blocked')));
  try {
    return await Promise.race([opened, blocked.promise]);
  } catch (cause) {
    // It may come yet, when nobody waits for it any more.
    opened.then((late) => late.close()).catch(() => {});
    if (cause instanceof DOMException && cause.name === 'VersionError')
      throw new StorageError('newer', { cause });
    throw cause;
  }
}

function open(onLost: () => void, onBlocked: () => void): Promise<Database> {
  return openDB<Schema>(databaseName, databaseVersion, {
    upgrade(db, from) {
      if (from < 1) {
        db.createObjectStore('labs');
        const history = db.createObjectStore('history', { autoIncrement: true });
        history.createIndex('slug', 'slug');
        db.createObjectStore('set-aside', { autoIncrement: true });
      }
      if (from < 2) {
        for (const name of ['drafts', 'attempts', 'cards', 'mocks'] as const) db.createObjectStore(name);
      }
      if (from < 3) db.createObjectStore('lessons');
    },
    blocked: onBlocked,
    blocking(_current, _blocked, event) {
      // The event's target is this connection: give way, or the tab with the newer page would wait for ever.
      if (event.target instanceof IDBDatabase) event.target.close();
      onLost();
    },
    terminated: onLost,
  });
}

/** Takes what cannot be read out of the way, into a store of its own: it is never deleted. */
export async function setAside(
  database: Database,
  from: 'labs' | ShelfName,
  key: string,
  problem: unknown,
  value: unknown,
): Promise<void> {
  const at = new Date().toISOString();
  const transaction = database.transaction([from, 'set-aside'], 'readwrite');
  await transaction.objectStore('set-aside').add({ at, key, problem: String(problem), value });
  await transaction.objectStore(from).delete(key);
  await transaction.done;
}

/** Empties every store at once, what was set aside included: all of it, or nothing. */
export async function eraseAll(database: Database): Promise<void> {
  const names = [...database.objectStoreNames];
  const transaction = database.transaction(names, 'readwrite');
  await Promise.all([...names.map((name) => transaction.objectStore(name).clear()), transaction.done]);
}
