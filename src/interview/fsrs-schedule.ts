/** The schedule, as FSRS reckons it. Intervals are whole days: nobody answers an interview question twice in ten minutes. */
import { createEmptyCard, fsrs, Rating as Grade, type Card as Memory, type Grade as GradeOf } from 'ts-fsrs';
import { dueBy } from './due.ts';
import { cardId, type Card, type CreateSchedule, type Rating } from './schedule.ts';

const grades: Readonly<Record<Rating, GradeOf>> = {
  again: Grade.Again,
  hard: Grade.Hard,
  good: Grade.Good,
  easy: Grade.Easy,
};

/** What FSRS keeps, apart from the due date, as plain JSON. */
function toJson({ due: _due, last_review, ...numbers }: Memory): Card['memory'] {
  return last_review === undefined ? numbers : { ...numbers, last_review: last_review.getTime() };
}

function toMemory({ due, memory }: Card): Memory {
  const empty = createEmptyCard(new Date(due));
  const number = (name: string, fallback: number): number => {
    const value = memory[name];
    return typeof value === 'number' && Number.isFinite(value) ? value : fallback;
  };
  const reviewed = number('last_review', 0);
  return {
    ...empty,
    stability: number('stability', empty.stability),
    difficulty: number('difficulty', empty.difficulty),
    scheduled_days: number('scheduled_days', 0),
    learning_steps: number('learning_steps', 0),
    reps: number('reps', 0),
    lapses: number('lapses', 0),
    state: Math.min(3, Math.max(0, Math.round(number('state', 0)))),
    ...(reviewed > 0 ? { last_review: new Date(reviewed) } : {}),
  };
}

export const createSchedule: CreateSchedule = (clock) => {
  const algorithm = fsrs({ enable_short_term: false, enable_fuzz: false, maximum_interval: 180 });
  return {
    introduce(subject) {
      const due = clock();
      return { id: cardId(subject), subject, due, memory: toJson(createEmptyCard(new Date(due))) };
    },
    review(card, rating) {
      const { card: next } = algorithm.next(toMemory(card), new Date(clock()), grades[rating]);
      return { ...card, due: next.due.getTime(), memory: toJson(next) };
    },
    due: (cards) => dueBy(cards, clock()),
  };
};
