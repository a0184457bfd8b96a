/**
 * Two writers and two copies of one row, as a pure function of what the reader did. What each copy holds follows from
 * the entries and is stored nowhere.
 */

export type Writer = 'A' | 'B';
export type Side = 'monolith' | 'users';
/**
 * `at-once`: both copies are sent the change, each counts its own versions, and what arrives last stays. `ordered`: the
 * monolith decides and counts, and the users service stores what it is given only if that is newer.
 */
export type Rule = 'at-once' | 'ordered';

export interface Row {
  /** Who wrote the phone number that is in it; null for the one from before. */
  by: Writer | null;
  version: number;
}

/** One thing that happened to a copy, and the row that it holds since. */
export type Entry =
  | { kind: 'stored' | 'ignored' | 'lost'; writer: Writer; side: Side; row: Row }
  | { kind: 'repaired' | 'agreed' | 'left'; side: 'users'; row: Row };

export interface Model {
  rule: Rule;
  entries: readonly Entry[];
}

export const before: Row = { by: null, version: 1 };
export const initial: Model = { rule: 'at-once', entries: [] };

/** What a copy holds. */
export function row(model: Model, side: Side): Row {
  return model.entries.findLast((entry) => entry.side === side)?.row ?? before;
}

/** What became of a writer's write to a side, if it has come to anything. */
export function outcome(model: Model, writer: Writer, side: Side): Entry | undefined {
  return model.entries.find((entry) => 'writer' in entry && entry.writer === writer && entry.side === side);
}

/** Whether this write can be the next thing that happens. */
export function possible(model: Model, writer: Writer, side: Side): boolean {
  if (outcome(model, writer, side)) return false;
  return model.rule === 'at-once' || side === 'monolith' || outcome(model, writer, 'monolith') !== undefined;
}

/** A write reaches a copy, or is lost on the way to it. */
export function write(model: Model, writer: Writer, side: Side, arrives = true): Model {
  if (!possible(model, writer, side)) return model;
  const now = row(model, side);
  const own: Row = { by: writer, version: now.version + 1 };
  // By the rule, what goes to users is the row that the monolith has made of the change.
  const sent = model.rule === 'ordered' ? (outcome(model, writer, 'monolith')?.row ?? own) : own;
  const entry = ((): Entry => {
    if (!arrives) return { kind: 'lost', writer, side, row: now };
    const newer = model.rule === 'at-once' || sent.version > now.version;
    return { kind: newer ? 'stored' : 'ignored', writer, side, row: newer ? sent : now };
  })();
  return { ...model, entries: [...model.entries, entry] };
}

/** Whether the copies hold different rows. */
export function differ(model: Model): boolean {
  const [one, other] = [row(model, 'monolith'), row(model, 'users')];
  return one.by !== other.by || one.version !== other.version;
}

/** Writers who have written to one side and not yet to the other. */
export function underWay(model: Model): Writer[] {
  return (['A', 'B'] as const).filter(
    (writer) => !!outcome(model, writer, 'monolith') !== !!outcome(model, writer, 'users'),
  );
}

/** The reconciler looks at the row: it repairs what differs, unless a write is under way. */
export function reconcile(model: Model): Model {
  const seen = row(model, 'users');
  // Without notes, the reconciler of the first rule cannot know what is under way.
  const waits = model.rule === 'ordered' && underWay(model).length > 0;
  const kind = !differ(model) ? 'agreed' : waits ? 'left' : 'repaired';
  const entry: Entry = { kind, side: 'users', row: kind === 'repaired' ? row(model, 'monolith') : seen };
  return { ...model, entries: [...model.entries, entry] };
}

/** A step as the text names it: A1 is A’s write to the monolith, A2 its write to users, A2× the same, lost. */
export type Step = `${Writer}${'1' | '2'}` | `${Writer}2×`;

/** All orders in which each writer writes to the monolith first. */
export const orders: readonly (readonly Step[])[] = [
  ['A1', 'A2', 'B1', 'B2'],
  ['A1', 'B1', 'A2', 'B2'],
  ['A1', 'B1', 'B2', 'A2'],
  ['B1', 'A1', 'A2', 'B2'],
  ['B1', 'A1', 'B2', 'A2'],
  ['B1', 'B2', 'A1', 'A2'],
];

export function play(rule: Rule, steps: readonly Step[]): Model {
  return steps.reduce<Model>(
    (model, step) =>
      write(
        model,
        step.startsWith('A') ? 'A' : 'B',
        step.includes('1') ? 'monolith' : 'users',
        !step.endsWith('×'),
      ),
    { rule, entries: [] },
  );
}
