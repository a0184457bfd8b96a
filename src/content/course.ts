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
    lessons: ['what-each-costs', 'signals-to-split', 'teams', 'who-did-it'],
  },
  {
    title: 'Stay, with walls inside, or go',
    summary:
      'Boundaries that a tool guards, a table that says when they are no longer enough, and the way out, user by user.',
    lessons: ['modular-monolith', 'decision-table', 'strangler-fig'],
  },
  {
    title: 'Moving the data',
    summary:
      'One database holds the modules together. How to take it apart while everybody goes on reading and writing.',
    lessons: ['shared-database', 'sync-by-events', 'read-replica', 'dual-write', 'choosing-a-migration'],
  },
  {
    title: 'When services call each other',
    summary:
      'A call over the network can be slow, lost or refused. What the caller does then decides what breaks.',
    lessons: ['api-gateway', 'calling-each-other', 'circuit-breaker', 'events', 'tracing'],
  },
];
