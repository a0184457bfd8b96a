/** The answer being written: saved as typed, by one tab at a time, and not lost when the page or the storage goes. */
import { lock, type LabLock } from '../../progress/lab-lock.ts';
import { longestAnswer, practiceVersion } from '../../progress/practice-limits.ts';
import type { Draft } from '../../progress/practice-records.ts';
import type { PracticeStore } from '../../progress/practice-store.ts';
import type { Rescue } from '../../progress/rescue.ts';
import { QuietWriter } from './quiet-writer.svelte.ts';

export interface DraftParts {
  readonly question: string;
  readonly now: () => number;
  /** Null where the browser has no locks; the browser’s own unless given. */
  readonly locks?: LockManager | null;
}

export class DraftState {
  readonly #parts: DraftParts;
  #store: PracticeStore | null = null;
  #rescue: Rescue<Draft> | null = null;
  #lock: LabLock | null = null;
  #at: string | null = null;

  text = $state('');
  /** An earlier text that an import has replaced. */
  before = $state<string | null>(null);
  /** Which tab writes: `asking` until that is known. */
  tab = $state<'asking' | 'this' | 'already-open' | 'taken-over'>('asking');
  readonly writer: QuietWriter;

  constructor(parts: DraftParts) {
    this.#parts = parts;
    this.writer = new QuietWriter(() => this.#write());
  }

  get mayWrite(): boolean {
    return this.tab === 'this' || this.tab === 'asking';
  }

  /** Reads what was written before, and asks to be the tab that writes. */
  async open(store: PracticeStore, rescue: Rescue<Draft>): Promise<void> {
    this.#store = store;
    this.#rescue = rescue;
    await this.#ask(false);
    await this.#load();
  }

  /** Becomes the tab that writes; the other one is told. */
  async takeOver(): Promise<void> {
    await this.#ask(true);
    this.text = '';
    await this.#load();
  }

  /** The text has changed, by the learner. */
  type(text: string): void {
    if (!this.mayWrite) return;
    this.text = text.slice(0, longestAnswer);
    this.#at = new Date(this.#parts.now()).toISOString();
    this.writer.touch();
  }

  /** Puts the replaced text in the place of this one, and this one in its place. */
  swap(): void {
    if (this.before === null) return;
    const other = this.text;
    const text = this.before;
    this.before = other;
    this.type(text);
  }

  /** The page is hidden or left: whatever is not stored is put where it survives. */
  leave(): void {
    if (this.writer.state === 'saved' || !this.mayWrite) return;
    this.#rescue?.keep(this.#parts.question, this.#record());
    this.writer.flushPending();
  }

  close(): void {
    this.#lock?.release();
  }

  async #load(): Promise<void> {
    const { question } = this.#parts;
    const stored = await this.#store?.drafts.get(question).catch((cause: unknown) => {
      this.writer.fail(cause);
      return null;
    });
    const rescued = this.#rescue?.read(question) ?? null;
    const newer =
      rescued && (!stored || Date.parse(rescued.at) > Date.parse(stored.at)) ? rescued : (stored ?? null);
    // What was typed before all this was read stands below it.
    const early = this.text.trim() === '' || this.text === newer?.text ? '' : this.text;
    if (newer) {
      this.before = newer.before;
      this.#at = newer.at;
      this.text = early === '' ? newer.text : `${newer.text}\n\n${early}`.trim();
    }
    if (this.mayWrite && (newer === rescued ? rescued !== null : early !== '')) this.type(this.text);
  }

  #ask(steal: boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#lock = lock(
      'draft',
      this.#parts.question,
      {
        onHeld: () => {
          this.tab = 'this';
          resolve();
        },
        onElsewhere: (how) => {
          this.tab = how;
          resolve();
        },
      },
      steal,
      this.#parts.locks,
    );
    return promise;
  }

  #record(): Draft {
    return {
      version: practiceVersion,
      question: this.#parts.question,
      text: this.text,
      at: this.#at ?? new Date(this.#parts.now()).toISOString(),
      before: this.before,
    };
  }

  async #write(): Promise<void> {
    if (!this.#store || !this.mayWrite) return;
    const record = this.#record();
    try {
      await this.#store.drafts.put(record);
      this.#rescue?.drop(record.question);
    } catch (cause) {
      this.#rescue?.keep(record.question, record);
      throw cause;
    }
  }
}
