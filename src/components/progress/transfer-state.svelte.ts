/** The export and import of all progress, as the dialog sees it. */
import { labsOpenElsewhere, openElsewhere } from '../../progress/lab-lock.ts';
import type { LessonRecord } from '../../progress/lesson-record.ts';
import { applyLessonImport, planLessonImport } from '../../progress/lesson-transfer.ts';
import {
  applyPracticeImport,
  planPracticeImport,
  plannedRecords,
  type PracticePlan,
} from '../../progress/practice-transfer.ts';
import type { ProgressStore } from '../../progress/store.ts';
import {
  applyImport,
  exportProgress,
  planImport,
  readTransfer,
  refuseTooLarge,
  TransferError,
  transferName,
  type PlannedLab,
  type Transfer,
} from '../../progress/transfer.ts';

/** The browser reads a file only when it is asked for its text, and the file may have gone by then. */
async function textOf(file: Pick<File, 'text'>): Promise<string> {
  try {
    return await file.text();
  } catch (cause) {
    throw new TransferError(
      'This file could not be read: it was moved, changed or locked. Choose it again.',
      {
        cause,
      },
    );
  }
}

export interface TransferParts {
  /** The store, with everything in it that the page knows. */
  readonly openStore: () => Promise<ProgressStore>;
  /** The lab that this tab itself has open. */
  readonly ownLab: string | null;
  /** Called with the slugs of the labs that an import has changed. */
  readonly onImported: (slugs: readonly string[]) => void;
  /** Gives a file to the learner. */
  readonly offerFile: (name: string, content: Blob) => void;
}

export class TransferState {
  readonly #parts: TransferParts;
  #transfer: Transfer | null = null;

  /** What an import would do; null before a file was chosen. */
  plan = $state.raw<readonly PlannedLab[] | null>(null);
  /** The same for the interview practice. */
  practice = $state.raw<PracticePlan | null>(null);
  /** The lessons that an import would mark as read. */
  lessons = $state.raw<readonly LessonRecord[]>([]);
  /** When the chosen file was exported: ISO 8601. */
  exportedAt = $state<string | null>(null);
  status = $state('');
  problem = $state<string | null>(null);

  constructor(parts: TransferParts) {
    this.#parts = parts;
  }

  /** Forgets the chosen file. */
  clear(): void {
    this.#transfer = null;
    this.plan = null;
    this.practice = null;
    this.lessons = [];
    this.exportedAt = null;
    this.status = '';
    this.problem = null;
  }

  /** How many labs, lessons and records of the practice the import would change. */
  get changes(): number {
    const labs = (this.plan ?? []).filter(({ effect }) => effect === 'new' || effect === 'replaces').length;
    return labs + this.lessons.length + (this.practice === null ? 0 : plannedRecords(this.practice));
  }

  async exportAll(): Promise<void> {
    await this.#guarded(async () => {
      const text = await exportProgress(await this.#parts.openStore());
      this.#parts.offerFile(transferName(), new Blob([text], { type: 'application/json' }));
      this.status = 'Exported. The file is among your downloads.';
    });
  }

  async choose(file: Pick<File, 'size' | 'text'>): Promise<void> {
    this.clear();
    await this.#guarded(async () => {
      refuseTooLarge(file.size);
      const transfer = readTransfer(await textOf(file));
      const elsewhere = await labsOpenElsewhere(this.#parts.ownLab);
      const store = await this.#parts.openStore();
      this.plan = await planImport(store, transfer, elsewhere);
      const drafts = await openElsewhere('draft', null);
      this.practice = await planPracticeImport(store.practice, transfer.practice, drafts);
      this.lessons = await planLessonImport(store, transfer.lessons);
      this.exportedAt = transfer.exportedAt;
      this.#transfer = transfer;
      if (this.changes === 0) this.status = 'There is nothing to import from this file.';
    });
  }

  async importChosen(): Promise<void> {
    const { plan, practice, lessons } = this;
    const transfer = this.#transfer;
    if (!transfer || !plan || !practice) return;
    await this.#guarded(async () => {
      const store = await this.#parts.openStore();
      const slugs = await applyImport(store, transfer, plan);
      await applyPracticeImport(store.practice, practice);
      await applyLessonImport(store, lessons);
      const records = plannedRecords(practice);
      this.clear();
      const labs = slugs.length === 1 ? 'one lab' : `${slugs.length} labs`;
      const practised = records === 0 ? '' : ', and your interview practice';
      const read = lessons.length === 0 ? '' : ', and the lessons you have read';
      this.status = `Imported ${labs}${practised}${read}. What was there before is in each lab’s history.`;
      this.#parts.onImported(slugs);
    });
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    this.problem = null;
    this.status = '';
    try {
      await work();
    } catch (cause) {
      this.problem = cause instanceof Error ? cause.message : String(cause);
    }
  }
}
