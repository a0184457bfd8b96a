/** What an entry of the glossary must say. One file each in src/content/glossary, named after its id. */
import * as z from 'zod';

const text = z.string().trim().min(1, 'must not be empty');
const place = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]*(#[a-z0-9-]+)?$/,
    'must be the slug of a lesson, with #section if one section teaches it',
  );

export const termSchema = z.strictObject({
  term: text.describe('The term, as a heading.'),
  also: z
    .array(text)
    .default([])
    .describe('Other forms and names under which a lesson may use it: plurals, abbreviations.'),
  definition: text
    .max(420, 'must fit into 420 characters')
    .describe('Two sentences: what it is, and what matters about it.'),
  taught: z
    .array(place)
    .default([])
    .describe('Where it is taught, the best place first. A lesson that is not there yet is left out.'),
  note: z
    .boolean()
    .default(true)
    .describe('Whether lessons explain it where they first use it; not for words that each of them uses.'),
});

export type Term = z.output<typeof termSchema>;
