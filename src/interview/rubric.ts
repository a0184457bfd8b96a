/** From what was found to points: 0 to 3 for each signal, and which follow-up to ask. */
import type { ConceptFinding, Reading, Status } from './reading.ts';
import type { Asked, FollowUp } from './question.ts';
import { signalIds, type SignalId } from './signals.ts';

export type Points = 0 | 1 | 2 | 3;

export interface SignalScore {
  readonly signal: SignalId;
  readonly status: Status;
  readonly points: Points;
}

export interface Score {
  readonly signals: readonly SignalScore[];
  /** Sum of the points of all ten signals, 0 to 30; a mere list of keywords has one less, so it may stand at -1. */
  readonly total: number;
}

/** Explained concepts that make a signal complete where the question demands none of it. */
const complete = 3;

function pointsOf(
  status: Status,
  own: readonly ConceptFinding[],
  required: readonly string[],
  listed: boolean,
): Points {
  if (status === 'missing' || status === 'contradicted') return 0;
  // Words in a row are worth nothing: whoever says less, but in sentences, said more.
  if (status === 'named') return listed ? 0 : 1;
  const found = new Set(own.filter((finding) => finding.status === 'found').map(({ concept }) => concept));
  const whole =
    required.length > 0 ? required.every((concept) => found.has(concept)) : found.size >= complete;
  return whole && found.size > 1 ? 3 : 2;
}

/**
 * 0: missing or contradicted. 1: named, in a sentence. 2: explained. 3: explained from more than one side, with
 * everything that the question demands of that signal.
 * @param signalOf the signal of a concept, from the lexicon.
 */
export function score(
  reading: Reading,
  question: Asked,
  signalOf: (concept: string) => SignalId | undefined,
): Score {
  const musts = question.concepts.filter(({ level }) => level === 'must').map(({ concept }) => concept);
  const signals = signalIds.map((signal): SignalScore => {
    const status = reading.signals.find((finding) => finding.signal === signal)?.status ?? 'missing';
    const own = reading.concepts.filter((finding) => finding.signal === signal);
    const required = musts.filter((concept) => signalOf(concept) === signal);
    return { signal, status, points: pointsOf(status, own, required, reading.listed) };
  });
  // A list stands below the answer of someone who honestly knew little.
  const deduction = reading.listed ? 1 : 0;
  return { signals, total: signals.reduce((sum, { points }) => sum + points, -deduction) };
}

/**
 * The follow-ups that the answer calls for, in the question's order: those whose concept or signal was not explained.
 * Something contradicted is asked about first.
 */
export function followUpsFor(
  reading: Pick<Reading, 'concepts' | 'signals'>,
  question: { readonly followUps: readonly FollowUp[] },
): FollowUp[] {
  const statusOf = ({ missing }: FollowUp): Status => {
    const finding =
      'concept' in missing
        ? reading.concepts.find(({ concept }) => concept === missing.concept)
        : reading.signals.find(({ signal }) => signal === missing.signal);
    return finding?.status ?? 'missing';
  };
  const open = question.followUps.filter((followUp) => statusOf(followUp) !== 'found');
  const rank = (followUp: FollowUp) => (statusOf(followUp) === 'contradicted' ? 0 : 1);
  return open.toSorted((a, b) => rank(a) - rank(b));
}
