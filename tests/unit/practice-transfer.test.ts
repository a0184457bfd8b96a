import { describe, expect, it } from 'vitest';
import { TransferState } from '../../src/components/progress/transfer-state.svelte.ts';
import { memoryStore } from '../../src/progress/memory-store.ts';
import { attemptId } from '../../src/progress/practice-limits.ts';
import type { Attempt, Draft, StoredCard } from '../../src/progress/practice-records.ts';
import {
  applyPracticeImport,
  plannedRecords,
  planPracticeImport,
} from '../../src/progress/practice-transfer.ts';
import type { ProgressStore } from '../../src/progress/store.ts';
import { exportProgress, readTransfer } from '../../src/progress/transfer.ts';

const day = (number: number): string => `2026-11-0${number}T10:00:00.000Z`;
const draft = (text: string, at = day(1)): Draft => ({
  version: 1,
  question: 'payments-down',
  text,
  at,
  before: null,
});
const attempt = (at: string): Attempt => ({
  version: 1,
  id: attemptId('payments-down', at),
  question: 'payments-down',
  at,
  kind: 'practice',
  answer: 'We wait two seconds.',
  rating: 'good',
  claimed: ['failure-modes'],
  signals: { 'failure-modes': { status: 'found', points: 2 } },
  total: 2,
  overruled: {},
});
const card = (lastReview: number, due = 5): StoredCard => ({
  version: 1,
  id: 'question:payments-down',
  subject: { kind: 'question', question: 'payments-down' },
  due,
  memory: { reps: 1, last_review: lastReview },
});

async function move(from: ProgressStore, to: ProgressStore, elsewhere: string[] = []): Promise<number> {
  const { practice } = readTransfer(await exportProgress(from));
  const plan = await planPracticeImport(to.practice, practice, elsewhere);
  await applyPracticeImport(to.practice, plan);
  return plannedRecords(plan);
}

describe('the practice in an exported file', () => {
  it('comes back whole in another browser, and a second time changes nothing', async () => {
    const [from, to] = [memoryStore(), memoryStore()];
    await from.practice.drafts.put(draft('Half an answer'));
    await from.practice.attempts.put(attempt(day(1)));
    await from.practice.cards.put(card(7));
    await from.practice.mocks.put({
      version: 1,
      id: day(2),
      question: 'payments-down',
      elapsed: 1_000,
      runningSince: null,
      seenAt: 9,
      phase: 1,
      notes: ['a', '', '', '', ''],
      reached: [0, 500],
      asked: [[], [], [], [0], []],
      attempt: attemptId('payments-down', day(1)),
    });
    expect(await move(from, to)).toBe(4);
    for (const name of ['drafts', 'attempts', 'cards', 'mocks'] as const)
      expect(await to.practice[name].all()).toEqual(await from.practice[name].all());
    expect(await move(from, to)).toBe(0);
  });

  it('keeps both drafts, the newer one on top', async () => {
    const [from, to] = [memoryStore(), memoryStore()];
    await from.practice.drafts.put(draft('newer', day(3)));
    await to.practice.drafts.put(draft('older', day(2)));
    await move(from, to);
    expect(await to.practice.drafts.get('payments-down')).toMatchObject({ text: 'newer', before: 'older' });

    await from.practice.drafts.put(draft('oldest', day(1)));
    await move(from, to);
    expect(await to.practice.drafts.get('payments-down')).toMatchObject({ text: 'newer', before: 'oldest' });
  });

  it('leaves a draft alone that another tab has open', async () => {
    const [from, to] = [memoryStore(), memoryStore()];
    await from.practice.drafts.put(draft('newer', day(3)));
    await to.practice.drafts.put(draft('mine', day(2)));
    expect(await move(from, to, ['payments-down'])).toBe(0);
    expect((await to.practice.drafts.get('payments-down'))?.text).toBe('mine');
  });

  it('takes the card that was reviewed last', async () => {
    const [from, to] = [memoryStore(), memoryStore()];
    await from.practice.cards.put(card(7, 70));
    await to.practice.cards.put(card(8, 80));
    await move(from, to);
    expect((await to.practice.cards.all())[0]?.due).toBe(80);
    await from.practice.cards.put(card(9, 90));
    await move(from, to);
    expect((await to.practice.cards.all())[0]?.due).toBe(90);
  });

  it('reads a file from before there was practice', async () => {
    const old = { format: 'split-decision-progress', version: 1, exportedAt: day(1), labs: [], history: [] };
    expect(readTransfer(JSON.stringify(old)).practice).toEqual({
      drafts: [],
      attempts: [],
      cards: [],
      mocks: [],
    });
  });

  it.each([
    [{ drafts: [{ ...draft('x'), at: 'once' }] }, 'practice.drafts.0.at'],
    [{ attempts: [{ ...attempt(day(1)), rating: 'great' }] }, 'practice.attempts.0.rating'],
    [{ cards: [{ ...card(1), version: 9 }] }, 'practice.cards.0.version'],
    [{ mocks: 'none' }, 'practice.mocks'],
  ])('is refused when it is broken, and the field is named', (practice, field) => {
    const file = {
      format: 'split-decision-progress',
      version: 2,
      exportedAt: day(1),
      labs: [],
      history: [],
      practice,
    };
    expect(() => readTransfer(JSON.stringify(file))).toThrow(`“${field}”`);
  });
});

describe('the dialog of export and import', () => {
  it('counts the practice among the changes and imports it', async () => {
    const [from, to] = [memoryStore(), memoryStore()];
    await from.practice.attempts.put(attempt(day(1)));
    const text = await exportProgress(from);
    const imported: (readonly string[])[] = [];
    const dialog = new TransferState({
      openStore: async () => to,
      ownLab: null,
      onImported: (slugs) => imported.push(slugs),
      offerFile: () => {},
    });
    await dialog.choose(new File([text], 'progress.json'));
    expect(dialog.changes).toBe(1);
    await dialog.importChosen();
    expect(dialog.status).toContain('interview practice');
    expect(await to.practice.attempts.all()).toHaveLength(1);
    expect(imported).toEqual([[]]);
  });
});
