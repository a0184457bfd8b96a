/** Keeps the lab's progress in the browser: soon after each change, at once when asked, and says when it cannot. */
import type { LabProgress, SnapshotReason, StoredSnapshot } from '../../progress/lab-progress.ts';
import { StorageError, type ProgressStore } from '../../progress/store.ts';

/** Milliseconds of quiet before a change is stored. */
const quiet = 400;

export class Keeper {
  readonly #collect: () => LabProgress;
  #store: ProgressStore | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Writes follow each other. */
  #writing: Promise<void> = Promise.resolve();

  /** False while another tab writes this lab. */
  mayWrite = $state(true);
  state = $state<'saved' | 'pending' | 'failed'>('saved');
  problem = $state.raw<StorageError | null>(null);
  /** The local history, newest first. */
  history = $state.raw<readonly StoredSnapshot[]>([]);
  lasting = $state(true);

  /** @param collect puts together what shall be stored. */
  constructor(collect: () => LabProgress) {
    this.#collect = collect;
  }

  /** @returns what was stored of this lab, or null. */
  async open(store: ProgressStore, slug: string): Promise<LabProgress | null> {
    this.#store = store;
    this.lasting = store.kind !== 'memory';
    this.history = await store.history(slug);
    return store.load(slug);
  }

  /**
   * The store with everything in it that is on the screen, for whoever reads or writes all labs.
   * @throws {Error} before it is open.
   */
  async flushedStore(): Promise<ProgressStore> {
    await this.flush();
    if (!this.#store) throw new Error('Your progress is not read yet. Try again in a moment.');
    return this.#store;
  }

  /** What is stored now, for a tab that takes over from another one. */
  async reload(slug: string): Promise<LabProgress | null> {
    this.history = (await this.#store?.history(slug)) ?? [];
    return (await this.#store?.load(slug)) ?? null;
  }

  /** Something changed: stores it after a moment of quiet. */
  touch(): void {
    if (!this.#store || !this.mayWrite) return;
    this.state = 'pending';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), quiet);
  }

  /** Stores at once. Never throws: `problem` says what went wrong. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#store && this.mayWrite) this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  /** Stores at once if something waits to be stored: for the moment when the page is hidden or left. */
  flushPending(): void {
    if (this.state === 'pending') void this.flush();
  }

  /** Adds the files as they are now to the local history, unless its newest entry already holds them. */
  async remember(reason: SnapshotReason): Promise<void> {
    const { slug, starterHash, files, foreign } = this.#collect();
    await this.rememberFiles({ slug, starterHash, files, foreign, reason });
  }

  async rememberFiles(snapshot: Omit<StoredSnapshot, 'id' | 'at'>): Promise<void> {
    if (!this.#store || Object.keys(snapshot.files).length === 0) return;
    await this.#store.remember({ ...snapshot, files: { ...snapshot.files }, at: new Date().toISOString() });
    this.history = await this.#store.history(snapshot.slug);
  }

  async #write(): Promise<void> {
    try {
      await this.#store?.save(this.#collect());
      this.state = 'saved';
      this.problem = null;
    } catch (cause) {
      this.state = 'failed';
      this.problem = cause instanceof StorageError ? cause : new StorageError('lost', { cause });
    }
  }
}
