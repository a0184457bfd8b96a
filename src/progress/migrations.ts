/** Brings stored records up to date, one version at a time. */

/** Turns a record of one version into the next one. It gets whatever was stored, so it must not trust it. */
export type Migration = (record: Record<string, unknown>) => Record<string, unknown>;

/** `migrations[n]` leads from version n to n + 1. Version 1 is the first, so there is nothing to do yet. */
export const labMigrations: Readonly<Record<number, Migration>> = {};

/** The same for the record of a lesson. */
export const lessonMigrations: Readonly<Record<number, Migration>> = {};

/** The same for every record of the interview practice. */
export const practiceMigrations: Readonly<Record<number, Migration>> = {};

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A newer page wrote it: this one can neither read it nor may it write over it. */
export function isNewer(stored: unknown, target: number): boolean {
  return isRecord(stored) && typeof stored['version'] === 'number' && stored['version'] > target;
}

/**
 * Applies the steps that lead from the record's version to `target`.
 * @throws {Error} when the record has no version, is newer than this page, or a step is missing.
 */
export function migrate(
  stored: unknown,
  target: number,
  steps: Readonly<Record<number, Migration>> = labMigrations,
): unknown {
  if (!isRecord(stored)) throw new Error('The stored record is no object.');
  let record = stored;
  for (;;) {
    const version = record['version'];
    if (typeof version !== 'number') throw new Error('The stored record has no version.');
    if (version === target) return record;
    if (version > target) {
      throw new Error(
        `It was written by a newer version of this page (${version}, this page knows ${target}).`,
      );
    }
    const step = steps[version];
    if (!step) throw new Error(`There is no way from version ${version} to ${version + 1}.`);
    record = { ...step(record), version: version + 1 };
  }
}
