/** Writing, rating, seeing and overruling, without a browser: time, storage and locks are handed in. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeskState } from '../../src/components/practice/desk-state.svelte.ts';
import { DraftState } from '../../src/components/practice/draft.svelte.ts';
import { MockState } from '../../src/components/practice/mock-state.svelte.ts';
import type { PracticeQuestion } from '../../src/components/practice/question.ts';
import { createSchedule } from '../../src/interview/fsrs-schedule.ts';
import { assess, signalOf } from '../../src/interview/interview.ts';
import { questionSchema } from '../../src/interview/question.ts';
import { draftSchema, mockSchema, type Draft } from '../../src/progress/practice-records.ts';
import { memoryPractice, type PracticeStore } from '../../src/progress/practice-store.ts';
import { createRescue } from '../../src/progress/rescue.ts';
import { StorageError } from '../../src/progress/store.ts';

const minute = 60_000;
let clock = new Date(2026, 10, 23, 12).getTime();
const now = (): number => clock;

const question: PracticeQuestion = (() => {
  const file = new URL('../../src/content/questions/payments-down.json', import.meta.url);
  const data = questionSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return {
    ...data,
    id: 'payments-down',
    url: '/practice/payments-down/',
    lessons: [],
    labs: [],
    concepts: data.concepts.map((each) => ({
      ...each,
      title: each.concept,
      signal: signalOf(each.concept) ?? 'numbers',
    })),
  };
})();
const reader = {
  warmUp: () => {},
  read: (answer: string, asked: Parameters<typeof assess>[1]) => Promise.resolve(assess(answer, asked)),
};

/** Session storage. */
function area() {
  const map = new Map<string, string>();
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  clock = new Date(2026, 10, 23, 12).getTime();
});
afterEach(() => vi.useRealTimers());

describe('a draft', () => {
  const open = async (store: PracticeStore, session = area()) => {
    const rescue = createRescue('draft', draftSchema, session);
    const draft = new DraftState({ question: question.id, now, locks: null });
    await draft.open(store, rescue);
    return draft;
  };

  it('is stored soon after it was typed, and is there again', async () => {
    const store = memoryPractice();
    const draft = await open(store);
    draft.type('A timeout');
    draft.type('A timeout first');
    expect(draft.writer.state).toBe('pending');
    await vi.advanceTimersByTimeAsync(400);
    expect(draft.writer.state).toBe('saved');
    expect((await open(store)).text).toBe('A timeout first');
  });

  it('survives a page that goes away before it was stored', async () => {
    const session = area();
    const store = memoryPractice();
    const slow: PracticeStore = { ...store, drafts: { ...store.drafts, put: () => new Promise(() => {}) } };
    const draft = await open(slow, session);
    draft.type('half a thought');
    draft.leave();
    const again = await open(store, session);
    expect(again.text).toBe('half a thought');
    await vi.advanceTimersByTimeAsync(400);
    expect((await store.drafts.get(question.id))?.text).toBe('half a thought');
  });

  it('survives a full storage, and says so', async () => {
    const session = area();
    const store = memoryPractice();
    const full: PracticeStore = {
      ...store,
      drafts: { ...store.drafts, put: () => Promise.reject(new StorageError('quota')) },
    };
    const draft = await open(full, session);
    draft.type('kept anyway');
    await draft.writer.flush();
    expect(draft.writer.problem).toMatchObject({ code: 'quota' });
    expect((await open(full, session)).text).toBe('kept anyway');
  });

  it('prefers what was stored later over what an older tab had rescued', async () => {
    const session = area();
    const store = memoryPractice();
    const record = (text: string, at: number): Draft => ({
      version: 1,
      question: question.id,
      text,
      at: new Date(at).toISOString(),
      before: null,
    });
    createRescue('draft', draftSchema, session).keep(question.id, record('older', 1_000));
    await store.drafts.put(record('newer', 2_000));
    expect((await open(store, session)).text).toBe('newer');
  });

  it('keeps what was typed before the stored text had been read', async () => {
    const store = memoryPractice();
    await store.drafts.put({
      version: 1,
      question: question.id,
      text: 'stored',
      at: new Date(1).toISOString(),
      before: null,
    });
    const rescue = createRescue('draft', draftSchema, area());
    const draft = new DraftState({ question: question.id, now, locks: null });
    draft.type('early');
    await draft.open(store, rescue);
    expect(draft.text).toBe('stored\n\nearly');
  });

  it('changes places with one that an import has replaced', async () => {
    const store = memoryPractice();
    await store.drafts.put({
      version: 1,
      question: question.id,
      text: 'theirs',
      at: new Date(1).toISOString(),
      before: 'mine',
    });
    const draft = await open(store);
    draft.swap();
    await draft.writer.flush();
    expect(await store.drafts.get(question.id)).toMatchObject({ text: 'mine', before: 'theirs' });
  });
});

describe('a draft in two tabs', () => {
  const tab = async (store: PracticeStore) => {
    const rescue = createRescue('draft', draftSchema, area());
    const draft = new DraftState({ question: question.id, now });
    await draft.open(store, rescue);
    return draft;
  };

  it.skipIf(!globalThis.navigator?.locks)(
    'is written by one of them, until the other one takes over',
    async () => {
      const store = memoryPractice();
      const first = await tab(store);
      first.type('from the first tab');
      await first.writer.flush();
      const second = await tab(store);
      expect(second.tab).toBe('already-open');
      expect(second.text).toBe('from the first tab');
      second.type('lost?');
      expect(second.text).toBe('from the first tab');
      await second.takeOver();
      expect(second.tab).toBe('this');
      await vi.waitFor(() => expect(first.tab).toBe('taken-over'));
      first.type('too late');
      second.type('from the second tab');
      await Promise.all([first.writer.flush(), second.writer.flush()]);
      expect((await store.drafts.get(question.id))?.text).toBe('from the second tab');
      second.close();
    },
  );
});

describe('the desk', () => {
  const answer =
    'Slow is worse than down, because every caller holds a connection until the front page is dead. ' +
    'So I stop waiting after two seconds.';
  const open = async (store = memoryPractice()) => {
    const desk = new DeskState({
      question,
      reader,
      now,
      loadSchedule: () => Promise.resolve(createSchedule),
    });
    await desk.open(store);
    return { desk, store };
  };

  it('shows nothing before there is an answer and a rating of one’s own', async () => {
    const { desk } = await open();
    expect(await desk.reveal(' ')).toBe(false);
    expect(desk.news).toContain('Write an answer first');
    expect(await desk.reveal(answer)).toBe(false);
    expect(desk.news).toContain('Rate yourself first');
    expect(desk.shown).toBeNull();
  });

  it('keeps the answer, and makes cards of what was missed', async () => {
    const { desk, store } = await open();
    desk.rating = 'hard';
    desk.claimed = ['failure-modes'];
    expect(await desk.reveal(answer)).toBe(true);
    expect(desk.news).toMatch(/^Found 2 of \d+ points/);
    expect(await store.attempts.all()).toMatchObject([
      { question: 'payments-down', rating: 'hard', claimed: ['failure-modes'], answer, overruled: {} },
    ]);
    const ids = (await store.cards.all()).map(({ id }) => id);
    expect(ids).toContain('question:payments-down');
    expect(ids).toContain('concept:payments-down/degraded-answer');
    expect(ids).not.toContain('concept:payments-down/slow-is-worse');
    expect(desk.due).toBeGreaterThan(now());
    expect(desk.followUps.length).toBeGreaterThan(0);
    expect(desk.next).toMatchObject({ kind: 'add' });
  });

  it('keeps an objection apart from the finding, and takes its card back', async () => {
    const { desk, store } = await open();
    desk.rating = 'good';
    await desk.reveal(answer);
    const points = desk.shown?.assessment.score.total;
    const finding = desk.shown?.findings.find(({ key }) => key === 'concept:degraded-answer');
    if (!finding) throw new Error('There is no such finding.');
    await desk.toggle(finding);
    expect(desk.overruled).toEqual({ 'concept:degraded-answer': 'said' });
    expect(desk.shown?.assessment.score.total).toBe(points);
    expect((await store.attempts.all())[0]?.overruled).toEqual({ 'concept:degraded-answer': 'said' });
    expect(await store.cards.get('concept:payments-down/degraded-answer')).toBeNull();
    await desk.toggle(finding);
    expect(desk.overruled).toEqual({});
    expect(await store.cards.get('concept:payments-down/degraded-answer')).not.toBeNull();
  });

  it('has the history, and shows an old answer again with its objections', async () => {
    const { desk, store } = await open();
    desk.rating = 'good';
    await desk.reveal('We use a breaker.');
    const first = desk.shown?.findings[0];
    if (first) await desk.toggle(first);
    clock += minute;
    desk.writeAgain();
    desk.rating = 'good';
    await desk.reveal(answer);
    const { desk: later } = await open(store);
    expect(later.attempts.map(({ answer: text }) => text)).toEqual(['We use a breaker.', answer]);
    const [old] = later.attempts;
    if (old) await later.look(old);
    expect(Object.keys(later.overruled)).toEqual([first?.key]);
  });

  it('shows what was found even when nothing can be stored, and says so', async () => {
    const store = memoryPractice();
    const full = {
      ...store,
      attempts: { ...store.attempts, put: () => Promise.reject(new StorageError('quota')) },
    };
    const { desk } = await open(full);
    desk.rating = 'good';
    expect(await desk.reveal(answer)).toBe(true);
    expect(desk.shown).not.toBeNull();
    expect(desk.problem).toMatchObject({ code: 'quota' });
  });
});

describe('a mock interview', () => {
  const open = async (store = memoryPractice(), session = area()) => {
    const rescue = createRescue('mock', mockSchema, session);
    const loadQuestion = () => Promise.resolve(question);
    const mock = new MockState({ loadQuestion, reader, now, locks: null });
    await mock.open(store, rescue);
    return mock;
  };
  const pass = async (mock: MockState, milliseconds: number) => {
    clock += milliseconds;
    await mock.tick();
  };

  it('runs from phase to phase and asks about what was missing', async () => {
    const mock = await open();
    await mock.start('payments-down');
    expect(mock.left).toBe('35:00');
    mock.type(0, 'Slow is worse than down, because every caller holds a connection.');
    await pass(mock, 5 * minute);
    expect(mock.record?.phase).toBe(1);
    await mock.next();
    await mock.next();
    expect(mock.record?.phase).toBe(3);
    const asked = mock.askedIn(3).map(({ ask }) => ask);
    expect(asked).toHaveLength(3);
    expect(asked).not.toContain(question.followUps[0]?.ask);
    mock.type(3, 'The shopper reads “we have your order”, because we charge later in the background.');
    await mock.next();
    expect(mock.askedIn(4)).toHaveLength(1);
    expect(asked).not.toContain(mock.askedIn(4)[0]?.ask);
    await pass(mock, 30 * minute);
    expect(mock.over).toBe(true);
    expect(mock.running).toBe(false);
    expect(mock.answer).toContain('connection.\n\nThe shopper');
  });

  it('can be paused', async () => {
    const mock = await open();
    await mock.start('payments-down');
    await pass(mock, minute);
    mock.pause();
    await pass(mock, 50 * minute);
    expect(mock.left).toBe('34:00');
    mock.goOn();
    await pass(mock, minute);
    expect(mock.left).toBe('33:00');
  });

  it('is taken up after a reload, with its clock and its words', async () => {
    const store = memoryPractice();
    const session = area();
    const mock = await open(store, session);
    await mock.start('payments-down');
    mock.type(0, 'How many users?');
    await pass(mock, minute);
    mock.leave();
    clock += 10_000;
    const again = await open(store, session);
    expect(again.record?.notes[0]).toBe('How many users?');
    expect(again.left).toBe('33:50');
    expect(again.running).toBe(true);
  });

  it('stops its clock while the page is away for long', async () => {
    const store = memoryPractice();
    const mock = await open(store);
    await mock.start('payments-down');
    await pass(mock, minute);
    mock.leave();
    await mock.writer.flush();
    clock += 600 * minute;
    const again = await open(store);
    expect(again.left).toBe('34:00');
    expect(again.running).toBe(false);
    expect(again.news).toContain('stopped when you left');
  });

  it('becomes a past one when it is finished, and goes when it is thrown away', async () => {
    const store = memoryPractice();
    const mock = await open(store);
    await mock.start('payments-down');
    await mock.finish('payments-down@x');
    expect((await open(store)).past).toHaveLength(1);
    expect((await open(store)).record).toBeNull();
    clock += minute;
    await mock.start('payments-down');
    await mock.discard();
    expect(await store.mocks.all()).toHaveLength(1);
  });
});
