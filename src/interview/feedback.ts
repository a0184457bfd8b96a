/** What the learner is told about an answer: the findings in the order in which they help, and one next step. */
import type { Asked, Question } from './question.ts';
import type { Quote, Reading, Status } from './reading.ts';
import type { SignalId } from './signals.ts';

/** What a learner says instead of a finding: that it was said after all, or that it was not. */
export type Overruling = 'said' | 'not-said';
/** By the key of the finding. */
export type Overrulings = Readonly<Record<string, Overruling>>;

export interface Finding {
  /** `concept:<id>` or `contradiction:<id>`. */
  readonly key: string;
  /** From 1, in the order of the text; null for what is not in it. */
  readonly number: number | null;
  readonly signal: SignalId;
  readonly title: string;
  readonly status: Status;
  /** How much the answer misses without it; null for what the question does not ask for. */
  readonly level: Question['concepts'][number]['level'] | null;
  /** Why it belongs into this answer; null where the question does not say. */
  readonly because: string | null;
  readonly quotes: readonly Quote[];
}

const order: readonly Status[] = ['contradicted', 'missing', 'named', 'found'];
const levels = ['must', 'should', 'bonus', null] as const;

/**
 * The findings: every concept that the question asks for, whatever else was found, and all contradictions. First what
 * speaks against the answer, then what is not in it, then what is only named, then what is explained; within each, the
 * more important before the less.
 */
export function findingsOf(reading: Reading, question: Asked): Finding[] {
  const asked = new Map(question.concepts.map((each) => [each.concept, each]));
  const concepts = reading.concepts
    .filter(({ concept, status }) => asked.has(concept) || (status !== 'missing' && status !== 'named'))
    .map(({ concept, signal, title, status, quotes }) => ({
      key: `concept:${concept}`,
      signal,
      title,
      status,
      level: asked.get(concept)?.level ?? null,
      because: asked.get(concept)?.because ?? null,
      quotes,
    }));
  const contradictions = reading.contradictions.map(({ contradiction, signal, title, quotes }) => ({
    key: `contradiction:${contradiction}`,
    signal,
    title,
    status: 'contradicted' as const,
    level: null,
    because: null,
    quotes,
  }));
  const all = [...contradictions, ...concepts];
  const first = (quotes: readonly Quote[]): number => quotes[0]?.start ?? Infinity;
  const numbered = all
    .filter(({ status, quotes }) => status !== 'missing' && quotes.length > 0)
    .toSorted((a, b) => first(a.quotes) - first(b.quotes))
    .map(({ key }) => key);
  return all
    .map((finding) => {
      const place = numbered.indexOf(finding.key);
      return { ...finding, number: place < 0 ? null : place + 1 };
    })
    .toSorted(
      (a, b) =>
        order.indexOf(a.status) - order.indexOf(b.status) ||
        levels.indexOf(a.level) - levels.indexOf(b.level) ||
        (a.number ?? 0) - (b.number ?? 0),
    );
}

/** What a click on “overrule” means for a finding: the opposite of what was found. */
export function oppositeOf({ status, key }: Pick<Finding, 'status' | 'key'>): Overruling {
  if (key.startsWith('contradiction:')) return 'not-said';
  return status === 'found' ? 'not-said' : 'said';
}

/** Whether the learner is content with a finding: explained, or overruled as said. */
function isSettled({ key, status }: Finding, overruled: Overrulings): boolean {
  const own = overruled[key];
  if (own === undefined) return status === 'found';
  return key.startsWith('contradiction:') ? own === 'not-said' : own === 'said';
}

/** The one thing to do next. */
export type NextStep =
  | { readonly kind: 'take-back' | 'add' | 'explain'; readonly finding: Finding }
  | { readonly kind: 'sentences' | 'done' };

/**
 * One next step: first what speaks against the answer, then the most important thing that is missing or only named.
 * A mere list of keywords is told to become sentences before anything else.
 */
export function nextStep(
  reading: Pick<Reading, 'listed'>,
  findings: readonly Finding[],
  overruled: Overrulings,
): NextStep {
  if (reading.listed) return { kind: 'sentences' };
  const open = findings.filter((finding) => finding.level !== 'bonus' && !isSettled(finding, overruled));
  const against = open.find(({ status }) => status === 'contradicted');
  if (against) return { kind: 'take-back', finding: against };
  for (const level of ['must', 'should'] as const) {
    const finding = open.find((each) => each.level === level);
    if (finding) return { kind: finding.status === 'named' ? 'explain' : 'add', finding };
  }
  return { kind: 'done' };
}
