/** A mock interview on the screen: its clock, what is written in each phase, and what is asked where it was thin. */
import type { AnswerReader } from '../../interview/answer-reader.ts';
import {
  begin,
  clockFace,
  goOn,
  keepTime,
  nextPhase,
  onTheClock,
  pause,
  phases,
  plannedEnd,
  takeUp,
  wholeTime,
} from '../../interview/mock.ts';
import type { FollowUp } from '../../interview/question.ts';
import { followUpsFor } from '../../interview/rubric.ts';
import { lock, type LabLock } from '../../progress/lab-lock.ts';
import { longestAnswer, practiceVersion } from '../../progress/practice-limits.ts';
import type { MockRecord } from '../../progress/practice-records.ts';
import type { PracticeStore } from '../../progress/practice-store.ts';
import type { Rescue } from '../../progress/rescue.ts';
import type { PracticeQuestion } from './question.ts';
import { QuietWriter } from './quiet-writer.svelte.ts';

export interface MockParts {
  /** Fetches a question. */
  readonly loadQuestion: (id: string) => Promise<PracticeQuestion>;
  readonly reader: AnswerReader;
  readonly now: () => number;
  /** Null where the browser has no locks; the browser’s own unless given. */
  readonly locks?: LockManager | null;
}

/** The rescue has one place for all mocks: only one can run. */
const rescueKey = 'running';
/** No question has this name, so its lock is never that of a draft. */
const lockName = 'mock-interview';
/** How many follow-ups a phase has at most. */
const mostAsked = { 'deep-dive': 3, 'trade-offs': 1 } as const;
/** Milliseconds between two looks at the clock that are stored. */
const seenEvery = 5_000;

/** What is about the price comes last: the deep dive leaves it to the phase that is about nothing else. */
function followUpsIn(
  phase: keyof typeof mostAsked,
  followUps: readonly FollowUp[],
  { concepts }: PracticeQuestion,
): FollowUp[] {
  const isPrice = ({ missing }: FollowUp): boolean =>
    ('signal' in missing
      ? missing.signal
      : concepts.find(({ concept }) => concept === missing.concept)?.signal) === 'trade-offs';
  const price = followUps.filter(isPrice);
  const others = followUps.filter((followUp) => !isPrice(followUp));
  return phase === 'deep-dive' ? others : [...price, ...others];
}

export class MockState {
  readonly #parts: MockParts;
  #store: PracticeStore | null = null;
  #rescue: Rescue<MockRecord> | null = null;
  #lock: LabLock | null = null;

  /** The mock that runs, or that is over and not yet rated; null where there is none. */
  record = $state.raw<MockRecord | null>(null);
  /** Mocks that were finished, the newest first. */
  past = $state.raw<readonly MockRecord[]>([]);
  /** The question of the mock on the screen. */
  question = $state.raw<PracticeQuestion | null>(null);
  /** Another tab has the mock interview open, and writes it. */
  elsewhere = $state(false);
  /** The moment that is shown: milliseconds since the epoch. */
  moment = $state(0);
  news = $state('');
  readonly writer: QuietWriter;

  constructor(parts: MockParts) {
    this.#parts = parts;
    this.moment = parts.now();
    this.writer = new QuietWriter(() => this.#write());
  }

  get running(): boolean {
    return this.record !== null && this.record.runningSince !== null;
  }

  get over(): boolean {
    return this.record !== null && onTheClock(this.record, this.moment) >= wholeTime;
  }

  /** What is left of the whole, on the face of a clock. */
  get left(): string {
    return this.record ? clockFace(wholeTime - onTheClock(this.record, this.moment)) : clockFace(wholeTime);
  }

  get leftInPhase(): string {
    const { record } = this;
    return record ? clockFace(plannedEnd(record.phase) - onTheClock(record, this.moment)) : '';
  }

  /** Everything that was said, phase by phase, as one text. */
  get answer(): string {
    return (this.record?.notes ?? [])
      .map((note) => note.trim())
      .filter((note) => note !== '')
      .join('\n\n');
  }

  /** What was asked in a phase. */
  askedIn(phase: number): FollowUp[] {
    const { question, record } = this;
    return (record?.asked[phase] ?? []).flatMap((index) => question?.followUps[index] ?? []);
  }

  /** Reads what there is, and takes up a mock that was running. */
  async open(store: PracticeStore, rescue: Rescue<MockRecord>): Promise<void> {
    this.#store = store;
    this.#rescue = rescue;
    await this.#ask(false);
    const all = await store.mocks.all().catch((cause: unknown) => {
      this.writer.fail(cause);
      return [];
    });
    this.past = all.filter(({ attempt }) => attempt !== null).toReversed();
    if (this.elsewhere) return;
    const stored = all.findLast(({ attempt }) => attempt === null) ?? null;
    const rescued = this.#rescue?.read(rescueKey) ?? null;
    const found = rescued && (!stored || rescued.seenAt > stored.seenAt) ? rescued : stored;
    if (!found) return;
    this.question = await this.#parts.loadQuestion(found.question);
    const now = this.#parts.now();
    this.moment = now;
    this.record = { ...takeUp(found, found.seenAt, now), seenAt: now };
    if (found.runningSince !== null && this.record.runningSince === null && !this.over) {
      this.news = 'You were away, so the clock was stopped when you left.';
    }
    this.#parts.reader.warmUp();
    this.writer.touch();
  }

  /** Becomes the tab that runs the mock interview; the other one is told. */
  async takeOver(): Promise<void> {
    await this.#ask(true);
    if (this.#store && this.#rescue) await this.open(this.#store, this.#rescue);
  }

  async start(question: string): Promise<void> {
    this.question = await this.#parts.loadQuestion(question);
    const now = this.#parts.now();
    this.moment = now;
    this.record = {
      version: practiceVersion,
      id: new Date(now).toISOString(),
      question,
      ...begin(now),
      reached: [0],
      seenAt: now,
      notes: phases.map(() => ''),
      asked: phases.map(() => []),
      attempt: null,
    };
    this.#parts.reader.warmUp();
    this.news = `The clock runs. ${phases[0].title}: ${phases[0].ask}`;
    await this.writer.flush();
  }

  /** Time has passed: a second, as a rule. */
  async tick(): Promise<void> {
    this.moment = this.#parts.now();
    const { record } = this;
    if (!record || record.runningSince === null) return;
    const kept = keepTime(record, this.moment);
    if (kept !== record) await this.#move(record.phase, kept);
    else if (this.moment - record.seenAt >= seenEvery) {
      this.record = { ...record, seenAt: this.moment };
      this.writer.touch();
    }
  }

  type(phase: number, text: string): void {
    if (!this.record) return;
    const notes = this.record.notes.with(phase, text.slice(0, longestAnswer));
    this.record = { ...this.record, notes, seenAt: this.#parts.now() };
    this.writer.touch();
  }

  pause(): void {
    this.#change((record, now) => pause(record, now));
    this.news = `Paused with ${this.left} left.`;
  }

  goOn(): void {
    this.#change((record, now) => goOn(record, now));
    this.news = 'The clock runs again.';
  }

  /** To the next phase before its time. */
  async next(): Promise<void> {
    const { record } = this;
    if (!record) return;
    this.moment = this.#parts.now();
    await this.#move(record.phase, nextPhase(record, this.moment));
  }

  /** The interview is over, before its time or because the time is up; the clock stops. */
  end(): void {
    this.#change((record, now) => pause(record, now));
  }

  /** The mock has become an attempt; it is kept among the past ones. */
  async finish(attempt: string): Promise<void> {
    this.#change((record, now) => ({ ...pause(record, now), attempt }));
    await this.writer.flush();
    if (this.record) this.past = [this.record, ...this.past];
  }

  /** Looks at a finished mock again, or at none. */
  async look(record: MockRecord | null): Promise<void> {
    this.question = record ? await this.#parts.loadQuestion(record.question) : null;
    this.record = record;
    this.news = '';
  }

  /** Throws the running mock away. */
  async discard(): Promise<void> {
    const { record } = this;
    if (!record || record.attempt !== null) return;
    this.record = null;
    this.#rescue?.drop(rescueKey);
    await this.writer.flush();
    await this.#store?.mocks.delete(record.id).catch((cause: unknown) => this.writer.fail(cause));
    this.news = 'The mock interview was thrown away.';
  }

  /** The page is hidden or left: whatever is not stored is put where it survives. */
  leave(): void {
    const { record } = this;
    if (!record || record.attempt !== null || this.elsewhere) return;
    this.record = { ...record, seenAt: this.#parts.now() };
    this.#rescue?.keep(rescueKey, this.record);
    void this.writer.flush();
  }

  close(): void {
    this.#lock?.release();
  }

  /** Asks to be the tab that runs the mock interview. */
  #ask(steal: boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const settle = (elsewhere: boolean): void => {
      this.elsewhere = elsewhere;
      resolve();
    };
    this.#lock = lock(
      'draft',
      lockName,
      { onHeld: () => settle(false), onElsewhere: () => settle(true) },
      steal,
      this.#parts.locks,
    );
    return promise;
  }

  async #move(from: number, record: MockRecord): Promise<void> {
    this.record = { ...record, seenAt: this.moment };
    const entered = record.phase > from ? phases[record.phase] : undefined;
    if (entered) this.news = `${entered.title}: ${entered.ask}`;
    else if (this.over) this.news = 'The time is up. Rate yourself, then see what was found.';
    await this.writer.flush();
    if (entered) await this.#askIn(record.phase);
  }

  /** Chooses the follow-ups of a phase by what is missing in everything said before it. */
  async #askIn(phase: number): Promise<void> {
    const { question } = this;
    const id = phases[phase]?.id;
    if (!question || (id !== 'deep-dive' && id !== 'trade-offs')) return;
    const { reading } = await this.#parts.reader.read(this.answer, question);
    const { record } = this;
    if (!record || record.question !== question.id || record.phase < phase) return;
    const asked = followUpsIn(id, followUpsFor(reading, question), question)
      .map((followUp) => question.followUps.indexOf(followUp))
      .filter((index) => !record.asked.flat().includes(index))
      .slice(0, mostAsked[id]);
    this.record = { ...record, asked: record.asked.with(phase, asked) };
    const words = this.askedIn(phase).map(({ ask }) => ask);
    if (words.length > 0) this.news = words.join(' ');
    this.writer.touch();
  }

  #change(change: (record: MockRecord, now: number) => MockRecord): void {
    if (!this.record) return;
    const now = this.#parts.now();
    this.moment = now;
    this.record = { ...change(this.record, now), seenAt: now };
    void this.writer.flush();
  }

  async #write(): Promise<void> {
    const { record } = this;
    if (!record || !this.#store || this.elsewhere) return;
    try {
      await this.#store.mocks.put(record);
      this.#rescue?.drop(rescueKey);
    } catch (cause) {
      this.#rescue?.keep(rescueKey, record);
      throw cause;
    }
  }
}
