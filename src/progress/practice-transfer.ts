/**
 * The interview practice in an exported file. Attempts, cards and mocks are added to what is there; of two drafts the
 * newer one is put before the learner, and the other one is kept beside it.
 */
import * as z from 'zod/mini';
import {
  attemptSchema,
  cardSchema,
  draftSchema,
  mockSchema,
  type Draft,
  type StoredCard,
} from './practice-records.ts';
import { practiceKeys, type PracticeStore, type RecordOf } from './practice-store.ts';
import type { Shelf } from './shelf.ts';

type Shelves = { readonly [Name in keyof PracticeStore]: readonly RecordOf<Name>[] };
/** The records of a file, in its format. */
export type PracticeTransfer = Shelves;

const list = (most: number) => z._default(z.array(z.unknown()).check(z.maxLength(most)), []);

/** The shelves as a stranger wrote them: each record is validated by {@link readPractice}. */
export const practiceEnvelope = z.object({
  drafts: list(200),
  attempts: list(20_000),
  cards: list(5_000),
  mocks: list(5_000),
});

/** Everything on the shelves. */
export async function exportPractice(store: PracticeStore): Promise<Shelves> {
  const [drafts, attempts, cards, mocks] = await Promise.all([
    store.drafts.all(),
    store.attempts.all(),
    store.cards.all(),
    store.mocks.all(),
  ]);
  return { drafts, attempts, cards, mocks };
}

/**
 * Reads the records of a file.
 * @param read brings a record up to date and validates it; it throws, naming the place, when it cannot.
 */
export function readPractice(
  envelope: z.infer<typeof practiceEnvelope> | undefined,
  read: <T extends z.ZodMiniType>(schema: T, record: unknown, at: readonly PropertyKey[]) => z.output<T>,
): PracticeTransfer {
  const records = <T extends z.ZodMiniType>(name: keyof Shelves, schema: T): z.output<T>[] =>
    (envelope?.[name] ?? []).map((record, index) => read(schema, record, ['practice', name, index]));
  return {
    drafts: records('drafts', draftSchema),
    attempts: records('attempts', attemptSchema),
    cards: records('cards', cardSchema),
    mocks: records('mocks', mockSchema),
  };
}

/** What importing the practice would do, and the records that it would write. */
export interface PracticePlan {
  readonly write: Shelves;
  /** Questions whose draft another tab has open: it would write over it, so it is left alone. */
  readonly openElsewhere: readonly string[];
}

/** How many records an import would write. */
export function plannedRecords({ write }: PracticePlan): number {
  return write.drafts.length + write.attempts.length + write.cards.length + write.mocks.length;
}

async function unknownTo<T>(
  shelf: Shelf<T>,
  records: readonly T[],
  keyOf: (record: T) => string,
): Promise<T[]> {
  const known = new Set((await shelf.all()).map(keyOf));
  return records.filter((record) => !known.has(keyOf(record)));
}

/** The draft to keep of two that differ, or null when nothing has to be written. */
function mergedDraft(own: Draft | null, theirs: Draft): Draft | null {
  if (own === null || own.text.trim() === '') return own?.text === theirs.text ? null : theirs;
  if (own.text === theirs.text || theirs.text.trim() === '') return null;
  const [newer, older] = Date.parse(own.at) >= Date.parse(theirs.at) ? [own, theirs] : [theirs, own];
  const merged = { ...newer, before: older.text };
  return own.text === merged.text && own.before === merged.before ? null : merged;
}

const reviewedAt = ({ memory }: StoredCard): number => Number(memory['last_review'] ?? 0);

/**
 * What importing would do, without doing it.
 * @param openElsewhere questions whose draft another tab has open.
 */
export async function planPracticeImport(
  store: PracticeStore,
  { drafts, attempts, cards, mocks }: PracticeTransfer,
  openElsewhere: readonly string[] = [],
): Promise<PracticePlan> {
  const free = drafts.filter(({ question }) => !openElsewhere.includes(question));
  const merged = await Promise.all(
    free.map(async (draft) => mergedDraft(await store.drafts.get(draft.question), draft)),
  );
  const ownCards = new Map((await store.cards.all()).map((card) => [card.id, card]));
  return {
    write: {
      drafts: merged.filter((draft) => draft !== null),
      attempts: await unknownTo(store.attempts, attempts, practiceKeys.attempts),
      // The card that was reviewed last knows more.
      cards: cards.filter((card) => {
        const own = ownCards.get(card.id);
        return own === undefined || reviewedAt(card) > reviewedAt(own);
      }),
      mocks: await unknownTo(store.mocks, mocks, practiceKeys.mocks),
    },
    openElsewhere: drafts
      .map(({ question }) => question)
      .filter((question) => openElsewhere.includes(question)),
  };
}

/**
 * Does what was planned.
 * @throws {StorageError} when the browser cannot store a record; those before it are stored.
 */
export async function applyPracticeImport(store: PracticeStore, { write }: PracticePlan): Promise<void> {
  for (const attempt of write.attempts) await store.attempts.put(attempt);
  for (const card of write.cards) await store.cards.put(card);
  for (const mock of write.mocks) await store.mocks.put(mock);
  for (const draft of write.drafts) await store.drafts.put(draft);
}
