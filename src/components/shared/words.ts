/** The words of the figure on the shared database, for its markup and for its script. */
import type { Kind, Outcome } from './model.ts';

interface Change {
  /** What the common database guaranteed. */
  readonly before: string;
  /** How a first attempt goes about it. */
  readonly naive: string;
  /** What to do instead. */
  readonly instead: string;
  /** What is promised afterwards, by its name where it has one. */
  readonly after: string;
}

const changes: Readonly<Record<Kind, Change>> = {
  list: {
    before: 'one snapshot: all rows as of one moment',
    naive: 'a call for each row',
    instead: 'composition: collect the ids, ask each service once, put together by id',
    after: 'no common snapshot: each part is as of its own moment, and may be missing',
  },
  checkout: {
    before: 'atomicity and isolation: all of it or nothing, and nobody sees half of it',
    naive: 'the same steps as calls; a crash in between leaves half of them done',
    instead: 'a saga: each step commits by itself, and has another that takes it back',
    after: 'atomic in the end (eventual consistency), not isolated: others see PENDING',
  },
  delete: {
    before: 'referential integrity: no order without its user',
    naive: 'ask the others first; an order may be placed between answer and deletion',
    instead: 'mark the user as deleted, tell the others by an event, and let readers cope with who is gone',
    after: 'references may dangle, for a while or for ever',
  },
  search: {
    before: 'filter, sort and limit over both tables, in one snapshot',
    naive: '4 000 ids in portions, put into an IN list of orders',
    instead: 'orders keeps a copy of the names that it searches by, fed by events',
    after: 'eventual consistency: a new name is found some seconds later',
  },
  report: {
    before: 'one snapshot; a sum that agrees with the rows',
    naive: 'a month of rows over the network, 1 000 a call, summed up in code',
    instead: 'a database for reports, fed by the services',
    after: 'as of its last feed, and it says when that was',
  },
};

/** What the rows of the figure's table say. */
export type Row = 'before' | 'naive' | 'instead' | 'after' | 'gone';

export function rows({ statement, gone, naive, instead, naiveMs, insteadMs }: Outcome): Record<Row, string> {
  const change = changes[statement.kind];
  if (gone.length === 0) {
    return {
      gone: 'none: one database answers it all',
      before: change.before,
      naive: 'no calls; the statement stays as it is',
      instead: 'nothing',
      after: 'what it was',
    };
  }
  const waiting = insteadMs === 0 ? 'nobody waits for one' : `about ${duration(insteadMs)}`;
  return {
    gone: gone.join(', '),
    before: change.before,
    naive: `${change.naive}: ${counted(naive)}, ${duration(naiveMs)} one after the other`,
    instead: `${change.instead}: ${counted(instead)}, ${waiting}`,
    after: change.after,
  };
}

function counted(calls: number): string {
  if (calls === 0) return 'no calls';
  return calls === 1 ? '1 call' : `${calls}\u00A0calls`;
}

/** Milliseconds as one says them: `12 ms`, `0.4 s`. */
export function duration(ms: number): string {
  return ms < 100 ? `${ms}\u00A0ms` : `${Number((ms / 1_000).toFixed(1))}\u00A0s`;
}

/** All of it, for somebody who does not see the table. */
export function summary(outcome: Outcome): string {
  const { gone, instead, after } = rows(outcome);
  return `${outcome.statement.label}. Elsewhere: ${gone}. Instead: ${instead}. Then: ${after}.`;
}
