/** The contract of whatever keeps progress, and how it fails. */
import type { LabProgress, Snapshot, StoredSnapshot } from './lab-progress.ts';
import type { LessonRecord } from './lesson-record.ts';
import type { PracticeStore } from './practice-store.ts';
import type { Shelf } from './shelf.ts';

/** Keeps progress by slug. */
export interface ProgressStore {
  /** `memory` forgets everything when the tab is closed. */
  readonly kind: 'indexeddb' | 'memory';
  /** @returns null when nothing (readable) is stored. */
  load(slug: string): Promise<LabProgress | null>;
  /** All labs that have progress, for overviews. */
  list(): Promise<LabProgress[]>;
  /** @throws {StorageError} when it could not be written; `newer` when a newer page has written there. */
  save(progress: LabProgress): Promise<void>;
  /** The local history of a lab, newest first. */
  history(slug: string): Promise<StoredSnapshot[]>;
  /** Adds to the history and drops the oldest entries beyond {@link historyLimit}. */
  remember(snapshot: Snapshot): Promise<void>;
  /** What is kept of the interview practice. Its keepers hold what could not be written. */
  readonly practice: PracticeStore;
  /** The lessons that were marked as read, by slug. */
  readonly lessons: Shelf<LessonRecord>;
  /**
   * Forgets everything: labs with their history, lessons, practice.
   * @throws {StorageError} when it could not; then nothing is forgotten.
   */
  erase(): Promise<void>;
  close(): void;
}

/** How many entries the local history of one lab keeps. */
export const historyLimit = 40;

export type StorageErrorCode = 'unavailable' | 'newer' | 'blocked' | 'quota' | 'lost' | 'damaged';

const words: Record<StorageErrorCode, string> = {
  unavailable:
    'This browser does not let the page store anything (a private window may be the reason). ' +
    'You can work, but your edits are lost when this tab closes: copy what you want to keep.',
  newer:
    'What you have done is stored by a newer version of this course than the one in this tab. ' +
    'Reload the page to get that version; what you write before is lost with this tab.',
  blocked:
    'Another tab of this course, from before an update, keeps the storage to itself. ' +
    'Close the other tabs, then reload this one; what you write before is lost with this tab.',
  quota:
    'The browser’s storage is full, so your latest edits are not saved. ' +
    'Free some space (for example by deleting the data of other sites), then save again.',
  lost:
    'The connection to the browser’s storage was lost, so your latest edits are not saved. ' +
    'Copy what you want to keep, then reload the page.',
  damaged:
    'A part of what was stored here could not be read, so it begins anew. ' +
    'The unreadable part was put aside in the browser’s storage, not deleted.',
};

/** Storage failed; `message` tells the learner what that means and what to do. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, options?: ErrorOptions) {
    super(words[code], options);
    this.code = code;
  }
}

/** Names the failure that IndexedDB threw. */
export function storageError(cause: unknown): StorageError {
  if (cause instanceof StorageError) return cause;
  const name = cause instanceof Error || cause instanceof DOMException ? cause.name : '';
  return new StorageError(name === 'QuotaExceededError' ? 'quota' : 'lost', { cause });
}

/** Does work on storage, and names its failure. */
export async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw storageError(cause);
  }
}
