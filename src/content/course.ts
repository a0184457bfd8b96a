/** The order of the course: its parts, and the slugs of their lessons in the order in which they are read. */
export interface Part {
  title: string;
  /** What the part is about, in one line. */
  summary: string;
  lessons: readonly string[];
}

export const course: readonly Part[] = [
  {
    title: 'Whether to split at all',
    summary:
      'What each architecture costs, which measurements speak for a split, and what became of those who did it.',
    lessons: ['what-each-costs', 'signals-to-split', 'teams'],
  },
  {
    title: 'Walls inside one process',
    summary:
      'Boundaries that a tool guards, data that has an owner, and what still takes everything with it.',
    lessons: ['modular-monolith'],
  },
  {
    title: 'When services call each other',
    summary:
      'A call over the network can be slow, lost or refused. What the caller does then decides what breaks.',
    lessons: ['circuit-breaker'],
  },
];
