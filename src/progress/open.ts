/** Opens the learner's progress: IndexedDB where the browser allows it, memory with a warning where it does not. */
import { openIndexedDbStore } from './indexeddb-store.ts';
import type { LabProgress } from './lab-progress.ts';
import { memoryStore } from './memory-store.ts';
import { StorageError, storageError, type ProgressStore } from './store.ts';

export interface OpenOptions {
  /** Called with each failure to store; its message is for the learner. */
  readonly onProblem: (problem: StorageError) => void;
  /** Opens the lasting store; tests pass their own. */
  readonly openLasting?: (onLost: () => void, onDamaged: () => void) => Promise<ProgressStore>;
}

/**
 * Never fails: when nothing can be stored, progress is kept in memory and `onProblem` is told. A failed write keeps
 * its data in memory too, so that reading always gives back what was saved last.
 */
export async function openProgress({
  onProblem,
  openLasting = openIndexedDbStore,
}: OpenOptions): Promise<ProgressStore> {
  const memory = memoryStore();
  let lasting: ProgressStore;
  try {
    lasting = await openLasting(
      () => onProblem(new StorageError('lost')),
      () => onProblem(new StorageError('damaged')),
    );
  } catch (cause) {
    onProblem(cause instanceof StorageError ? cause : new StorageError('unavailable', { cause }));
    return memory;
  }

  const orElse = async <T>(work: () => Promise<T>, fallback: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      onProblem(storageError(cause));
      return fallback();
    }
  };

  /** What could not be written: newer than what is stored. */
  const unwritten = new Map<string, LabProgress>();

  return {
    kind: 'indexeddb',
    load: async (slug) =>
      unwritten.get(slug) ??
      orElse(
        () => lasting.load(slug),
        async () => null,
      ),
    list: () =>
      orElse(
        () => lasting.list(),
        async () => [...unwritten.values()],
      ),
    save: async (progress) => {
      try {
        await lasting.save(progress);
        unwritten.delete(progress.slug);
      } catch (cause) {
        unwritten.set(progress.slug, structuredClone(progress));
        throw storageError(cause);
      }
    },
    history: async (slug) => [
      ...(await memory.history(slug)),
      ...(await orElse(
        () => lasting.history(slug),
        async () => [],
      )),
    ],
    remember: (snapshot) =>
      orElse(
        () => lasting.remember(snapshot),
        () => memory.remember(snapshot),
      ),
    practice: lasting.practice,
    lessons: lasting.lessons,
    erase: async () => {
      await lasting.erase();
      unwritten.clear();
      await memory.erase();
    },
    close: () => lasting.close(),
  };
}
