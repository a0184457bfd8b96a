/** Records of one kind, kept by key. */
import type * as z from 'zod/mini';
import { setAside, type Database, type ShelfName } from './database.ts';
import { isNewer, migrate, type Migration } from './migrations.ts';
import { guarded, StorageError } from './store.ts';

/** Keeps records by key. `put` replaces the record of the same key. */
export interface Shelf<T> {
  /** @returns null when nothing (readable) is stored. */
  get(key: string): Promise<T | null>;
  /** All readable records, in the order of their keys. */
  all(): Promise<T[]>;
  /** @throws {StorageError} when it could not be written; `newer` when a newer page has written there. */
  put(record: T): Promise<void>;
  delete(key: string): Promise<void>;
}

export interface ShelfOptions<T extends z.ZodMiniType> {
  readonly name: ShelfName;
  readonly schema: T;
  /** The version of the schema, and the steps that lead to it. */
  readonly version: number;
  readonly migrations: Readonly<Record<number, Migration>>;
  readonly keyOf: (record: z.output<T>) => string;
  /** Called when a record could not be read and was set aside. */
  readonly onDamaged: () => void;
}

/** A shelf in IndexedDB. What cannot be read is set aside; what a newer page wrote is left where it is. */
export function databaseShelf<T extends z.ZodMiniType>(
  database: Database,
  { name, schema, version, migrations, keyOf, onDamaged }: ShelfOptions<T>,
): Shelf<z.output<T>> {
  const read = async (key: string, stored: unknown): Promise<z.output<T> | null> => {
    if (isNewer(stored, version)) return null;
    try {
      return schema.parse(migrate(stored, version, migrations));
    } catch (problem) {
      await setAside(database, name, key, problem, stored);
      onDamaged();
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
    put: (record) => guarded(() => putOver(database, name, keyOf(record), record, version)),
    delete: (key) => guarded(() => database.delete(name, key)),
  };
}

/**
 * Puts a record in the place of an older one.
 * @throws {StorageError} `newer`
 */
export async function putOver(
  database: Database,
  name: 'labs' | ShelfName,
  key: string,
  record: unknown,
  version: number,
): Promise<void> {
  const transaction = database.transaction(name, 'readwrite');
  if (isNewer(await transaction.store.get(key), version)) throw new StorageError('newer');
  await transaction.store.put(record, key);
  await transaction.done;
}

/** A shelf that forgets everything when the tab is closed. */
export function memoryShelf<T>(keyOf: (record: T) => string): Shelf<T> {
  const records = new Map<string, T>();
  return {
    get: async (key) => structuredClone(records.get(key)) ?? null,
    all: async () =>
      structuredClone([...records].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record)),
    put: async (record) => void records.set(keyOf(record), structuredClone(record)),
    delete: async (key) => void records.delete(key),
  };
}
