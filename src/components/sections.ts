/** The sections of the site, each with the first segment of its address. */
const all = [
  { id: 'lessons', title: 'Lessons' },
  { id: 'labs', title: 'Labs' },
  { id: 'practice', title: 'Practice' },
  { id: 'glossary', title: 'Glossary' },
  { id: 'progress', title: 'Progress' },
] as const;

export type SectionId = (typeof all)[number]['id'];

const pages = Object.keys(import.meta.glob('../pages/*/index.astro'));

/** The sections that exist: a section is shown from the day its own page is there. */
export const sections = all.filter(({ id }) => pages.includes(`../pages/${id}/index.astro`));
