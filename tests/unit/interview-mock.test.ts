import { describe, expect, it } from 'vitest';
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
  spent,
  takeUp,
  wholeTime,
} from '../../src/interview/mock.ts';

const start = 1_000_000;
const minute = 60_000;

describe('the clock of a mock interview', () => {
  it('has 35 minutes in five phases', () => {
    expect(wholeTime).toBe(35 * minute);
    expect(phases.map((_, index) => plannedEnd(index) / minute)).toEqual([5, 10, 20, 30, 35]);
  });

  it('stands still while it is paused', () => {
    const paused = pause(begin(start), start + minute);
    expect(onTheClock(paused, start + 60 * minute)).toBe(minute);
    const running = goOn(paused, start + 60 * minute);
    expect(onTheClock(running, start + 61 * minute)).toBe(2 * minute);
    expect(goOn(running, start + 99 * minute)).toBe(running);
  });

  it('leads from phase to phase, over several at once if it must', () => {
    const course = begin(start);
    expect(keepTime(course, start + 4.9 * minute)).toBe(course);
    expect(keepTime(course, start + 5 * minute)).toMatchObject({ phase: 1, reached: [0, 5 * minute] });
    expect(keepTime(course, start + 21 * minute)).toMatchObject({
      phase: 3,
      reached: [0, 5 * minute, 10 * minute, 20 * minute],
    });
  });

  it('stops by itself when the time is over', () => {
    const over = keepTime(begin(start), start + 50 * minute);
    expect(over).toMatchObject({ phase: 4, runningSince: null, elapsed: wholeTime });
    expect(onTheClock(over, start + 90 * minute)).toBe(wholeTime);
  });

  it('gives the time that one phase saves to the next', () => {
    const early = nextPhase(begin(start), start + 2 * minute);
    expect(early).toMatchObject({ phase: 1, reached: [0, 2 * minute] });
    expect(keepTime(early, start + 9 * minute)).toBe(early);
    expect(
      spent(keepTime(early, start + 12 * minute), start + 12 * minute).map((each) => each / minute),
    ).toEqual([2, 8, 2, 0, 0]);
    const last = { ...early, phase: 4 };
    expect(nextPhase(last, start)).toBe(last);
  });

  it('runs on over a short absence and stops at the beginning of a long one', () => {
    const course = begin(start);
    const seen = start + 3 * minute;
    expect(takeUp(course, seen, seen + minute)).toBe(course);
    expect(takeUp(course, seen, seen + 60 * minute)).toMatchObject({
      runningSince: null,
      elapsed: 3 * minute,
      phase: 0,
    });
  });

  it('does not run backwards when the system clock is set back', () => {
    expect(onTheClock(begin(start), start - minute)).toBe(0);
  });

  it.each([
    [0, '0:00'],
    [59_001, '1:00'],
    [247_000, '4:07'],
    [wholeTime, '35:00'],
    [-5, '0:00'],
  ])('shows %i ms as %s', (milliseconds, face) => expect(clockFace(milliseconds)).toBe(face));
});
