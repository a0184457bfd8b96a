/**
 * Code that came from somebody else: what a link brings waits until the learner has chosen, and what they took over
 * runs in the offline engine, which cannot call out, until they say that they trust it.
 */
import { sameFiles, type TextFiles } from '../../progress/changes.ts';
import type { LabPage } from '../lab-page.ts';
import { holdsCode, LinkProblem, packCode, unpackCode, type SharedCode } from '../sharing/shared-code.ts';
import type { Announcer } from './announcer.svelte.ts';
import type { EngineBoot } from './boot.svelte.ts';
import type { LabFiles } from './files.svelte.ts';
import type { Keeper } from './keeper.svelte.ts';
import type { Notices } from './notices.svelte.ts';

export interface SharingParts {
  readonly page: LabPage;
  readonly files: LabFiles;
  readonly boot: EngineBoot;
  readonly keeper: Keeper;
  readonly notices: Notices;
  readonly announcer: Announcer;
  /** Puts these changes in the place of the learner's. */
  readonly replace: (changes: TextFiles) => void;
  /** Says what was done, and offers to take it back. */
  readonly offerUndo: (text: string, undo: () => void) => void;
  /** Ends everything that runs, and boots the engine anew under what is trusted now. */
  readonly changeEngine: () => Promise<void>;
  /** Takes the link's code out of the address. */
  readonly forgetLink: () => void;
}

export class Sharing {
  readonly #parts: SharingParts;
  /** The files hold code of somebody else's that the learner has not said to trust. Stored with them. */
  foreign = $state(false);

  constructor(parts: SharingParts) {
    this.#parts = parts;
  }

  /** The fragment of a link to the learner's code, without `#`; null when nothing was edited. */
  async pack(): Promise<string | null> {
    const { files, page } = this.#parts;
    const changed = { ...files.changed };
    if (Object.keys(changed).length === 0) return null;
    return packCode({ lab: page.manifest.slug, starterHash: page.starterHash, files: changed });
  }

  /** Looks at what the address brings, and asks. Nothing of it runs, and the learner's files stay as they are. */
  async open(fragment: string): Promise<void> {
    if (!holdsCode(fragment)) return;
    const { files, page, notices, announcer } = this.#parts;
    // Nobody can say what a link does until it was read.
    await this.#distrust();
    let shared: SharedCode;
    try {
      shared = await unpackCode(fragment, page.manifest.slug, page.manifest.editable);
    } catch (problem) {
      await this.#settle();
      this.#tell(problem instanceof LinkProblem ? problem.message : String(problem), 'failure');
      return;
    }
    if (sameFiles(shared.files, files.changed)) {
      await this.#settle();
      this.#tell('The code of this link is what you already have.', 'plain');
      return;
    }
    const text = offer(shared, page.starterHash);
    notices.show('link', text, 'caution', [
      { label: 'Use this code', run: () => this.#use(shared) },
      { label: 'Keep mine', run: () => this.#keepMine() },
    ]);
    announcer.say(text);
  }

  /** The files hold somebody else's code: they came so from storage, from the history, or by a link. */
  async hold(): Promise<void> {
    this.foreign = true;
    this.#parts.notices.show(
      'foreign',
      'The code in this lab came from somebody else. It runs in the offline engine, which cannot call out, until you say that you trust it.',
      'caution',
      [{ label: 'I trust this code', run: () => this.trust() }],
    );
    await this.#distrust();
  }

  /** From here on the code counts as the learner's own. */
  async trust(): Promise<void> {
    const { keeper, notices, announcer } = this.#parts;
    this.foreign = false;
    notices.dismiss('foreign');
    keeper.touch();
    announcer.say('The code counts as yours now.');
    await this.#settle();
  }

  async #use({ files: changes }: SharedCode): Promise<void> {
    const { files, keeper, notices, replace, offerUndo, forgetLink } = this.#parts;
    const before = { ...files.changed };
    const wasForeign = this.foreign;
    await keeper.remember('import');
    await this.hold();
    replace(changes);
    notices.dismiss('link');
    forgetLink();
    offerUndo(
      'The code of the link is in the editor. It was not run. Your own files are in the history.',
      () => {
        replace(before);
        if (!wasForeign) void this.trust();
      },
    );
  }

  async #keepMine(): Promise<void> {
    const { notices, announcer } = this.#parts;
    notices.dismiss('link');
    announcer.say('Your own code stays. The link was not used.');
    await this.#settle();
  }

  async #distrust(): Promise<void> {
    const { boot, changeEngine } = this.#parts;
    if (!boot.trusted) return;
    boot.trusted = false;
    if (boot.state !== 'idle' && boot.kind !== 'offline') await changeEngine();
  }

  /** The link is dealt with: what the lab holds decides again which engine may run it. */
  async #settle(): Promise<void> {
    const { boot, changeEngine, forgetLink } = this.#parts;
    forgetLink();
    if (boot.trusted || this.foreign) return;
    boot.trusted = true;
    if (boot.state !== 'idle') await changeEngine();
  }

  #tell(text: string, tone: 'plain' | 'failure'): void {
    this.#parts.notices.show('link', text, tone);
    this.#parts.announcer.say(text);
  }
}

function offer({ files, starterHash }: SharedCode, current: string): string {
  const names = Object.keys(files).join(', ');
  const older = starterHash === current ? '' : ' It was made for another version of this lab.';
  return `This link brings code that is not yours: ${names}.${older} It was not run, and your own files are untouched. Until you choose, the lab runs in the offline engine only.`;
}
