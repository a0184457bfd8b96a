/** The lessons that were read, in an exported file. What was read in this browser stays read. */
import type { LessonRecord } from './lesson-record.ts';
import type { ProgressStore } from './store.ts';

/** The records of a file that an import would write: of lessons that are not marked here. */
export async function planLessonImport(
  { lessons }: Pick<ProgressStore, 'lessons'>,
  records: readonly LessonRecord[],
): Promise<LessonRecord[]> {
  const known = new Set((await lessons.all()).map(({ slug }) => slug));
  return records.filter(({ slug }) => !known.has(slug));
}

/**
 * Does what was planned.
 * @throws {StorageError} when the browser cannot store a record; those before it are stored.
 */
export async function applyLessonImport(
  { lessons }: Pick<ProgressStore, 'lessons'>,
  plan: readonly LessonRecord[],
): Promise<void> {
  for (const record of plan) await lessons.put(record);
}
