/**
 * A second place for what is being written: the tab's own session storage. It is written at once, so that text is not
 * lost when the page goes away before the database has taken it, or when the database takes nothing any more.
 */
import type * as z from 'zod/mini';

export interface Rescue<T> {
  /** What was put there; null where nothing readable is. */
  read(key: string): T | null;
  keep(key: string, record: T): void;
  drop(key: string): void;
  /** Forgets what any rescue keeps in this tab, whatever its name. */
  dropAll(): void;
}

const root = 'split-decision:';

/** @param area where to keep it; undefined where the browser has none. */
export function createRescue<T extends z.ZodMiniType>(
  name: string,
  schema: T,
  area: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined = sessionStorageOrNone(),
): Rescue<z.output<T>> {
  const place = (key: string): string => `${root}${name}:${key}`;
  return {
    read(key) {
      try {
        return schema.parse(JSON.parse(area?.getItem(place(key)) ?? 'null'));
      } catch {
        return null;
      }
    },
    keep(key, record) {
      try {
        area?.setItem(place(key), JSON.stringify(record));
      } catch {
        // The first place has already said that nothing can be stored.
      }
    },
    drop(key) {
      try {
        area?.removeItem(place(key));
      } catch {
        // As above.
      }
    },
    dropAll() {
      try {
        for (const key of Object.keys(area ?? {})) if (key.startsWith(root)) area?.removeItem(key);
      } catch {
        // As above.
      }
    },
  };
}

/** Even asking for it may be refused. */
function sessionStorageOrNone(): Storage | undefined {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}
