/** Keeps progress until the tab closes. Used where the browser lets nothing be stored, and in tests. */
import type { LabProgress, StoredSnapshot } from './lab-progress.ts';
import type { LessonRecord } from './lesson-record.ts';
import { memoryPractice } from './practice-store.ts';
import { memoryShelf } from './shelf.ts';
import { historyLimit, type ProgressStore } from './store.ts';

export function memoryStore(): ProgressStore {
  const labs = new Map<string, LabProgress>();
  const histories = new Map<string, StoredSnapshot[]>();
  let nextId = 1;
  const shelves = () => ({
    practice: memoryPractice(),
    lessons: memoryShelf(({ slug }: LessonRecord) => slug),
  });
  let { practice, lessons } = shelves();
  return {
    kind: 'memory',
    load: async (slug) => structuredClone(labs.get(slug)) ?? null,
    list: async () => structuredClone([...labs.values()]),
    save: async (progress) => void labs.set(progress.slug, structuredClone(progress)),
    history: async (slug) => structuredClone(histories.get(slug) ?? []),
    remember: async (snapshot) => {
      const entries = histories.get(snapshot.slug) ?? [];
      const entry = { ...structuredClone(snapshot), id: nextId++ };
      histories.set(snapshot.slug, [entry, ...entries].slice(0, historyLimit));
    },
    get practice() {
      return practice;
    },
    get lessons() {
      return lessons;
    },
    erase: async () => {
      labs.clear();
      histories.clear();
      ({ practice, lessons } = shelves());
    },
    close: () => {},
  };
}
