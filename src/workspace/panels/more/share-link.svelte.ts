/** The link that the share dialog shows. */
import { LinkProblem } from '../../sharing/shared-code.ts';
import type { Announcer } from '../../state/announcer.svelte.ts';
import type { Sharing } from '../../state/sharing.svelte.ts';

interface Parts {
  readonly sharing: Pick<Sharing, 'pack'>;
  readonly announcer: Pick<Announcer, 'say'>;
}

export class ShareLink {
  readonly #parts: Parts;
  /** The whole address; null when nothing was edited. */
  link = $state<string | null>(null);
  /** Why there is no link, in words. */
  problem = $state<string | null>(null);
  /** What became of copying. */
  status = $state('');

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Makes the link to the code as it is now. */
  async make(address = `${location.origin}${location.pathname}`): Promise<void> {
    this.link = null;
    this.problem = null;
    this.status = '';
    try {
      const fragment = await this.#parts.sharing.pack();
      this.link = fragment === null ? null : `${address}#${fragment}`;
    } catch (cause) {
      this.problem =
        cause instanceof LinkProblem ? cause.message : `The link could not be made: ${String(cause)}`;
    }
  }

  async copy(clipboard: Pick<Clipboard, 'writeText'> | undefined = navigator.clipboard): Promise<void> {
    if (this.link === null) return;
    try {
      if (!clipboard) throw new Error('no clipboard');
      await clipboard.writeText(this.link);
      this.status = 'Copied.';
      this.#parts.announcer.say('The link is copied.');
    } catch {
      this.status = 'The browser did not let the page copy. Select the link above and copy it yourself.';
    }
  }
}
