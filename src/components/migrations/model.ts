/** Three ways to move a table, each as five phases: who decides in it, what may go wrong, and what going back costs. */

export type Strategy = 'events' | 'replica' | 'dual-write';

/** Services, and the databases below them. */
export type Place = 'monolith' | 'users' | 'shop-db' | 'replica' | 'users-db';

export interface Arrow {
  from: Place;
  to: Place;
  /** `decides`: the write that counts. `reads`: what is answered from. `follows`: how the other copy gets it. */
  kind: 'decides' | 'reads' | 'follows';
}

export interface Failure {
  /** What happens, and where it leads to. */
  happens: string;
  harm: string;
  /** What prevents it. */
  guard: string;
  /** Which of the phase's arrows it is on, by its place in the list. */
  on: number;
}

export interface Phase {
  title: string;
  what: string;
  arrows: readonly Arrow[];
  /** What it takes to go back from here. */
  back: string;
  failure: Failure;
}

const arrow = (from: Place, to: Place, kind: Arrow['kind']): Arrow => ({ from, to, kind });
const oldDecides = arrow('monolith', 'shop-db', 'decides');
const oldAnswers = arrow('shop-db', 'monolith', 'reads');
const newDecides = arrow('users', 'users-db', 'decides');
const newAnswers = arrow('users-db', 'users', 'reads');
const toUsers = arrow('monolith', 'users', 'follows');
const toMonolith = arrow('users', 'monolith', 'follows');
const intoNew = arrow('users', 'users-db', 'follows');
const intoOld = arrow('monolith', 'shop-db', 'follows');
const replicates = arrow('shop-db', 'replica', 'follows');
const replicaAnswers = arrow('replica', 'users', 'reads');

export const strategies: Readonly<Record<Strategy, { title: string; phases: readonly Phase[] }>> = {
  events: {
    title: 'Sync by events',
    phases: [
      {
        title: 'Publish',
        what: 'Each change in the monolith puts an event into an outbox, in the same transaction. Users listens.',
        arrows: [oldDecides, oldAnswers, toUsers, intoNew],
        back: 'switch the listener off',
        failure: {
          happens: 'The event is published after the commit, and the process dies in between.',
          harm: 'One change never arrives, and nobody knows which.',
          guard: 'An outbox: the event is a row of the same transaction.',
          on: 2,
        },
      },
      {
        title: 'Backfill',
        what: 'The rows from before are copied in portions, while events of new changes arrive.',
        arrows: [oldDecides, oldAnswers, toUsers, arrow('shop-db', 'users-db', 'follows')],
        back: 'empty the copy',
        failure: {
          happens: 'A row is read, changed by an event, and then written as it was read.',
          harm: 'An old row lies over a newer one.',
          guard: 'Versions: the copy takes only what is newer than what it has.',
          on: 3,
        },
      },
      {
        title: 'Cut over',
        what: 'Users takes the changes and answers. The monolith gets events of each.',
        arrows: [newDecides, newAnswers, toMonolith, intoOld],
        back: 'seconds, once the lag is zero',
        failure: {
          happens: 'The switch is made while 200 events wait.',
          harm: 'Users goes on from rows that are old; the 200 then come too late for their versions.',
          guard: 'Refuse while the lag is above zero or a checksum differs.',
          on: 0,
        },
      },
      {
        title: 'Follow back',
        what: 'The rest of the monolith still reads its own table, a lag behind.',
        arrows: [newDecides, newAnswers, toMonolith, intoOld, oldAnswers],
        back: 'seconds, once the lag is zero',
        failure: {
          happens: 'The monolith applies an event, and its own outbox sends it back.',
          harm: 'One change goes round for ever.',
          guard: 'What was applied from an event publishes none.',
          on: 2,
        },
      },
      {
        title: 'Remove',
        what: 'Nobody reads the old table any more: it is dropped, and the events back with it.',
        arrows: [newDecides, newAnswers],
        back: 'a restore, or a copy in the other direction',
        failure: {
          happens: 'The report at the end of the month still reads the table.',
          harm: 'It fails at night, or worse, reads a table that nobody fills.',
          guard: 'Count the reads of the table; drop it after a month without one.',
          on: 1,
        },
      },
    ],
  },
  replica: {
    title: 'Read replica',
    phases: [
      {
        title: 'Attach',
        what: 'Users reads a replica of the whole database. The monolith does not notice.',
        arrows: [oldDecides, oldAnswers, replicates, replicaAnswers],
        back: 'detach it',
        failure: {
          happens: 'The monolith’s team renames a column on Tuesday.',
          harm: 'The new service is down by a release that is not its own.',
          guard: 'Columns by name in one file, a view, and a test in their build.',
          on: 3,
        },
      },
      {
        title: 'Write one’s own',
        what: 'Changes go to a database of users; a read takes the own row or the replica’s, the higher version.',
        arrows: [newDecides, newAnswers, replicates, replicaAnswers, oldDecides],
        back: 'write the own rows back first',
        failure: {
          happens: 'The replica is asked first, two seconds behind.',
          harm: 'Grace changes her name and reads the old one.',
          guard: 'Both are read, and the higher version is the answer.',
          on: 3,
        },
      },
      {
        title: 'Write back',
        what: 'Each own change is sent to the monolith, a little later, with its version.',
        arrows: [newDecides, newAnswers, toMonolith, intoOld, replicates, replicaAnswers],
        back: 'seconds, once nothing waits to be sent',
        failure: {
          happens:
            'An answer is lost and the change is sent again, after the support desk has made another one.',
          harm: 'The older change lies over the newer one.',
          guard: 'The monolith takes only a higher version, so that a repeat does nothing.',
          on: 2,
        },
      },
      {
        title: 'Fill',
        what: 'Users who have no own row yet are copied in portions, until the replica shows nothing new.',
        arrows: [newDecides, newAnswers, toMonolith, intoOld, arrow('replica', 'users-db', 'follows')],
        back: 'seconds, once nothing waits to be sent',
        failure: {
          happens: 'A user is deleted here, and the copy job finds it in the replica.',
          harm: 'The deleted user is back.',
          guard: 'A deleted user keeps a row that says so, until the replica is gone.',
          on: 4,
        },
      },
      {
        title: 'Detach',
        what: 'Own rows only. The replica goes, and later the write-back.',
        arrows: [newDecides, newAnswers],
        back: 'a restore, or a copy in the other direction',
        failure: {
          happens: 'The support desk still changes users in the monolith.',
          harm: 'Its changes are answered with success and seen by nobody.',
          guard: 'Refuse writes to the old table first, for a month; then take it away.',
          on: 0,
        },
      },
    ],
  },
  'dual-write': {
    title: 'Dual write',
    phases: [
      {
        title: 'Write both',
        what: 'The monolith decides and hands its row to users, under a note that outlives a crash.',
        arrows: [oldDecides, oldAnswers, toUsers, intoNew],
        back: 'stop the second write',
        failure: {
          happens: 'Both are written at once, and two writers meet.',
          harm: 'The copies differ, with equal versions, and all were answered 200.',
          guard: 'One decides and counts; the other one stores only what is newer.',
          on: 2,
        },
      },
      {
        title: 'Reconcile',
        what: 'The rows from before, and whatever went missing, are found by checksums and repaired.',
        arrows: [oldDecides, oldAnswers, toUsers, arrow('shop-db', 'users-db', 'follows')],
        back: 'empty the copy',
        failure: {
          happens: 'A row is written between the reconciler’s two reads.',
          harm: 'It repairs the newer row with the older one.',
          guard: 'Look again, leave alone what has a note, replace only what was seen.',
          on: 3,
        },
      },
      {
        title: 'Compare',
        what: 'Each read is answered by the monolith and compared with users, behind the answer.',
        arrows: [oldDecides, oldAnswers, toUsers, intoNew, newAnswers],
        back: 'switch it off',
        failure: {
          happens: 'The answer waits for the comparison, and users is slow.',
          harm: 'A service that nobody needs yet slows down everybody.',
          guard: 'Nobody waits for a shadow read, and its failure is no mismatch.',
          on: 4,
        },
      },
      {
        title: 'Swap',
        what: 'Users decides, the monolith follows, with the same notes and comparisons the other way round.',
        arrows: [newDecides, newAnswers, toMonolith, intoOld],
        back: 'at once, unless a repair waits',
        failure: {
          happens: 'One write still asks the old primary while another one asks the new one.',
          harm: 'Both count version 7, with different contents.',
          guard: 'The swap waits for those under way, and lets nobody in meanwhile.',
          on: 0,
        },
      },
      {
        title: 'Stop',
        what: 'No more writes to the old copy. Its table goes, and the notes, the reconciler, the comparison.',
        arrows: [newDecides, newAnswers],
        back: 'a restore, or a copy in the other direction',
        failure: {
          happens: 'Nobody dares, and both writes go on for two years.',
          harm: 'Each new column is added twice, in the right order, for a way back that is too old to be taken.',
          guard: 'A date, set before the first phase: one month’s end after the swap.',
          on: 0,
        },
      },
    ],
  },
};

export interface Model {
  strategy: Strategy;
  /** Place of the phase in its list. */
  at: number;
  /** Whether the failure of this phase is shown. */
  failing: boolean;
}

export const initial: Model = { strategy: 'events', at: 0, failing: false };

export function phaseOf({ strategy, at }: Model): Phase {
  const phase = strategies[strategy].phases[at];
  if (!phase) throw new Error(`${strategy} has no phase ${at}.`);
  return phase;
}

/** Goes on or back by so many phases, and stays within the strategy. */
export function move(model: Model, by: number): Model {
  const last = strategies[model.strategy].phases.length - 1;
  return { ...model, at: Math.min(last, Math.max(0, model.at + by)), failing: false };
}

export function choose(strategy: Strategy): Model {
  return { ...initial, strategy };
}

export function toggleFailure(model: Model): Model {
  return { ...model, failing: !model.failing };
}
