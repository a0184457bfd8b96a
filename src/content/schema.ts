/** What a lesson's frontmatter must say. The build names a mistake by file and field. */
import { z } from 'astro/zod';

const sentence = z.string().trim().min(1, 'must not be empty');
const slug = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be a slug: lower-case words joined by hyphens');

const source = z
  .strictObject({
    title: sentence.describe('Title of the work, and who wrote it.'),
    url: z.url({ protocol: /^https$/, error: 'must be an https address' }).describe('Where to read it.'),
    what: sentence.describe('What the lesson takes from it, in one line.'),
  })
  .describe('A source that the lesson rests on.');

const recall = z
  .strictObject({
    question: sentence.describe('Answered from memory before the answer is opened.'),
    answer: sentence.describe('The answer with its reason.'),
  })
  .describe('A question to end on.');

export const lessonSchema = z.strictObject({
  title: sentence.describe('Title of the lesson. Its slug is the name of its file.'),
  summary: sentence.max(240, 'must fit into 240 characters').describe('What one can do after it, for lists.'),
  minutes: z.int().min(5).max(40).describe('Minutes of reading.'),
  after: z
    .array(slug)
    .optional()
    .describe('Slugs of the lessons it builds on, where that is not the one before it in its part.'),
  lab: slug.optional().describe('Slug of the lab that practises it.'),
  objectives: z.array(sentence).min(2).max(5).describe('What one can do after it, as a list.'),
  sources: z.array(source).min(1).describe('Everything the lesson rests on.'),
  recall: z.array(recall).min(2).max(5).describe('Questions to end on.'),
});

export type Lesson = z.output<typeof lessonSchema>;

/** What somebody who has passed a lab may say in an interview; the entry's id is the slug of the lab. */
export const evidenceSchema = z.strictObject({
  line: sentence
    .max(320, 'must be short enough to be said in one breath or two: 320 characters')
    .describe('The line to say, in the first person, with what the checks of the lab have proved.'),
});
