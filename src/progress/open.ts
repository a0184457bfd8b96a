/** Opens the learner's progress: IndexedDB where the browser allows it, memory with a warning where it does not. */
import { sameFiles } from './changes.ts';
import { openIndexedDbStore } from './indexeddb-store.ts';
import { labProgressSchema, type LabProgress, type Snapshot } from './lab-progress.ts';
import { memoryStore } from './memory-store.ts';
import { createRescue, type Rescue } from './rescue.ts';
import { StorageError, storageError, type ProgressStore } from './store.ts';

export interface OpenOptions {
  /** Called with each failure to store; its message is for the learner. */
  readonly onProblem: (problem: StorageError) => void;
  /** Opens the lasting store; tests pass their own. */
  readonly openLasting?: (onLost: () => void, onDamaged: () => void) => Promise<ProgressStore>;
  /** Takes what could not be written over a reload of the tab. */
  readonly rescue?: Rescue<LabProgress>;
}

/**
 * Never fails: when nothing can be stored, progress is kept in memory and `onProblem` is told. A failed write keeps
 * its data in the tab, so that reading always gives back what was saved last, also after a reload. What another tab has
 * stored meanwhile goes into the lab's history.
 */
export async function openProgress({
  onProblem,
  openLasting = openIndexedDbStore,
  rescue = createRescue('lab', labProgressSchema),
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

  const read = (slug: string): Promise<LabProgress | null> =>
    orElse(
      () => lasting.load(slug),
      async () => null,
    );
  const remember = (snapshot: Snapshot): Promise<void> =>
    orElse(
      () => lasting.remember(snapshot),
      () => memory.remember(snapshot),
    );
  const rescued = async (slug: string): Promise<LabProgress | null> => {
    const kept = rescue.read(slug);
    if (!kept) return null;
    const stored = await read(slug);
    if (stored && !sameFiles(stored.files, kept.files)) {
      const { starterHash, files, foreign } = stored;
      await remember({ slug, at: new Date().toISOString(), reason: 'restore', starterHash, files, foreign });
    }
    unwritten.set(slug, kept);
    return kept;
  };

  return {
    kind: 'indexeddb',
    load: async (slug) => unwritten.get(slug) ?? (await rescued(slug)) ?? read(slug),
    list: () =>
      orElse(
        () => lasting.list(),
        async () => [...unwritten.values()],
      ),
    save: async (progress) => {
      try {
        await lasting.save(progress);
        unwritten.delete(progress.slug);
        rescue.drop(progress.slug);
      } catch (cause) {
        unwritten.set(progress.slug, structuredClone(progress));
        rescue.keep(progress.slug, progress);
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
    remember,
    practice: lasting.practice,
    lessons: lasting.lessons,
    erase: async () => {
      await lasting.erase();
      unwritten.clear();
      rescue.dropAll();
      await memory.erase();
    },
    close: () => lasting.close(),
  };
}
