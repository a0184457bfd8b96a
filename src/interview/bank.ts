/** Reading the bank: all questions together, checked against each other and against the lexicon. */
import { contradictions } from './lexicon/index.ts';
import { signalOf } from './interview.ts';
import { questionIds, questionSchema, type Question, type QuestionId } from './question.ts';

/** A question file that does not have the format, or a bank that is not whole; the message names file and field. */
export class FaultyBank extends Error {
  override readonly name = 'FaultyBank';
}

function problemsOf(name: string, question: Question): string[] {
  const problems: string[] = [];
  if (question.id !== name) problems.push(`${name}: field id: must be “${name}”, like the name of the file`);
  for (const { concept } of question.concepts) {
    const signal = signalOf(concept);
    if (signal === undefined) {
      problems.push(
        `${name}: field concepts: “${concept}” is not in the lexicon; add it there or correct the id`,
      );
    }
  }
  const signals = new Set(question.concepts.map(({ concept }) => signalOf(concept)));
  for (const signal of question.signals) {
    if (!signals.has(signal)) {
      problems.push(
        `${name}: field signals: “${signal}” has no concept in this question; add one or drop the signal`,
      );
    }
  }
  for (const id of question.contradictions) {
    if (!contradictions.some((contradiction) => contradiction.id === id)) {
      problems.push(
        `${name}: field contradictions: “${id}” is not in the lexicon; add it there or correct the id`,
      );
    }
  }
  return problems;
}

/**
 * @param files parsed JSON by question id.
 * @returns the questions by id, in the order of the bank.
 * @throws FaultyBank with one line for each fault.
 */
export function readBank(files: Readonly<Record<string, unknown>>): Map<QuestionId, Question> {
  const problems: string[] = [];
  const bank = new Map<QuestionId, Question>();
  for (const id of questionIds) {
    if (!(id in files)) {
      problems.push(`${id}: there is no such file; add ${id}.json to the questions`);
      continue;
    }
    const result = questionSchema.safeParse(files[id]);
    if (!result.success) {
      for (const issue of result.error.issues) {
        problems.push(`${id}: field ${issue.path.map(String).join('.')}: ${issue.message}`);
      }
      continue;
    }
    problems.push(...problemsOf(id, result.data));
    bank.set(id, result.data);
  }
  const known: readonly string[] = questionIds;
  for (const name of Object.keys(files)) {
    if (!known.includes(name))
      problems.push(`${name}: is not one of the questions; add its id to questionIds`);
  }
  if (problems.length > 0) throw new FaultyBank(problems.join('\n'));
  return bank;
}
