/** The report of a mock interview as text, to be kept as a file. */
import { clockFace, phases, spent } from '../../interview/mock.ts';
import type { FollowUp } from '../../interview/question.ts';
import type { MockRecord } from '../../progress/practice-records.ts';
import type { Shown } from './desk-state.svelte.ts';
import type { PracticeQuestion } from './question.ts';
import { momentWords, ratingWords, statusWords } from './words.ts';

/** Markdown with the question, each phase with its time and words, the follow-ups, and the findings. */
export function reportText(
  record: MockRecord,
  question: PracticeQuestion,
  { attempt, findings }: Pick<Shown, 'attempt' | 'findings'>,
): string {
  const times = spent(record, record.seenAt);
  const asked = (phase: number): FollowUp[] =>
    (record.asked[phase] ?? []).flatMap((index) => question.followUps[index] ?? []);
  const told = phases.flatMap(({ title }, phase) => [
    `## ${title} (${clockFace(times[phase] ?? 0)})`,
    ...asked(phase).map(({ ask }) => `> ${ask}`),
    record.notes[phase]?.trim() || '(nothing written)',
  ]);
  const found = findings.map(({ key, title, status, quotes }) => {
    const words = quotes.map(({ text }) => `“${text}”`).join(' ');
    const own = attempt.overruled[key];
    const objection = own === undefined ? '' : ` (overruled: ${own === 'said' ? 'said' : 'not said'})`;
    return `- ${statusWords[status]}: ${title}${words === '' ? '' : ` ${words}`}${objection}`;
  });
  return `${[
    `# Mock interview: ${question.title}`,
    momentWords(record.id),
    question.prompt,
    ...told,
    '## What was found',
    `Rated by yourself before: ${ratingWords[attempt.rating].title.toLowerCase()}. Recognised by rule, not a verdict.`,
    found.join('\n'),
  ].join('\n\n')}\n`;
}
