/** What a page says when the course is kept here: that the network is away, or that a newer edition is there. */
import { availableEdition } from '../../offline/available.ts';
import { Shelf } from '../../offline/kept.ts';

/** The server is asked once in each tab. */
const asked = 'split-decision:edition-asked';

async function newerEdition(base: URL): Promise<boolean> {
  if (sessionStorage.getItem(asked)) return false;
  sessionStorage.setItem(asked, 'yes');
  const [[kept], available] = await Promise.all([new Shelf(base).kept(), availableEdition(base)]);
  return kept !== undefined && available !== null && available.version !== kept.edition.version;
}

/** @param notice the place for it, with the base path in `data-base`. */
export async function watchNetwork(notice: HTMLElement): Promise<void> {
  const base = new URL(notice.dataset['base'] ?? '/', location.href);
  const say = (text: string, link: string | null): void => {
    notice.textContent = text;
    if (link !== null) {
      const anchor = document.createElement('a');
      anchor.href = new URL('offline/', base).href;
      anchor.textContent = link;
      notice.append(' ', anchor);
    }
    notice.hidden = text === '';
  };
  const look = async (): Promise<void> => {
    if (!navigator.onLine) say('No network: the course is read from this browser.', null);
    else if (await newerEdition(base))
      say('A newer edition of the course is there.', 'Get it when it suits you');
    else say('', null);
  };
  addEventListener('online', () => void look());
  addEventListener('offline', () => void look());
  await look();
}
