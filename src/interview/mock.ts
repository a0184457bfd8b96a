/**
 * The mock interview: 35 minutes in five phases. A pure model; time comes in as milliseconds since the epoch, so that
 * tests let an hour pass at once.
 */
export const phases = [
  {
    id: 'clarify',
    title: 'Clarify',
    minutes: 5,
    ask: 'Ask before you build. What do you want to know, and what do you assume if nobody answers?',
  },
  {
    id: 'numbers',
    title: 'Numbers',
    minutes: 5,
    ask: 'Users become requests a second. Work out the load, the peak, and the objective that it must meet.',
  },
  {
    id: 'design',
    title: 'Design',
    minutes: 10,
    ask: 'Give your answer, and the parts it is made of: who owns which data, who calls whom.',
  },
  {
    id: 'deep-dive',
    title: 'Deep dive',
    minutes: 10,
    ask: 'The interviewer digs where your answer was thin.',
  },
  {
    id: 'trade-offs',
    title: 'Trade-offs',
    minutes: 5,
    ask: 'What did you give up, who pays for it, and what would change your mind?',
  },
] as const;

export type PhaseId = (typeof phases)[number]['id'];

const minute = 60_000;
/** How long the whole takes, in milliseconds. */
export const wholeTime = phases.reduce((sum, { minutes }) => sum + minutes, 0) * minute;

/** When a phase should be over, in milliseconds on the clock. */
export function plannedEnd(phase: number): number {
  return phases.slice(0, phase + 1).reduce((sum, { minutes }) => sum + minutes, 0) * minute;
}

/** The clock of a mock, and where it stands. Part of what is stored. */
export interface Course {
  /** Milliseconds on the clock when it last started or stopped. */
  readonly elapsed: number;
  /** Since when it runs, in milliseconds since the epoch; null while it is paused. */
  readonly runningSince: number | null;
  readonly phase: number;
  /** Milliseconds on the clock at the beginning of each phase that was reached. */
  readonly reached: readonly number[];
}

/** The beginning. */
export function begin(now: number): Course {
  return { elapsed: 0, runningSince: now, phase: 0, reached: [0] };
}

/** Milliseconds on the clock; it stops by itself when the time is over. */
export function onTheClock({ elapsed, runningSince }: Course, now: number): number {
  const running = runningSince === null ? 0 : Math.max(0, now - runningSince);
  return Math.min(wholeTime, elapsed + running);
}

export function pause<T extends Course>(course: T, now: number): T {
  return { ...course, elapsed: onTheClock(course, now), runningSince: null };
}

export function goOn<T extends Course>(course: T, now: number): T {
  return course.runningSince === null ? { ...course, runningSince: now } : course;
}

/** Moves to the next phase before its time; what is left is for the next one. */
export function nextPhase<T extends Course>(course: T, now: number): T {
  if (course.phase >= phases.length - 1) return course;
  return {
    ...course,
    phase: course.phase + 1,
    reached: [...course.reached.slice(0, course.phase + 1), onTheClock(course, now)],
  };
}

/** Where the clock has led: a phase whose time is over gives way to the next one, and the clock stops at the end. */
export function keepTime<T extends Course>(course: T, now: number): T {
  let current = course;
  while (current.phase < phases.length - 1 && onTheClock(current, now) >= plannedEnd(current.phase)) {
    const end = plannedEnd(current.phase);
    current = {
      ...current,
      phase: current.phase + 1,
      reached: [...current.reached.slice(0, current.phase + 1), Math.max(end, current.reached.at(-1) ?? 0)],
    };
  }
  if (current.runningSince !== null && onTheClock(current, now) >= wholeTime) return pause(current, now);
  return current;
}

/** How long a page may have been away, in milliseconds, for the clock to have run on. */
const shortAbsence = 2 * minute;

/**
 * A course as it is taken up after a reload. After a moment's absence the clock has run on; after a longer one it was
 * stopped when the page was last seen.
 */
export function takeUp<T extends Course>(course: T, seenAt: number, now: number): T {
  if (course.runningSince === null || now - seenAt <= shortAbsence) return keepTime(course, now);
  return pause(keepTime(course, seenAt), seenAt);
}

/** Milliseconds spent in each phase. */
export function spent(course: Course, now: number): number[] {
  const end = onTheClock(course, now);
  return phases.map((_, index) => {
    const from = course.reached[index];
    if (from === undefined) return 0;
    return Math.max(0, (course.reached[index + 1] ?? end) - from);
  });
}

/** `4:07` for milliseconds; the seconds that have begun count in full when time runs down. */
export function clockFace(milliseconds: number): string {
  const seconds = Math.ceil(Math.max(0, milliseconds) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
