/** The search index of the built site (tools/search-index.ts), asked in the reader's own browser. */
import { url } from '../url.ts';

/** A run of an excerpt; `hit` when the query matched it. */
export interface Run {
  readonly text: string;
  readonly hit: boolean;
}

export interface Place {
  readonly title: string;
  readonly url: string;
  readonly excerpt: readonly Run[];
}

export interface Found extends Place {
  /** What kind of page it is, in a word. */
  readonly kind: string;
  /** Sections of the page that match too. */
  readonly sections: readonly Place[];
}

/** What a query found. */
export interface Answer {
  readonly total: number;
  /** The best of them, best first. */
  readonly found: readonly Found[];
}

export type Search = (query: string) => Promise<Answer>;

/** What we use of pagefind's module, which has no types of its own. */
interface Pagefind {
  search(query: string): Promise<{ results: { data(): Promise<Page> }[] }>;
}
interface Section {
  title: string;
  url: string;
  excerpt: string;
}
interface Page {
  url: string;
  excerpt: string;
  meta: { title?: string };
  sub_results: Section[];
}

const shown = 8;
const sectionsShown = 3;
const kinds: Readonly<Record<string, string>> = {
  lessons: 'Lesson',
  labs: 'Lab',
  glossary: 'Glossary',
  practice: 'Question',
};

/**
 * Loads the index.
 * @throws {Error} that says what to do, when there is none.
 */
export async function loadSearch(): Promise<Search> {
  const address = url('pagefind/pagefind.js');
  let pagefind: Pagefind;
  try {
    pagefind = (await import(/* @vite-ignore */ address)) as Pagefind;
  } catch (cause) {
    throw new Error(
      'The search index could not be loaded. Check the connection and open the search again. (While you write the site: the index comes with “npm run build”.)',
      { cause },
    );
  }
  return async (query) => {
    const { results } = await pagefind.search(query);
    const pages = await Promise.all(results.slice(0, shown).map((result) => result.data()));
    const found = pages.map(describe).filter((page) => isMeant(query, page));
    return { total: results.length - (pages.length - found.length), found };
  };
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];

/**
 * Whether a page has to do with the query. For a word that is nowhere, pagefind offers pages with its first letter
 * alone (“24 h” for “hippopotamus”); a page must share three letters with a word of the query, or all of a shorter one.
 */
function isMeant(query: string, { title, excerpt, sections }: Found): boolean {
  const pieces = [excerpt, ...sections.map((section) => section.excerpt)].flat();
  const hits = wordsOf([title, ...pieces.filter(({ hit }) => hit).map(({ text }) => text)].join(' '));
  return wordsOf(query).some((word) => hits.some((hit) => hit.startsWith(word.slice(0, 3))));
}

function describe(page: Page): Found {
  const title = page.meta.title ?? page.url;
  const base = url();
  const section = page.url.startsWith(base) ? (page.url.slice(base.length).split('/')[0] ?? '') : '';
  return {
    title,
    url: page.url,
    kind: kinds[section] ?? 'Page',
    excerpt: runs(page.excerpt),
    sections: page.sub_results
      .filter((each) => each.title !== title && each.url !== page.url)
      .slice(0, sectionsShown)
      .map((each) => ({ title: each.title, url: each.url, excerpt: runs(each.excerpt) })),
  };
}

/** The excerpt as text: pagefind marks hits by `<mark>` and writes everything else as character references. */
function runs(excerpt: string): Run[] {
  const { body } = new DOMParser().parseFromString(excerpt, 'text/html');
  return [...body.childNodes].map((node) => ({
    text: node.textContent ?? '',
    hit: node.nodeName === 'MARK',
  }));
}
