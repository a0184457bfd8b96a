/** Keeps the course in this browser, renews it, and gives the room back: the controls of the page on working offline. */
import { availableEdition } from '../../offline/available.ts';
import { megabytes, sizeOf, WORKER_FILE, type Edition } from '../../offline/edition.ts';
import { KeepError, Shelf, type Kept } from '../../offline/kept.ts';

type Action = 'keep' | 'cancel' | 'clear';

class KeepOffline extends HTMLElement {
  readonly #base = new URL(this.dataset['base'] ?? '/', location.href);
  #shelf: Shelf | null = null;
  #kept: Kept | null = null;
  #available: Edition | null = null;
  #fetching: AbortController | null = null;

  connectedCallback(): void {
    for (const button of this.querySelectorAll<HTMLButtonElement>('button[data-action]'))
      button.addEventListener('click', () => void this.#do(button.dataset['action'] as Action));
    void this.#look();
  }

  async #do(action: Action): Promise<void> {
    if (action === 'keep') return this.#keep();
    if (action === 'cancel') return this.#fetching?.abort();
    await this.#shelf?.clear();
    const registration = await navigator.serviceWorker.getRegistration(this.#base);
    await registration?.unregister();
    await this.#look('The course is no longer kept here. Your progress is untouched.');
  }

  /** What is kept, and what the server has. */
  async #look(news?: string): Promise<void> {
    if (!('serviceWorker' in navigator) || !('caches' in globalThis)) {
      return this.#show({
        text: 'This browser cannot keep a site for offline use here. It needs an address that begins with https:// or http://localhost, and not a private window.',
      });
    }
    try {
      this.#shelf ??= new Shelf(this.#base);
      [this.#kept = null] = await this.#shelf.kept();
    } catch {
      return this.#show({
        text: 'This browser lets the site store nothing, so the course cannot be kept here.',
      });
    }
    this.#available = await availableEdition(this.#base);
    this.#show({ text: [news, this.#standing()].filter(Boolean).join(' '), ...this.#offer() });
  }

  #standing(): string {
    const [kept, available] = [this.#kept, this.#available];
    if (!kept) {
      return available
        ? `Not kept yet. It takes ${megabytes(sizeOf(available))} of this browser’s storage.`
        : 'Not kept, and the network is away: come back when it is there.';
    }
    const since = new Date(kept.at).toLocaleDateString('en-GB', { dateStyle: 'long' });
    const here = `Kept in this browser since ${since}: ${kept.edition.files.length} files, ${megabytes(sizeOf(kept.edition))}. It works without a network.`;
    if (!available) return `${here} The network is away right now.`;
    return available.version === kept.edition.version
      ? `${here} It is the newest edition.`
      : `${here} A newer edition is there. Labs that are open stay as they are until you reload them.`;
  }

  #offer(): { keep?: string; clear?: boolean } {
    const [kept, available] = [this.#kept, this.#available];
    const fresh = kept !== null && available?.version === kept.edition.version;
    return {
      ...(available && !fresh ? { keep: kept ? 'Get the newer edition' : 'Keep the course offline' } : {}),
      clear: kept !== null,
    };
  }

  async #keep(): Promise<void> {
    const [shelf, edition] = [this.#shelf, this.#available];
    if (!shelf || !edition || this.#fetching) return;
    const fetching = (this.#fetching = new AbortController());
    const all = sizeOf(edition);
    this.#show({ text: `Fetching ${megabytes(all)}.`, cancel: true });
    this.#progress(0, all);
    try {
      // Asks for storage that is not cleared when room runs short; without it the course is kept all the same.
      await navigator.storage?.persist?.().catch(() => false);
      await shelf.keep(edition, (bytes) => this.#progress(bytes, all), fetching.signal);
      const worker = new URL(WORKER_FILE, this.#base);
      await navigator.serviceWorker.register(worker, { scope: this.#base.pathname });
      await navigator.serviceWorker.ready;
      await this.#look('Done.');
    } catch (error) {
      const words = fetching.signal.aborted
        ? 'Stopped. What has come is kept for the next time.'
        : reasonOf(error);
      await this.#look(words);
    } finally {
      this.#fetching = null;
      this.#progress(null, all);
    }
  }

  #progress(bytes: number | null, all: number): void {
    const bar = this.querySelector('progress');
    if (!bar) return;
    bar.hidden = bytes === null;
    bar.max = all;
    bar.value = bytes ?? 0;
    bar.textContent = `${megabytes(bytes ?? 0)} of ${megabytes(all)}`;
  }

  #show({
    text,
    keep,
    clear,
    cancel,
  }: {
    text: string;
    keep?: string;
    clear?: boolean;
    cancel?: boolean;
  }): void {
    const shown: Record<Action, boolean> = {
      keep: keep !== undefined,
      clear: clear === true,
      cancel: cancel === true,
    };
    for (const button of this.querySelectorAll<HTMLButtonElement>('button[data-action]')) {
      const action = button.dataset['action'] as Action;
      const focused = document.activeElement === button;
      button.hidden = !shown[action];
      if (action === 'keep' && keep !== undefined) button.textContent = keep;
      // Whoever pressed a button that is gone is not thrown back to the top of the page.
      if (focused && button.hidden) this.querySelector<HTMLElement>('[role=status]')?.focus();
    }
    const status = this.querySelector('[role=status]');
    if (status) status.textContent = text;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof KeepError) return error.message;
  return `The course could not be kept: ${error instanceof Error ? error.message : String(error)}`;
}

customElements.define('keep-offline', KeepOffline);
