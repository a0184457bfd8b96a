/** The edition that the server has now. */
import { edition, EDITION_FILE, type Edition } from './edition.ts';

/**
 * @param base address of the course's home page.
 * @returns null when nothing can be reached, or what is there is no list of an edition.
 */
export async function availableEdition(base: string | URL): Promise<Edition | null> {
  try {
    const response = await fetch(new URL(EDITION_FILE, base), { cache: 'no-store' });
    const read = edition.safeParse(await response.json());
    return response.ok && read.success ? read.data : null;
  } catch {
    return null;
  }
}
