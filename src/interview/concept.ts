/** What a concept of the lexicon is. Questions refer to concepts by id; the patterns stand here once. */
import * as z from 'zod';
import { signalIds } from './signals.ts';

const slug = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be a slug: lower-case words joined by hyphens');
const patterns = z.array(z.string().min(1));

export const signalSchema = z.enum(signalIds);

export const conceptSchema = z.strictObject({
  id: slug.describe('Stable id; cards, follow-ups and questions use it.'),
  signal: signalSchema.describe('The one signal that it belongs to.'),
  title: z.string().min(1).describe('What it is called in the feedback.'),
  polarity: z
    .enum(['affirmed', 'denied', 'either'])
    .default('affirmed')
    .describe(
      'Whether a match counts as said plainly, said with a negation (“no shared database”), or both ways.',
    ),
  says: patterns
    .default([])
    .describe(
      'Patterns that state the substance: who finds one of them has found an explanation, not a label.',
    ),
  names: patterns
    .default([])
    .describe(
      'Patterns that only name it. Such a match counts as named until something beside it explains it.',
    ),
  explainedBy: z
    .array(z.enum(['reason', 'number', 'link']))
    .default(['reason', 'number', 'link'])
    .describe('What turns a name into an explanation: a reason, a number, or a linked concept close by.'),
  links: z
    .array(slug)
    .default([])
    .describe('Concepts of other signals that explain it; those of its own signal always do.'),
  opposite: z
    .enum(['contradicted', 'ignored'])
    .default('ignored')
    .describe('What the unexpected polarity means: the opposite of the concept, or nothing.'),
});

export const contradictionSchema = z.strictObject({
  id: slug.describe('Stable id.'),
  signal: signalSchema.describe('The signal that it speaks against.'),
  title: z.string().min(1).describe('What is wrong with it, told to the learner beside the quotation.'),
  patterns: patterns
    .min(1)
    .describe('Patterns of the claim, as a rule affirmed; `any:` where they contain a “not”.'),
  unless: patterns
    .default([])
    .describe(
      'Patterns that, in the same or a neighbouring sentence, take the sting out: an exit, a doubt, a date.',
    ),
  scope: z
    .enum(['always', 'listed'])
    .default('always')
    .describe('Whether it holds in every question or only where a question lists it.'),
});

export type Concept = z.input<typeof conceptSchema>;
export type Contradiction = z.input<typeof contradictionSchema>;

/** Turns a block of text into patterns, one a line; `//` begins a comment. */
export function lines(block: string): string[] {
  return block
    .split('\n')
    .map((line) => line.replace(/\/\/.*$/, '').trim())
    .filter((line) => line !== '');
}
