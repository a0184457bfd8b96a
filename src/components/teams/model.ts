/** The arithmetic of being on call, for the lesson's figure. Pure. */

export interface Rota {
  /** People who take turns. */
  people: number;
  /** On duty at the same time: 1, or 2 with somebody to fall back on. */
  onDuty: number;
  services: number;
  /** Pages of one service in a week. */
  pages: number;
  /** Of these pages, between 22 and 6 o'clock; a third if they come evenly. In per cent. */
  nightShare: number;
  /** Services that one engineer can repair at night without help. */
  known: number;
}

export interface Duty {
  /** Share of one's time on duty, in per cent. */
  share: number;
  /** One week of duty comes in so many weeks. */
  everyWeeks: number;
  pagesPerWeek: number;
  /** Pages in twelve hours of duty, on average. */
  pagesPerShift: number;
  /** How often one person is woken in four weeks. */
  nightsPerPerson: number;
  /** Hours a week that the pages take from the group, with everything that follows from them. */
  hoursPerWeek: number;
  /** These hours in per cent of the group's working time. */
  workShare: number;
  /** People who can repair a service, on average. */
  knownBy: number;
}

/** What Google's book on reliability engineering gives as its bounds. */
export const bounds = {
  /** Per cent of one's time. */
  share: 25,
  /** Incidents in a shift of twelve hours. */
  pagesPerShift: 2,
  /** Hours for one incident with all that follows: repair, analysis, write-up. */
  hoursPerPage: 6,
} as const;

export const defaults: Rota = { people: 5, onDuty: 2, services: 8, pages: 0.5, nightShare: 33, known: 4 };

const workingHours = 40;

export function duty({ people, onDuty, services, pages, nightShare, known }: Rota): Duty {
  const pagesPerWeek = services * pages;
  const hoursPerWeek = pagesPerWeek * bounds.hoursPerPage;
  return {
    share: (100 * Math.min(onDuty, people)) / people,
    everyWeeks: people / Math.min(onDuty, people),
    pagesPerWeek,
    pagesPerShift: pagesPerWeek / 14,
    // Only the first on duty is woken by a page.
    nightsPerPerson: (4 * pagesPerWeek * nightShare) / 100 / people,
    hoursPerWeek,
    workShare: (100 * hoursPerWeek) / (people * workingHours),
    knownBy: Math.min(people, (people * Math.min(known, services)) / services),
  };
}

export type Bound = 'share' | 'pages' | 'known';

/** Which bounds are broken. One knower of a service is one too few. */
export function broken(rota: Rota): readonly Bound[] {
  const { share, pagesPerShift, knownBy } = duty(rota);
  const list: Bound[] = [];
  if (share > bounds.share) list.push('share');
  if (pagesPerShift > bounds.pagesPerShift) list.push('pages');
  if (knownBy < 2) list.push('known');
  return list;
}

export type Week = 'first' | 'second' | 'free';

/** One person's weeks: duty goes round, and whoever is second this week is first in the next. */
export function calendar({ people, onDuty }: Pick<Rota, 'people' | 'onDuty'>, weeks = 12): readonly Week[] {
  return Array.from({ length: weeks }, (_, week) => {
    const turn = week % people;
    if (people === 1 || turn === Math.min(1, onDuty - 1)) return 'first';
    return onDuty > 1 && turn === 0 ? 'second' : 'free';
  });
}
