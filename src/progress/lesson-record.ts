/** What is kept of a lesson: that the learner has marked it as read. */
import * as z from 'zod/mini';

/** The version of {@link lessonRecordSchema}. A higher one comes with a step in `migrations.ts`. */
export const lessonVersion = 1;

export const lessonRecordSchema = z.object({
  version: z.literal(lessonVersion),
  slug: z.string().check(z.regex(/^[a-z0-9-]{1,80}$/)),
  /** When it was marked: an ISO 8601 date and time. */
  readAt: z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)))),
});

export type LessonRecord = z.infer<typeof lessonRecordSchema>;
