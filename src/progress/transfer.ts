/**
 * All progress as one file, to be carried to another browser or kept safe. What is read back is validated as what a
 * stranger wrote, and nothing that it replaces is lost: the learner's own files go into the local history first.
 */
import * as z from 'zod/mini';
import { sameFiles } from './changes.ts';
import { labProgressSchema, labProgressVersion, snapshotSchema, type LabProgress } from './lab-progress.ts';
import { lessonRecordSchema, lessonVersion, type LessonRecord } from './lesson-record.ts';
import {
  labMigrations,
  lessonMigrations,
  migrate,
  practiceMigrations,
  type Migration,
} from './migrations.ts';
import { practiceVersion } from './practice-limits.ts';
import {
  exportPractice,
  practiceEnvelope,
  readPractice,
  type PracticeTransfer,
} from './practice-transfer.ts';
import { historyLimit, type ProgressStore } from './store.ts';

export const transferFormat = 'split-decision-progress';
/** Version 2 carries the interview practice and the lessons that were read as well. */
export const transferVersion = 2;
/** The largest file that is read, in bytes. */
export const transferLimit = 20_000_000;

const dateTime = z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text))));
const slug = z.string().check(z.regex(/^[a-z0-9-]{1,80}$/));

const labSchema = z.extend(labProgressSchema, { slug, passedAt: z.nullable(dateTime) });
const historySchema = z.extend(snapshotSchema, { slug, at: dateTime });

const envelopeSchema = z.object({
  format: z.literal(transferFormat),
  version: z.union([z.literal(1), z.literal(transferVersion)]),
  exportedAt: dateTime,
  labs: z.array(z.unknown()).check(z.maxLength(1_000)),
  history: z.array(historySchema).check(z.maxLength(40_000)),
  practice: z.optional(practiceEnvelope),
  lessons: z._default(z.array(z.unknown()).check(z.maxLength(1_000)), []),
});

export interface Transfer {
  /** ISO 8601 date and time. */
  readonly exportedAt: string;
  readonly labs: readonly LabProgress[];
  readonly history: readonly z.infer<typeof historySchema>[];
  readonly practice: PracticeTransfer;
  readonly lessons: readonly LessonRecord[];
}

/** A file that cannot be imported. The message names the field that is wrong, and what to do. */
export class TransferError extends Error {
  override readonly name = 'TransferError';
}

/** What importing a lab would do. */
export interface PlannedLab {
  readonly slug: string;
  /**
   * `replaces`: there is other progress in this browser, whose files go into the history. `same`: nothing to do.
   * `open-elsewhere`: another tab has the lab and would write over it, so it is left alone.
   */
  readonly effect: 'new' | 'replaces' | 'same' | 'open-elsewhere';
  /** How many edited files the import brings. */
  readonly files: number;
  readonly passed: boolean;
}

/** All progress of this browser, as the text of a file. */
export async function exportProgress(store: ProgressStore, now = new Date()): Promise<string> {
  const labs = await store.list();
  const histories = await Promise.all(labs.map((lab) => store.history(lab.slug)));
  // Parsing leaves the store's own ids out.
  const history = histories.flatMap((entries) => entries.map((entry) => snapshotSchema.parse(entry)));
  const practice = await exportPractice(store.practice);
  const lessons = await store.lessons.all();
  const exportedAt = now.toISOString();
  const head = { format: transferFormat, version: transferVersion, exportedAt };
  const file = { ...head, labs, history, practice, lessons };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** The name under which the file is offered. */
export function transferName(now = new Date()): string {
  return `split-decision-${now.toISOString().slice(0, 10)}.json`;
}

/**
 * Reads a file back. Records of older versions are brought up to date.
 * @throws {TransferError}
 */
export function readTransfer(text: string): Transfer {
  if (text.length > transferLimit) throw tooLarge();
  const value = parsed(text);
  if (
    typeof value !== 'object' ||
    value === null ||
    !('format' in value) ||
    value.format !== transferFormat
  ) {
    throw new TransferError(
      `This file is no progress of this course: its field “format” is not “${transferFormat}”. Choose a file that was exported here.`,
    );
  }
  if ('version' in value && typeof value.version === 'number' && value.version > transferVersion) {
    throw new TransferError(
      `This file was written by a newer version of the course (its field “version” is ${value.version}). Reload the page, then try again.`,
    );
  }
  const { exportedAt, labs, history, practice, lessons } = validated(envelopeSchema, value, []);
  return {
    exportedAt,
    history,
    labs: labs.map((lab, index) =>
      validated(labSchema, upToDate(lab, labProgressVersion, labMigrations, ['labs', index]), [
        'labs',
        index,
      ]),
    ),
    practice: readPractice(practice, (schema, record, at) =>
      validated(schema, upToDate(record, practiceVersion, practiceMigrations, at), at),
    ),
    lessons: lessons.map((record, index) => {
      const at = ['lessons', index];
      return validated(lessonRecordSchema, upToDate(record, lessonVersion, lessonMigrations, at), at);
    }),
  };
}

/** @throws {TransferError} for a file that is too large to be read at all. */
export function refuseTooLarge(bytes: number): void {
  if (bytes > transferLimit) throw tooLarge();
}

/**
 * What importing would do, without doing it.
 * @param openElsewhere slugs of labs that another tab has open.
 */
export async function planImport(
  store: ProgressStore,
  { labs }: Transfer,
  openElsewhere: readonly string[] = [],
): Promise<PlannedLab[]> {
  return Promise.all(
    labs.map(async (lab) => {
      const own = await store.load(lab.slug);
      const effect = openElsewhere.includes(lab.slug)
        ? 'open-elsewhere'
        : own === null
          ? 'new'
          : isSame(own, merged(own, lab))
            ? 'same'
            : 'replaces';
      return { slug: lab.slug, effect, files: Object.keys(lab.files).length, passed: lab.passedAt !== null };
    }),
  );
}

/**
 * Does what was planned, one lab after the other.
 * @returns slugs of the labs that have changed.
 * @throws {StorageError} when the browser cannot store a lab; those before it are stored.
 */
export async function applyImport(
  store: ProgressStore,
  transfer: Transfer,
  plan: readonly PlannedLab[],
  now = new Date(),
): Promise<string[]> {
  const wanted = plan.filter(({ effect }) => effect === 'new' || effect === 'replaces');
  for (const { slug: name } of wanted) {
    const lab = transfer.labs.find((each) => each.slug === name);
    if (!lab) continue;
    const own = await store.load(name);
    await addHistory(store, transfer, name);
    if (own && Object.keys(own.files).length > 0 && !sameFiles(own.files, lab.files)) {
      const { starterHash, files, foreign } = own;
      await store.remember({
        slug: name,
        at: now.toISOString(),
        reason: 'import',
        starterHash,
        files,
        foreign,
      });
    }
    await store.save(merged(own, lab));
  }
  return wanted.map((each) => each.slug);
}

/** Adds what fits beside the history that is there, and leaves room for one entry: older ones give way to nothing. */
async function addHistory(store: ProgressStore, { history }: Transfer, name: string): Promise<void> {
  const own = await store.history(name);
  const known = new Set(own.map(({ at }) => at));
  const room = Math.max(0, historyLimit - 1 - own.length);
  const added = history
    .filter((each) => each.slug === name && !known.has(each.at))
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
    .slice(0, room);
  for (const snapshot of added.toReversed()) await store.remember({ ...snapshot, foreign: true });
}

/** The imported progress; what was reached in this browser stays reached. */
function merged(own: LabProgress | null, lab: LabProgress): LabProgress {
  const passes = [own?.passedAt, lab.passedAt].filter((at) => typeof at === 'string').sort();
  const known = own !== null && sameFiles(own.files, lab.files);
  return {
    ...lab,
    hints: Math.max(own?.hints ?? 0, lab.hints),
    passedAt: passes[0] ?? null,
    // Nobody knows who wrote what is in a file; what is here already is as trusted as before.
    foreign: known ? own.foreign : Object.keys(lab.files).length > 0,
  };
}

function isSame(a: LabProgress, b: LabProgress): boolean {
  return (
    sameFiles(a.files, b.files) &&
    a.passedAt === b.passedAt &&
    a.hints === b.hints &&
    a.starterHash === b.starterHash &&
    JSON.stringify([a.report, a.prediction]) === JSON.stringify([b.report, b.prediction])
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TransferError(
      'This file is no JSON: it may be cut off, or another kind of file. Choose one that was exported here.',
      { cause },
    );
  }
}

function upToDate(
  record: unknown,
  version: number,
  steps: Readonly<Record<number, Migration>>,
  at: readonly PropertyKey[],
): unknown {
  try {
    return migrate(record, version, steps);
  } catch (cause) {
    throw wrong([...at, 'version'], cause instanceof Error ? cause.message : String(cause));
  }
}

function validated<T extends z.ZodMiniType>(
  schema: T,
  value: unknown,
  at: readonly PropertyKey[],
): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const what =
    issue?.code === 'invalid_type'
      ? `it should be of the type ${issue.expected}.`
      : 'its value is none that can be.';
  throw wrong([...at, ...(issue?.path ?? [])], what);
}

function wrong(path: readonly PropertyKey[], what: string): TransferError {
  return new TransferError(
    `The field “${path.map(String).join('.')}” of this file is wrong: ${what} Nothing was imported.`,
  );
}

const tooLarge = (): TransferError =>
  new TransferError(`This file is larger than ${transferLimit / 1_000_000} MB, so it was not read.`);
