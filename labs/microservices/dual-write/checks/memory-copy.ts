/** A copy in memory, made up by the check: of any size, and open to whatever is to happen in between. */
import type { Copy, Side, UserRow } from './copies.ts';

export interface MemoryCopy extends Copy {
  readonly all: Map<string, UserRow>;
  /** Writes that have reached it, as `put u-1`. */
  readonly writes: string[];
  /** Full rows that it has given out. */
  rowsRead: number;
  /** Is called after each method that reads, before its answer is on its way. */
  onRead: (method: 'find' | 'checksums' | 'rows') => void;
}

export interface Measures {
  readonly buckets: number;
  readonly bucketOf: (id: string) => number;
  readonly checksum: (rows: readonly UserRow[]) => string;
}

export function memoryCopy(side: Side, rows: Iterable<UserRow>, measures: Measures): MemoryCopy {
  const all = new Map([...rows].map((row) => [row.id, row]));
  const inBucket = (bucket: number): UserRow[] =>
    [...all.values()].filter(({ id }) => measures.bucketOf(id) === bucket);
  const copy: MemoryCopy = {
    side,
    all,
    writes: [],
    rowsRead: 0,
    onRead: () => undefined,
    find: async (id) => {
      const row = all.get(id);
      if (row) copy.rowsRead += 1;
      copy.onRead('find');
      return row;
    },
    change: async (id, change) => {
      copy.writes.push(`change ${id}`);
      const before = all.get(id);
      if (!before) return undefined;
      const row = { ...before, ...change, version: before.version + 1 };
      all.set(id, row);
      return row;
    },
    put: async (row) => {
      copy.writes.push(`put ${row.id}`);
      if ((all.get(row.id)?.version ?? 0) < row.version) all.set(row.id, row);
    },
    replace: async (id, seen, wanted) => {
      copy.writes.push(`replace ${id}`);
      if (all.get(id)?.version !== seen?.version) return false;
      if (wanted) all.set(id, wanted);
      else all.delete(id);
      return true;
    },
    checksums: async () => {
      const buckets: UserRow[][] = Array.from({ length: measures.buckets }, () => []);
      for (const row of all.values()) buckets[measures.bucketOf(row.id)]?.push(row);
      const sums = buckets.map(measures.checksum);
      copy.onRead('checksums');
      return sums;
    },
    rows: async (bucket) => {
      const found = inBucket(bucket);
      copy.rowsRead += found.length;
      copy.onRead('rows');
      return found;
    },
  };
  return copy;
}

/** The row of a user that is known to be there. */
export function rowOf(copy: MemoryCopy, id: string): UserRow {
  const row = copy.all.get(id);
  if (!row) throw new Error(`The copy of ${copy.side} has no ${id}.`);
  return row;
}

/** So many users, each as its side writes it. */
export function usersOf(side: Side, count: number): UserRow[] {
  return Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    const at = `2026-03-01T09:${String(number % 60).padStart(2, '0')}:00`;
    const phone = number % 3 === 0 ? `+31 20 555 ${number}` : null;
    return {
      id: `u-${number}`,
      name: `Name ${number}`,
      email: `user-${number}@example.com`,
      ...(side === 'users' && phone === null ? {} : { phone }),
      joinedAt: side === 'users' ? `${at}Z` : `${at}+00:00`,
      version: 1 + (number % 4),
    };
  });
}
