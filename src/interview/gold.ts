/** Labelled answers: their format, and how well the matcher agrees with them. */
import * as z from 'zod';
import { signalSchema } from './concept.ts';
import type { Assessment } from './interview.ts';
import type { Status } from './reading.ts';
import { questionIds } from './question.ts';
import { signalIds, type SignalId } from './signals.ts';

export const kinds = ['strong', 'weak', 'paraphrased', 'negated', 'stuffed', 'off-topic'] as const;

const statusSchema = z.enum(['found', 'named', 'missing', 'contradicted']);

export const labelledAnswerSchema = z.strictObject({
  id: z.string().min(1).optional().describe('Names the entry in messages.'),
  kind: z.enum(kinds).optional().describe('What kind of answer it is.'),
  question: z.enum(questionIds).describe('Id of the question that it answers.'),
  answer: z.string().describe('What was said or written.'),
  expect: z
    .partialRecord(signalSchema, statusSchema)
    .describe('What a reader found, for the signals that were judged.'),
});

export type LabelledAnswer = z.output<typeof labelledAnswerSchema>;

/** A file of labelled answers that does not have the format; the message has one line for each entry and field. */
export class MalformedGold extends Error {
  override readonly name = 'MalformedGold';
}

function labelOf(entry: unknown, index: number): string {
  const id = typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : undefined;
  return typeof id === 'string' ? `entry ${index + 1} (${id})` : `entry ${index + 1}`;
}

/**
 * Reads labelled answers from parsed JSON.
 * @throws MalformedGold that names every faulty entry and field.
 */
export function readGold(json: unknown): LabelledAnswer[] {
  if (!Array.isArray(json)) {
    throw new MalformedGold('The file must hold a list: [{ "question": …, "answer": …, "expect": { … } }].');
  }
  const problems: string[] = [];
  const answers: LabelledAnswer[] = [];
  json.forEach((entry: unknown, index) => {
    const result = labelledAnswerSchema.safeParse(entry);
    if (result.success) {
      answers.push(result.data);
      return;
    }
    for (const issue of result.error.issues) {
      const field =
        issue.path.length === 0 ? 'the entry itself' : `field ${issue.path.map(String).join('.')}`;
      problems.push(`${labelOf(entry, index)}, ${field}: ${issue.message}`);
    }
  });
  if (problems.length > 0) throw new MalformedGold(problems.join('\n'));
  return answers;
}

export interface Tally {
  /** Share of what the matcher found that a reader found as well; null where it found nothing. */
  readonly precision: number | null;
  /** Share of what a reader found that the matcher found as well; null where there was nothing to find. */
  readonly recall: number | null;
  readonly hits: number;
  readonly falseHits: number;
  readonly misses: number;
  readonly judged: number;
}

export interface Disagreement {
  readonly entry: number;
  readonly id: string | null;
  readonly question: string;
  readonly signal: SignalId;
  readonly expected: Status;
  readonly got: Status;
  readonly quotes: readonly string[];
}

export interface Verdict {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly perSignal: Readonly<Partial<Record<SignalId, Tally>>>;
  readonly disagreements: readonly Disagreement[];
  /** What each answer scored, in the order of the file. */
  readonly answers: readonly { readonly entry: number; readonly id: string | null; readonly total: number }[];
}

function tally(pairs: readonly { expected: Status; got: Status }[]): Tally {
  const count = (test: (pair: { expected: Status; got: Status }) => boolean) => pairs.filter(test).length;
  const hits = count(({ expected, got }) => expected === 'found' && got === 'found');
  const falseHits = count(({ expected, got }) => expected !== 'found' && got === 'found');
  const misses = count(({ expected, got }) => expected === 'found' && got !== 'found');
  return {
    precision: hits + falseHits === 0 ? null : hits / (hits + falseHits),
    recall: hits + misses === 0 ? null : hits / (hits + misses),
    hits,
    falseHits,
    misses,
    judged: pairs.length,
  };
}

/** Compares the matcher with the labels. A hit is “found”; only signals that an entry lists are judged. */
export function grade(
  answers: readonly LabelledAnswer[],
  assess: (answer: LabelledAnswer) => Pick<Assessment, 'reading' | 'score'>,
): Verdict {
  const judged = answers.flatMap((answer, index) => {
    const { reading, score } = assess(answer);
    const pairs = signalIds.flatMap((signal) => {
      const expected = answer.expect[signal];
      const finding = reading.signals.find((candidate) => candidate.signal === signal);
      if (expected === undefined || finding === undefined) return [];
      return [{ signal, expected, got: finding.status, quotes: finding.quotes.map(({ text }) => text) }];
    });
    return [
      { entry: index + 1, id: answer.id ?? null, question: answer.question, total: score.total, pairs },
    ];
  });
  const all = judged.flatMap(({ pairs }) => pairs);
  const perSignal: Partial<Record<SignalId, Tally>> = {};
  for (const signal of signalIds) {
    const own = all.filter((pair) => pair.signal === signal);
    if (own.length > 0) perSignal[signal] = tally(own);
  }
  const { precision, recall } = tally(all);
  return {
    precision,
    recall,
    perSignal,
    disagreements: judged.flatMap(({ entry, id, question, pairs }) =>
      pairs
        .filter(({ expected, got }) => expected !== got)
        .map(({ signal, expected, got, quotes }) => ({ entry, id, question, signal, expected, got, quotes })),
    ),
    answers: judged.map(({ entry, id, total }) => ({ entry, id, total })),
  };
}
