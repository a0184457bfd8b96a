/** Practising one question: writing, rating oneself, seeing what was found, overruling it, and what came before. */
import type { AnswerReader } from '../../interview/answer-reader.ts';
import { cardsAfter } from '../../interview/cards.ts';
import { endOfDay } from '../../interview/due.ts';
import { findingsOf, nextStep, oppositeOf, type Finding } from '../../interview/feedback.ts';
import type { Assessment } from '../../interview/interview.ts';
import { followUpsFor } from '../../interview/rubric.ts';
import { cardId, type Card, type CreateSchedule, type Rating } from '../../interview/schedule.ts';
import type { SignalId } from '../../interview/signals.ts';
import { attemptId, practiceVersion } from '../../progress/practice-limits.ts';
import type { Attempt } from '../../progress/practice-records.ts';
import { attemptsAt, type PracticeStore } from '../../progress/practice-store.ts';
import { StorageError } from '../../progress/store.ts';
import { toCard, toStored } from './stored-cards.ts';
import type { PracticeQuestion } from './question.ts';

export interface DeskParts {
  readonly question: PracticeQuestion;
  readonly reader: AnswerReader;
  readonly loadSchedule: () => Promise<CreateSchedule>;
  readonly now: () => number;
}

/** An answer that is looked at, with what the matcher finds in it now. */
export interface Shown {
  readonly attempt: Attempt;
  readonly assessment: Assessment;
  readonly findings: readonly Finding[];
}

export class DeskState {
  readonly #parts: DeskParts;
  #store: PracticeStore | null = null;

  shown = $state.raw<Shown | null>(null);
  attempts = $state.raw<readonly Attempt[]>([]);
  /** When the question is due again, in milliseconds since the epoch; null before its first review. */
  due = $state<number | null>(null);
  rating = $state<Rating | null>(null);
  claimed = $state<SignalId[]>([]);
  reading = $state(false);
  /** What to tell, on the screen and to screen readers. */
  news = $state('');
  problem = $state.raw<StorageError | null>(null);

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** Findings of the answer on the screen that the learner has overruled. */
  get overruled(): Attempt['overruled'] {
    return this.shown?.attempt.overruled ?? {};
  }

  /** What to do next with the answer on the screen. */
  get next() {
    const { shown } = this;
    return shown && nextStep(shown.assessment.reading, shown.findings, shown.attempt.overruled);
  }

  /** What the interviewer would ask now, at most two. */
  get followUps() {
    const { shown } = this;
    return shown ? followUpsFor(shown.assessment.reading, this.#parts.question).slice(0, 2) : [];
  }

  async open(store: PracticeStore): Promise<void> {
    this.#store = store;
    await this.#guarded(async () => {
      const { id } = this.#parts.question;
      this.attempts = await attemptsAt(store, id);
      this.due = (await store.cards.get(cardId({ kind: 'question', question: id })))?.due ?? null;
    });
  }

  /**
   * Reads the answer and keeps it as an attempt; the cards follow from it.
   * @returns whether it was read: without a text or a rating it says what is missing instead.
   */
  async reveal(answer: string, kind: Attempt['kind'] = 'practice'): Promise<boolean> {
    const { rating } = this;
    if (answer.trim() === '') {
      this.news = 'Write an answer first: a few sentences are enough.';
      return false;
    }
    if (rating === null) {
      this.news = 'Rate yourself first. That is how you learn to judge your own answers.';
      return false;
    }
    this.reading = true;
    this.news = 'Reading your answer.';
    try {
      const { question } = this.#parts;
      const assessment = await this.#parts.reader.read(answer, question);
      const at = new Date(this.#parts.now()).toISOString();
      const attempt: Attempt = {
        version: practiceVersion,
        id: attemptId(question.id, at),
        question: question.id,
        at,
        kind,
        answer,
        rating,
        claimed: [...this.claimed],
        signals: Object.fromEntries(
          assessment.score.signals.map(({ signal, status, points }) => [signal, { status, points }]),
        ),
        total: assessment.score.total,
        overruled: {},
      };
      this.#show(attempt, assessment);
      await this.#guarded(async () => {
        await this.#store?.attempts.put(attempt);
        this.attempts = [...this.attempts, attempt];
        await this.#review(assessment, rating);
      });
      this.news = this.#summary();
      return true;
    } finally {
      this.reading = false;
    }
  }

  /** Shows an earlier answer again, as the matcher reads it now. */
  async look(attempt: Attempt): Promise<void> {
    const assessment = await this.#parts.reader.read(attempt.answer, this.#parts.question);
    this.#show(attempt, assessment);
    this.news = this.#summary();
  }

  /** Says the opposite of a finding, or takes that back. It is kept beside the finding and changes no points. */
  async toggle(finding: Finding): Promise<void> {
    const { shown } = this;
    if (!shown) return;
    const { [finding.key]: before, ...others } = shown.attempt.overruled;
    const overruled = before === undefined ? { ...others, [finding.key]: oppositeOf(finding) } : others;
    const attempt = { ...shown.attempt, overruled };
    this.shown = { ...shown, attempt };
    this.attempts = this.attempts.map((each) => (each.id === attempt.id ? attempt : each));
    this.news =
      before === undefined
        ? `Overruled: ${finding.title}. It is kept beside the finding.`
        : `Taken back: ${finding.title}.`;
    await this.#guarded(async () => {
      await this.#store?.attempts.put(attempt);
      await this.#keepCardOf(finding, overruled[finding.key] === 'said');
    });
  }

  /** Back to writing. */
  writeAgain(): void {
    this.shown = null;
    this.rating = null;
    this.claimed = [];
    this.news = '';
  }

  #show(attempt: Attempt, assessment: Assessment): void {
    this.shown = { attempt, assessment, findings: findingsOf(assessment.reading, this.#parts.question) };
  }

  #summary(): string {
    const asked = this.shown?.findings.filter(({ level }) => level === 'must' || level === 'should') ?? [];
    const found = asked.filter(({ status }) => status === 'found').length;
    const against = this.shown?.findings.filter(({ status }) => status === 'contradicted').length ?? 0;
    const contradicted = against === 0 ? '' : ` ${against} speak against it.`;
    return `Found ${found} of ${asked.length} points that this question asks for.${contradicted}`;
  }

  async #review(assessment: Assessment, rating: Rating): Promise<void> {
    const store = this.#store;
    if (!store) return;
    const { question, now } = this.#parts;
    const createSchedule = await this.#parts.loadSchedule();
    const cards = (await store.cards.all()).flatMap((card) => toCard(card) ?? []);
    const { reading } = assessment;
    const changed = cardsAfter({ question, reading, rating, cards }, createSchedule(now), endOfDay(now()));
    for (const card of changed) await store.cards.put(toStored(card));
    this.due = changed[0]?.due ?? null;
  }

  /** A point that was said after all needs no card, unless it has been reviewed before. */
  async #keepCardOf({ key, level }: Finding, said: boolean): Promise<void> {
    const concept = key.startsWith('concept:') ? key.slice('concept:'.length) : null;
    if (!this.#store || concept === null || level === null || level === 'bonus') return;
    const subject = { kind: 'concept', question: this.#parts.question.id, concept } as const;
    const card: Card | null = toCard((await this.#store.cards.get(cardId(subject))) ?? undefined);
    if (said && card && Number(card.memory['reps'] ?? 0) === 0) await this.#store.cards.delete(card.id);
    if (!said && !card) {
      const createSchedule = await this.#parts.loadSchedule();
      await this.#store.cards.put(toStored(createSchedule(this.#parts.now).introduce(subject)));
    }
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.problem = null;
    } catch (cause) {
      this.problem = cause instanceof StorageError ? cause : new StorageError('lost', { cause });
    }
  }
}
