/** The export and import of all progress, as the dialog sees it. */
import { labsOpenElsewhere } from '../../progress/lab-lock.ts';
import type { ProgressStore } from '../../progress/store.ts';
import {
  applyImport,
  exportProgress,
  planImport,
  readTransfer,
  refuseTooLarge,
  transferName,
  type PlannedLab,
  type Transfer,
} from '../../progress/transfer.ts';

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
    this.exportedAt = null;
    this.status = '';
    this.problem = null;
  }

  /** How many labs the import would change. */
  get changes(): number {
    return (this.plan ?? []).filter(({ effect }) => effect === 'new' || effect === 'replaces').length;
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
      const transfer = readTransfer(await file.text());
      const elsewhere = await labsOpenElsewhere(this.#parts.ownLab);
      this.plan = await planImport(await this.#parts.openStore(), transfer, elsewhere);
      this.exportedAt = transfer.exportedAt;
      this.#transfer = transfer;
      if (this.changes === 0) this.status = 'There is nothing to import from this file.';
    });
  }

  async importChosen(): Promise<void> {
    const { plan } = this;
    const transfer = this.#transfer;
    if (!transfer || !plan) return;
    await this.#guarded(async () => {
      const slugs = await applyImport(await this.#parts.openStore(), transfer, plan);
      this.clear();
      this.status = `Imported ${slugs.length === 1 ? 'one lab' : `${slugs.length} labs`}. What was there before is in each lab’s history.`;
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
