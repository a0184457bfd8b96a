/** Words of the practice screens. */
import type { Finding, NextStep } from '../../interview/feedback.ts';
import type { Rating } from '../../interview/schedule.ts';
import type { Status } from '../../interview/reading.ts';

export const statusWords: Readonly<Record<Status, string>> = {
  found: 'found',
  named: 'named only',
  missing: 'not found',
  contradicted: 'contradicted',
};

/** Headings of the groups of findings, and what each group means. */
export const groupWords: Readonly<Record<Status, { title: string; meaning: string }>> = {
  contradicted: {
    title: 'Contradicted',
    meaning: 'Your words say the opposite of what a strong answer holds.',
  },
  missing: {
    title: 'Not found',
    meaning: 'No words for it were recognised. Perhaps you said it in a way that the matcher does not know.',
  },
  named: { title: 'Named only', meaning: 'The word is there; a reason, a number or a consequence is not.' },
  found: { title: 'Found', meaning: 'Said, with something that explains it.' },
};

export const levelWords = { must: 'must', should: 'should', bonus: 'bonus' } as const;

export const ratingWords: Readonly<Record<Rating, { title: string; meaning: string }>> = {
  again: { title: 'Again', meaning: 'I would not have got through' },
  hard: { title: 'Hard', meaning: 'with gaps' },
  good: { title: 'Good', meaning: 'I would stand by it' },
  easy: { title: 'Easy', meaning: 'and I could teach it' },
};

export const ratings: readonly Rating[] = ['again', 'hard', 'good', 'easy'];

/** The button that overrules a finding. */
export function overruleWords({ key, status }: Pick<Finding, 'key' | 'status'>): string {
  if (key.startsWith('contradiction:') || status === 'found') return 'I did not say that';
  if (status === 'named') return 'I explained it';
  return 'I did say that';
}

/** What to do next, in one or two sentences. */
export function nextStepWords(step: NextStep): string {
  switch (step.kind) {
    case 'sentences':
      return 'Turn the keywords into sentences: say of each what it does here, and why.';
    case 'take-back':
      return takeBackWords(step.finding);
    case 'explain':
      return `You named “${step.finding.title}”. Give it a reason or a number. ${step.finding.because ?? ''}`.trim();
    case 'add':
      return `Add one sentence on this: ${step.finding.title}. ${step.finding.because ?? ''}`.trim();
    case 'done':
      return 'Everything that this question asks for was found. Say it aloud in three minutes, without the text.';
  }
}

function takeBackWords({ title, quotes, because }: Finding): string {
  const quote = quotes[0] ? `Look again at “${quotes[0].text}”. ` : '';
  return `${quote}${/[.!?]$/.test(title) ? title : `It speaks against this: ${title}.`} ${because ?? ''}`.trim();
}

const moment = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** When something was (ISO 8601), as a date and a time of day. */
export const momentWords = (at: string): string => moment.format(new Date(at));
