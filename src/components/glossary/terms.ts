/** The entries of the glossary, in the order of the alphabet, with the lessons that teach them. */
import { getCollection } from 'astro:content';
import { courseParts } from '../lesson/lessons.ts';
import { url } from '../url.ts';

export interface GlossaryTerm {
  readonly id: string;
  readonly term: string;
  readonly also: readonly string[];
  readonly definition: string;
  /** The lessons of the course that teach it; those that are not there yet are left out. */
  readonly taught: readonly { readonly title: string; readonly url: string }[];
}

export async function glossaryTerms(): Promise<GlossaryTerm[]> {
  const lessons = new Map(
    (await courseParts()).flatMap((part) => part.lessons).map(({ id, data }) => [id, data.title] as const),
  );
  return (await getCollection('glossary'))
    .map(({ id, data: { term, also, definition, taught } }) => ({
      id,
      term,
      also,
      definition,
      taught: taught.flatMap((place) => {
        const [slug = '', section] = place.split('#');
        const title = lessons.get(slug);
        return title ? [{ title, url: url(`lessons/${slug}/${section ? `#${section}` : ''}`) }] : [];
      }),
    }))
    .sort((a, b) => a.term.localeCompare(b.term, 'en'));
}
