/** The way through this course, from its lessons and the labs as they are laid out. Runs on the server only. */
import type { LabManifest } from '../../../labs/kit/manifest.ts';
import { layOutWay, type Step, type Way } from '../../content/way.ts';
import { courseParts } from '../lesson/lessons.ts';
import { url } from '../url.ts';

const manifests = import.meta.glob<LabManifest>('/.generated/labs/*/manifest.json', {
  eager: true,
  import: 'default',
});

/** How many checks each lab has, by slug. */
export const checkCounts: Readonly<Record<string, number>> = Object.fromEntries(
  Object.values(manifests).map(({ slug, checks }) => [slug, checks.length]),
);

/** @throws {Error} that names what is wrong with a prerequisite. */
export async function courseWay(): Promise<Way> {
  const parts = (await courseParts()).map(({ title, summary, lessons }) => ({
    title,
    summary,
    lessons: lessons.map(({ id, data }) => ({ slug: id, ...data })),
  }));
  const known = new Set(parts.flatMap(({ lessons }) => lessons.map(({ slug }) => slug)));
  // A lab whose lesson is still being written has a page, but no place on the way yet.
  const ready = Object.values(manifests).filter(({ lesson }) => known.has(lesson));
  const labs = ready.map(({ slug, title, minutes, lesson, base }) => ({
    slug,
    title,
    minutes,
    lesson,
    base,
  }));
  return layOutWay(parts, labs);
}

/** The address of a step's page. */
export function stepUrl({ kind, slug }: Pick<Step, 'kind' | 'slug'>): string {
  return url(`${kind}s/${slug}/`);
}
