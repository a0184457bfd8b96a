/**
 * Takes up where the learner left off: reads what is stored, offers a merge when the starter has changed since, and
 * sees to it that only one tab writes.
 */
import { lockLab, type LabLock } from '../../progress/lab-lock.ts';
import type { LabProgress } from '../../progress/lab-progress.ts';
import type { ProgressStore } from '../../progress/store.ts';
import type { LabPage } from '../lab-page.ts';
import type { Keeper } from './keeper.svelte.ts';
import type { Notices } from './notices.svelte.ts';

type Changes = Readonly<Record<string, string>>;

export interface ContinuityParts {
  readonly page: LabPage;
  readonly keeper: Keeper;
  readonly notices: Notices;
  /** Takes up everything that was stored. */
  readonly restore: (stored: LabProgress) => void;
  /** Puts these changes in the place of the learner's. */
  readonly replace: (changes: Changes) => void;
}

export class Continuity {
  readonly #parts: ContinuityParts;
  #lock: LabLock | null = null;

  /** What was stored has been read, or there is nothing: from here on changes are kept. */
  restored = $state(false);
  /** The hash of the starter under which the edits were made: the old one until the learner has merged. */
  starterHash: string;

  constructor(parts: ContinuityParts) {
    this.#parts = parts;
    this.starterHash = parts.page.starterHash;
  }

  async begin(store: ProgressStore): Promise<void> {
    const { keeper, page } = this.#parts;
    this.#restore(await keeper.open(store, page.manifest.slug));
    this.restored = true;
    this.#takeLock(false);
  }

  end(): void {
    this.#lock?.release();
  }

  /** Goes on in this tab with what another one has stored; that one is told. */
  async takeOver(): Promise<void> {
    const { keeper, page } = this.#parts;
    this.#takeLock(true);
    this.#restore(await keeper.reload(page.manifest.slug));
  }

  /** Takes up what an import has stored, in the place of what is on the screen. */
  async reread(): Promise<void> {
    const { keeper, page } = this.#parts;
    this.#restore(await keeper.reload(page.manifest.slug));
  }

  #takeLock(steal: boolean): void {
    const { keeper, notices, page } = this.#parts;
    this.#lock?.release();
    const onHeld = (): void => {
      keeper.mayWrite = true;
      notices.dismiss('tabs');
    };
    const onElsewhere = (how: 'already-open' | 'taken-over'): void => {
      keeper.mayWrite = false;
      const text =
        how === 'taken-over'
          ? 'This lab now continues in another tab. What you edit here is not kept.'
          : 'This lab is open in another tab too. What you edit here is not kept.';
      notices.show('tabs', text, 'caution', [{ label: 'Continue here', run: () => this.takeOver() }]);
    };
    this.#lock = lockLab(page.manifest.slug, { onHeld, onElsewhere }, steal);
  }

  #restore(stored: LabProgress | null): void {
    if (!stored) return;
    this.#parts.restore(stored);
    const changed = stored.starterHash !== this.#parts.page.starterHash;
    if (changed && Object.keys(stored.files).length > 0) this.#offerMerge(stored);
  }

  #offerMerge({ slug, starterHash, files, foreign }: LabProgress): void {
    const { keeper, notices, page, replace } = this.#parts;
    this.starterHash = starterHash;
    const settle = async (changes: Changes): Promise<void> => {
      await keeper.rememberFiles({ slug, starterHash, files, foreign, reason: 'starter-changed' });
      this.starterHash = page.starterHash;
      notices.dismiss('starter-changed');
      replace(changes);
    };
    notices.show(
      'starter-changed',
      'This lab’s starter files have changed since you began. Your edits are laid over the new ones. ' +
        'Whatever you choose, the history keeps your version.',
      'caution',
      [
        { label: 'Keep my edits', run: () => settle(files) },
        { label: 'Take the new files', run: () => settle({}) },
      ],
    );
  }
}
