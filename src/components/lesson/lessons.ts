/** The lessons in the order of the course. */
import { getCollection, type CollectionEntry } from 'astro:content';
import { course, type Part } from '../../content/course.ts';

export type LessonEntry = CollectionEntry<'lessons'>;
export interface CoursePart extends Omit<Part, 'lessons'> {
  lessons: LessonEntry[];
}

/**
 * The parts of the course with their lessons.
 * @throws {Error} that names a lesson which the course lists and the folder lacks, or the other way round.
 */
export async function courseParts(): Promise<CoursePart[]> {
  const entries = new Map((await getCollection('lessons')).map((entry) => [entry.id, entry]));
  const listed = new Set(course.flatMap((part) => part.lessons));
  const unlisted = [...entries.keys()].filter((id) => !listed.has(id));
  if (unlisted.length > 0) {
    throw new Error(
      `src/content/course.ts does not list: ${unlisted.join(', ')}. Give each a place in a part.`,
    );
  }
  return course.map((part) => ({
    ...part,
    lessons: part.lessons.map((id) => {
      const entry = entries.get(id);
      if (!entry)
        throw new Error(`src/content/course.ts lists "${id}", but src/content/lessons/${id}.mdx is missing.`);
      return entry;
    }),
  }));
}
