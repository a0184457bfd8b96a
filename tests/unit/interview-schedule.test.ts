import { describe, expect, it } from 'vitest';
import { cardsAfter, missedConcepts } from '../../src/interview/cards.ts';
import { dueBy, dueInWords, endOfDay } from '../../src/interview/due.ts';
import { createSchedule } from '../../src/interview/fsrs-schedule.ts';
import type { ConceptFinding, Status } from '../../src/interview/reading.ts';
import { cardId, type Card, type Rating } from '../../src/interview/schedule.ts';

const noon = new Date(2026, 10, 23, 12).getTime();
const day = 86_400_000;

describe('the schedule', () => {
  const subject = { kind: 'question', question: 'payments-down' } as const;

  it('has a new card due at once', () => {
    const card = createSchedule(() => noon).introduce(subject);
    expect(card).toMatchObject({ id: 'question:payments-down', subject, due: noon });
    expect(createSchedule(() => noon).due([card])).toEqual([card]);
  });

  it('asks again after days, the later the better it was known', () => {
    const schedule = createSchedule(() => noon);
    const card = schedule.introduce(subject);
    const waits = (['again', 'hard', 'good', 'easy'] as const).map((rating) =>
      Math.round((schedule.review(card, rating).due - noon) / day),
    );
    expect(waits[0]).toBeGreaterThanOrEqual(1);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits[3]).toBeGreaterThan(waits[0] ?? 0);
  });

  it('lets the time grow from review to review, and starts over after a lapse', () => {
    let now = noon;
    const schedule = createSchedule(() => now);
    let card = schedule.introduce(subject);
    const waits: number[] = [];
    for (let n = 0; n < 4; n++) {
      // As storage gives it back.
      card = JSON.parse(JSON.stringify(schedule.review(card, 'good'))) as Card;
      waits.push(card.due - now);
      now = card.due;
    }
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(new Set(waits).size).toBe(4);
    expect(schedule.review(card, 'again').due - now).toBeLessThan(waits[1] ?? 0);
  });

  it('reads a card with nothing usable in its memory as a new one', () => {
    const card: Card = { id: cardId(subject), subject, due: noon, memory: { stability: 'x', state: 99 } };
    expect(createSchedule(() => noon).review(card, 'good').due).toBeGreaterThan(noon);
  });

  it('counts what is due this evening as due today', () => {
    const cards = [{ due: noon + day }, { due: noon + 3_600_000 }, { due: noon - day }];
    expect(dueBy(cards, endOfDay(noon))).toEqual([{ due: noon - day }, { due: noon + 3_600_000 }]);
    expect(dueInWords(noon + 3_600_000, noon)).toBe('today');
    expect(dueInWords(noon + day, noon)).toBe('tomorrow');
    expect(dueInWords(noon + 9 * day, noon)).toBe('in 9 days');
    expect(dueInWords(noon - 3 * day, noon)).toBe('today');
  });
});

describe('the cards after an answer', () => {
  const question = {
    id: 'payments-down' as const,
    concepts: [
      { concept: 'timeout-first', level: 'must' as const, because: 'b' },
      { concept: 'bulkhead', level: 'should' as const, because: 'b' },
      { concept: 'outbox', level: 'bonus' as const, because: 'b' },
    ],
  };
  const reading = (statuses: Record<string, Status>) => ({
    concepts: Object.entries(statuses).map(([concept, status]): ConceptFinding => ({
      concept,
      status,
      signal: 'failure-modes',
      title: concept,
      explained: null,
      quotes: [],
    })),
  });
  const schedule = createSchedule(() => noon);
  const after = (statuses: Record<string, Status>, cards: readonly Card[] = [], rating: Rating = 'good') =>
    cardsAfter({ question, reading: reading(statuses), rating, cards }, schedule, endOfDay(noon));
  const point = (concept: string): Card =>
    schedule.introduce({ kind: 'concept', question: 'payments-down', concept });

  it('reviews the question and brings one card for each point that was missed; a bonus is none', () => {
    const cards = after({ 'timeout-first': 'found', bulkhead: 'named', outbox: 'missing' });
    expect(cards.map(({ id }) => id)).toEqual(['question:payments-down', 'concept:payments-down/bulkhead']);
    expect(cards[0]?.due).toBeGreaterThan(noon);
    expect(cards[1]?.due).toBe(noon);
    expect(missedConcepts({ question, reading: reading({}) })).toEqual(['timeout-first', 'bulkhead']);
  });

  it('takes a point that was explained this time as a successful review', () => {
    const cards = after({ 'timeout-first': 'found', bulkhead: 'found' }, [point('bulkhead')]);
    expect(cards[1]?.id).toBe('concept:payments-down/bulkhead');
    expect(cards[1]?.due).toBeGreaterThan(noon);
  });

  it('does not touch a point that is not due, or that was never reviewed and missed again', () => {
    const later = { ...point('bulkhead'), due: noon + 9 * day };
    expect(after({ 'timeout-first': 'found', bulkhead: 'found' }, [later])).toHaveLength(1);
    expect(after({ 'timeout-first': 'found', bulkhead: 'missing' }, [point('bulkhead')])).toHaveLength(1);
  });

  it('takes a reviewed point that is missed again as a lapse', () => {
    const known = schedule.review(schedule.review(point('bulkhead'), 'easy'), 'easy');
    const [, lapsed] = after({ 'timeout-first': 'found', bulkhead: 'contradicted' }, [known]);
    expect(lapsed?.due).toBeLessThan(known.due);
  });
});
