import { describe, expect, it } from 'vitest';
import { broken, calendar, defaults, duty, type Rota } from '../../src/components/teams/model.ts';
import { cells, summary, verdict } from '../../src/components/teams/words.ts';

const rota = (changes: Partial<Rota>): Rota => ({ ...defaults, ...changes });

describe('the arithmetic of being on call', () => {
  it('needs eight people for a quarter of the time when two are on duty', () => {
    expect(duty(rota({ people: 8 })).share).toBe(25);
    expect(duty(rota({ people: 5 })).share).toBe(40);
    expect(broken(rota({ people: 8, services: 2 }))).toEqual([]);
    expect(broken(rota({ people: 7, services: 2 }))).toEqual(['share']);
  });

  it('leaves one engineer on duty all the time, with or without a second', () => {
    expect(duty(rota({ people: 1, onDuty: 1 })).share).toBe(100);
    expect(duty(rota({ people: 1, onDuty: 2 }))).toMatchObject({ share: 100, everyWeeks: 1 });
  });

  it('counts pages by services, and wakes one person for each at night', () => {
    const result = duty(rota({ people: 4, services: 7, pages: 2, nightShare: 50 }));
    expect(result).toMatchObject({
      pagesPerWeek: 14,
      pagesPerShift: 1,
      nightsPerPerson: 7,
      hoursPerWeek: 84,
    });
    expect(result.workShare).toBeCloseTo(52.5);
  });

  it('complains of more than two pages in twelve hours', () => {
    const quiet = { people: 12, services: 28, known: 28 };
    expect(broken(rota({ ...quiet, pages: 1 }))).toEqual([]);
    expect(broken(rota({ ...quiet, pages: 1.1 }))).toEqual(['pages']);
  });

  it('knows a service by at most all of the people', () => {
    expect(duty(rota({ people: 3, services: 2, known: 9 })).knownBy).toBe(3);
    expect(duty(rota({ people: 3, services: 140, known: 20 })).knownBy).toBeCloseTo(0.43, 2);
    expect(broken(rota({ people: 1, onDuty: 1, services: 1 }))).toContain('known');
  });

  it('keeps the nights of each person the same when people and services grow together', () => {
    const small = duty(rota({ people: 5, services: 8 })).nightsPerPerson;
    expect(duty(rota({ people: 40, services: 64 })).nightsPerPerson).toBeCloseTo(small);
  });
});

describe('the calendar', () => {
  it('goes round, second one week and first the next', () => {
    expect(calendar({ people: 5, onDuty: 2 }, 7)).toEqual([
      'second',
      'first',
      'free',
      'free',
      'free',
      'second',
      'first',
    ]);
    expect(calendar({ people: 3, onDuty: 1 }, 4)).toEqual(['first', 'free', 'free', 'first']);
  });

  it.each([1, 2])('shows one engineer on duty in every week, with %i on duty', (onDuty) => {
    expect(new Set(calendar({ people: 1, onDuty }))).toEqual(new Set(['first']));
  });

  it('has as many weeks of duty as the share says', () => {
    for (const people of [2, 3, 4, 6, 12]) {
      for (const onDuty of [1, 2]) {
        const weeks = calendar({ people, onDuty }).filter((week) => week !== 'free').length;
        expect((100 * weeks) / 12, `${people} people, ${onDuty} on duty`).toBeCloseTo(
          duty(rota({ people, onDuty })).share,
        );
      }
    }
  });
});

describe('the words of the rota', () => {
  it('say how often, and what is too much', () => {
    expect(cells(defaults)).toEqual({
      share: '40 %, one week in 2.5',
      pages: '4 a week, 0.3 a shift',
      nights: '1.1 in 4 weeks',
      hours: '24 h a week, 12 % of the work',
      known: '2.5',
    });
    expect(verdict(defaults)).toBe("More than 25 % of each one's time is duty.");
    expect(verdict(rota({ people: 8, services: 2 }))).toBe('Within the bounds.');
    expect(summary(rota({ people: 1, onDuty: 1 }))).toContain('On duty 100 %, every week.');
  });
});
