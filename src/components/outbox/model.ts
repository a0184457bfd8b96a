/** The crash figure: a program of a few lines, a crash behind one of them, and what is true after the restart. */

/** What a line does to the world. */
type Effect =
  | 'nothing'
  | 'change' // in the transaction
  | 'note' // in the transaction
  | 'commit'
  | 'send'
  | 'cross-off'
  | 'apply'
  | 'commit-offset';

export interface Line {
  readonly code: string;
  readonly effect: Effect;
}

/** The last one in two lines is a process of its own. */
export interface Program {
  readonly name: string;
  /** Which side it is about. */
  readonly side: 'users' | 'monolith';
  readonly lines: readonly Line[];
}

const line = (code: string, effect: Effect = 'nothing'): Line => ({ code, effect });

export const programs = {
  'commit-first': {
    name: 'commit, then send',
    side: 'users',
    lines: [
      line('begin'),
      line('update users', 'change'),
      line('commit', 'commit'),
      line('send the event', 'send'),
      line('answer 200'),
    ],
  },
  'send-first': {
    name: 'send, then commit',
    side: 'users',
    lines: [
      line('begin'),
      line('update users', 'change'),
      line('send the event', 'send'),
      line('commit', 'commit'),
      line('answer 200'),
    ],
  },
  outbox: {
    name: 'an outbox',
    side: 'users',
    lines: [
      line('begin'),
      line('update users', 'change'),
      line('insert into outbox', 'note'),
      line('commit', 'commit'),
      line('answer 200'),
      line('relay: send what is in the outbox', 'send'),
      line('relay: delete from outbox', 'cross-off'),
    ],
  },
  'apply-first': {
    name: 'apply, then commit the offset',
    side: 'monolith',
    lines: [line('poll'), line('apply to the copy', 'apply'), line('commit the offset', 'commit-offset')],
  },
  'offset-first': {
    name: 'commit the offset, then apply',
    side: 'monolith',
    lines: [line('poll'), line('commit the offset', 'commit-offset'), line('apply to the copy', 'apply')],
  },
} as const satisfies Record<string, Program>;

export type ProgramId = keyof typeof programs;

export interface World {
  /** Version of the user in the users service. */
  readonly row: number;
  /** Events that wait in the outbox. */
  readonly outbox: number;
  /** Events in the log. */
  readonly log: number;
  /** Events that the monolith has committed. */
  readonly offset: number;
  /** Version of the user in the copy. */
  readonly copy: number;
  /** How often the copy has got the event. */
  readonly applied: number;
}

/** What runs in memory and in an open transaction: a crash takes it. */
interface Running extends World {
  readonly pendingRow: number;
  readonly pendingOutbox: number;
}

const before: World = { row: 1, outbox: 0, log: 0, offset: 0, copy: 1, applied: 0 };
const sent: World = { ...before, row: 2, log: 1 };

function step(world: Running, effect: Effect): Running {
  switch (effect) {
    case 'change':
      return { ...world, pendingRow: 2 };
    case 'note':
      return { ...world, pendingOutbox: 1 };
    case 'commit':
      return { ...world, row: world.pendingRow, outbox: world.pendingOutbox };
    case 'send':
      return { ...world, log: world.log + 1 };
    case 'cross-off':
      return { ...world, outbox: 0, pendingOutbox: 0 };
    case 'apply':
      return { ...world, copy: 2, applied: world.applied + 1 };
    case 'commit-offset':
      return { ...world, offset: world.log };
    case 'nothing':
      return world;
  }
}

/** The world at the crash: what was not committed is gone. `after` is the number of lines that ran; null is no crash. */
export function crashed(id: ProgramId, after: number | null): World {
  const { side, lines } = programs[id];
  const start = side === 'users' ? before : sent;
  const running = lines
    .slice(0, after ?? lines.length)
    .reduce<Running>((world, { effect }) => step(world, effect), {
      ...start,
      pendingRow: start.row,
      pendingOutbox: start.outbox,
    });
  const { row, outbox, log, offset, copy, applied } = running;
  return { row, outbox, log, offset, copy, applied };
}

/** What becomes of it after the restart: the relay sends what it owes, the monolith reads on from its offset. */
export function restarted(world: World): World {
  const log = world.log + world.outbox;
  const applied = world.applied + (log - world.offset);
  return { ...world, outbox: 0, log, offset: log, copy: log > world.offset ? 2 : world.copy, applied };
}

export type Verdict = 'lost' | 'phantom' | 'undone' | 'twice' | 'same';

/** @param world after the restart */
export function judge({ row, copy, applied }: World): Verdict {
  if (copy < row) return 'lost';
  if (copy > row) return 'phantom';
  if (row === 1) return 'undone';
  return applied > 1 ? 'twice' : 'same';
}

/** The verdicts of a program, one for a crash behind each of its lines. */
export function verdicts(id: ProgramId): Verdict[] {
  return programs[id].lines.map((_, index) => judge(restarted(crashed(id, index + 1))));
}
