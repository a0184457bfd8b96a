/**
 * What is kept of the interview practice: the answer being written, the answers that were looked at, the cards of the
 * schedule, and the mock interviews. Each is a record of its own, so that two tabs never write over each other's past.
 */
import * as z from 'zod/mini';
import { longestAnswer, practiceVersion } from './practice-limits.ts';

const version = z.literal(practiceVersion);
const slug = z.string().check(z.regex(/^[a-z0-9-]{1,80}$/));
const dateTime = z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text))));
const text = z.string().check(z.maxLength(longestAnswer));
const points = z.number().check(z.gte(-1), z.lte(30));

export const ratings = ['again', 'hard', 'good', 'easy'] as const;

/** An answer as it is being written, saved as typed. Its key is the question. */
export const draftSchema = z.object({
  version,
  question: slug,
  text,
  /** When it was last changed: ISO 8601. */
  at: dateTime,
  /** A draft that an import has replaced, so that it is not lost. */
  before: z._default(z.nullable(text), null),
});

const signalPointsSchema = z.object({
  status: z.enum(['found', 'named', 'missing', 'contradicted']),
  points: z.number().check(z.gte(0), z.lte(3)),
});

/** An answer that was looked at: what was said, how the learner rated it before, and what the matcher said then. */
export const attemptSchema = z.object({
  version,
  /** `<question>@<at>`. */
  id: z.string().check(z.maxLength(120)),
  question: slug,
  at: dateTime,
  kind: z.enum(['practice', 'mock']),
  answer: text,
  rating: z.enum(ratings),
  /** Signals that the learner believed the answer to give, before seeing anything. */
  claimed: z.array(slug),
  /** What the matcher said at that time; a later matcher may read the same answer in another way. */
  signals: z.record(slug, signalPointsSchema),
  total: points,
  /** Findings that the learner has overruled, and what holds instead: by `concept:<id>` or `contradiction:<id>`. */
  overruled: z.record(z.string(), z.enum(['said', 'not-said'])),
});

/** A card of the schedule. */
export const cardSchema = z.object({
  version,
  id: z.string().check(z.maxLength(200)),
  subject: z.union([
    z.object({ kind: z.literal('question'), question: slug }),
    z.object({ kind: z.literal('concept'), question: slug, concept: slug }),
  ]),
  /** Milliseconds since the epoch. */
  due: z.number(),
  memory: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** A mock interview, running or finished. */
export const mockSchema = z.object({
  version,
  /** When it was begun: ISO 8601; also its key. */
  id: dateTime,
  question: slug,
  /** Milliseconds on the clock when it last started or stopped. */
  elapsed: z.number().check(z.gte(0)),
  /** Since when the clock runs, in milliseconds since the epoch; null while it is paused. */
  runningSince: z.nullable(z.number()),
  /** When the page was last seen with this mock open, in milliseconds since the epoch. */
  seenAt: z.number(),
  /** Number of the phase, from 0. */
  phase: z.number().check(z.gte(0), z.lte(4)),
  /** What was written in each phase. */
  notes: z.array(text).check(z.length(5)),
  /** Milliseconds on the clock at the beginning of each phase that was reached. */
  reached: z.array(z.number()).check(z.maxLength(5)),
  /** Numbers of the question's follow-ups that were asked in each phase. */
  asked: z.array(z.array(z.number())).check(z.length(5)),
  /** Id of the attempt that the finished mock has become; null while it goes on. */
  attempt: z.nullable(z.string()),
});

export type Draft = z.infer<typeof draftSchema>;
export type Attempt = z.infer<typeof attemptSchema>;
export type StoredCard = z.infer<typeof cardSchema>;
export type MockRecord = z.infer<typeof mockSchema>;
export type SignalPoints = z.infer<typeof signalPointsSchema>;
