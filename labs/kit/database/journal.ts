/** What a database keeps outside of its process: every transaction, one line each, in order. */
import { mkdir, open, readFile, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';

import { DatabaseError } from './error.ts';
import type { Value } from './sql.ts';

/** Keeps lines of text. */
export interface Journal {
  /** The lines kept so far. */
  read(): Promise<readonly string[]>;
  /** Resolves once the line is kept outside of this process, where its end does no harm. */
  append(line: string): Promise<void>;
  close(): Promise<void>;
}

/** One line of a journal. */
export type Entry =
  | { readonly type: 'migration'; readonly sql: string }
  | {
      readonly type: 'writes';
      readonly writes: readonly (readonly [sql: string, params: readonly Value[]])[];
    };

export function writeEntry(entry: Entry): string {
  return JSON.stringify(entry);
}

/** @throws {DatabaseError} when it is no line of ours */
export function readEntry(line: string, index: number): Entry {
  try {
    // Only `writeEntry` writes journals.
    return JSON.parse(line) as Entry;
  } catch (cause) {
    throw new DatabaseError(
      `Line ${index + 1} of the journal is damaged. Remove the journal to begin with an empty database.`,
      undefined,
      cause,
    );
  }
}

/**
 * A journal in a file. A last line without its end is what a crash has left of a transaction that was never
 * acknowledged: it is cut off.
 * @param path the folders above it are made as needed
 */
export async function fileJournal(path: string): Promise<Journal> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'a');
  return {
    read: async () => {
      const text = await readFile(path, 'utf8');
      const whole = text.slice(0, text.lastIndexOf('\n') + 1);
      if (whole !== text) await truncate(path, new TextEncoder().encode(whole).length);
      return whole === '' ? [] : whole.slice(0, -1).split('\n');
    },
    append: async (line) => {
      await file.appendFile(`${line}\n`);
      await file.datasync();
    },
    close: () => file.close(),
  };
}

/** A journal in memory, for checks: hand the same one to a second database and it is as after a restart. */
export function memoryJournal(): Journal {
  const lines: string[] = [];
  return {
    read: async () => [...lines],
    append: async (line) => void lines.push(line),
    close: async () => undefined,
  };
}
