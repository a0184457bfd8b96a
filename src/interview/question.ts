/** What a question of the interview bank is. One file each in src/content/questions, named after its id. */
import * as z from 'zod';
import { signalSchema } from './concept.ts';

const slug = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be a slug: lower-case words joined by hyphens');
const prose = z.string().trim().min(1);

function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}

const sample = z.strictObject({
  answer: prose.describe('What a candidate said.'),
  comments: z.array(prose).min(1).describe('What is good or weak about it, one remark each.'),
});

export const questionSchema = z
  .strictObject({
    id: slug.describe('Stable id and name of the file.'),
    title: prose.describe('The question in a few words, for lists and headings.'),
    prompt: prose.describe('The question as the interviewer puts it.'),
    signals: z
      .array(signalSchema)
      .min(2)
      .describe('The signals that a good answer to this question gives, the most important one first.'),
    concepts: z
      .array(
        z.strictObject({
          concept: slug.describe('Id of a concept of the lexicon.'),
          level: z.enum(['must', 'should', 'bonus']).describe('How much an answer misses without it.'),
          because: prose.describe('Why it belongs into this answer, told to the learner who left it out.'),
        }),
      )
      .min(4)
      .describe('What a strong answer holds, the most important one first.'),
    followUps: z
      .array(
        z.strictObject({
          missing: z
            .union([
              z.strictObject({ concept: slug.describe('Id of a concept of this question.') }),
              z.strictObject({ signal: signalSchema.describe('One of the signals of this question.') }),
            ])
            .describe('What an answer lacks when the interviewer asks this.'),
          ask: prose.describe('The follow-up as the interviewer puts it.'),
        }),
      )
      .min(3)
      .describe('What the interviewer asks next, each tied to what was missing, in the order of preference.'),
    contradictions: z
      .array(slug)
      .default([])
      .describe('Ids of contradictions that hold in this question and not everywhere.'),
    numbers: z
      .array(
        z.strictObject({
          what: prose.describe('What is worked out.'),
          working: z
            .string()
            .regex(/^[\d\s.+\-*/()^]+$/, 'must be plain arithmetic, such as 100000 * 20 / 86400')
            .describe('The arithmetic; tests work it out again.'),
          result: z.number().describe('The result as an answer would state it, rounded.'),
          unit: prose.describe('Unit of the result, such as rps, %, calls.'),
          note: prose.optional().describe('Where it comes from, or that it is a rule of thumb.'),
        }),
      )
      .describe('Figures that belong into the answer, with their arithmetic.'),
    modelAnswer: prose
      .refine((text) => wordCount(text) >= 200 && wordCount(text) <= 350, 'must have 200 to 350 words')
      .describe('A strong answer, two to three minutes spoken.'),
    samples: z
      .strictObject({
        weak: sample.describe('An honest but weak answer.'),
        strong: sample.describe('A strong answer, shorter than the model answer and with other words.'),
      })
      .describe('Two answers to learn from.'),
    lessons: z.array(slug).min(1).describe('Slugs of the lessons that teach it.'),
    labs: z.array(slug).min(1).describe('Slugs of the labs in which one builds it.'),
  })
  .check((context) => {
    const question = context.value;
    const known = new Set(question.concepts.map(({ concept }) => concept));
    if (known.size !== question.concepts.length) {
      context.issues.push({
        code: 'custom',
        message: 'lists a concept twice',
        path: ['concepts'],
        input: question,
      });
    }
    question.followUps.forEach(({ missing }, index) => {
      const belongs =
        'concept' in missing ? known.has(missing.concept) : question.signals.includes(missing.signal);
      if (!belongs) {
        context.issues.push({
          code: 'custom',
          message: 'is tied to something that this question does not list',
          path: ['followUps', index, 'missing'],
          input: question,
        });
      }
    });
  });

export type Question = z.output<typeof questionSchema>;

/** What the interviewer asks when something was missing. */
export type FollowUp = Question['followUps'][number];

/** What a question asks for, which is all that most readers of a question need. */
export interface Asked {
  readonly concepts: readonly Question['concepts'][number][];
}

export { questionIds, type QuestionId } from './question-ids.ts';
