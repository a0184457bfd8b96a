/** Stores something soon after each change, at once when asked, and says when it cannot. */
import { StorageError } from '../../progress/store.ts';

/** Milliseconds of quiet before a change is stored. */
const quiet = 400;

export class QuietWriter {
  readonly #write: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Writes follow each other. */
  #writing: Promise<void> = Promise.resolve();

  state = $state<'saved' | 'pending' | 'failed'>('saved');
  problem = $state.raw<StorageError | null>(null);

  /** @param write stores what there is now; it throws when it cannot. */
  constructor(write: () => Promise<void>) {
    this.#write = write;
  }

  /** Something changed. */
  touch(): void {
    this.state = 'pending';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), quiet);
  }

  /** Stores at once. Never throws: `problem` says what went wrong. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#writing = this.#writing.then(() => this.#store());
    return this.#writing;
  }

  /** Stores at once if something waits to be stored: for the moment when the page is hidden or left. */
  flushPending(): void {
    if (this.state === 'pending') void this.flush();
  }

  /** Says that storing has failed. */
  fail(cause: unknown): void {
    this.state = 'failed';
    this.problem = cause instanceof StorageError ? cause : new StorageError('lost', { cause });
  }

  async #store(): Promise<void> {
    try {
      await this.#write();
      this.state = 'saved';
      this.problem = null;
    } catch (cause) {
      this.fail(cause);
    }
  }
}
