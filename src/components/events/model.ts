/** A topic to play with: partitions, one group of consumers, commits, kills and an inbox. Pure. */
import { hash } from '../rollout/bucket.ts';

export const maxPartitions = 6;
export const instances = ['payments-1', 'payments-2', 'payments-3', 'payments-4'] as const;
export const orders = ['o1', 'o2', 'o3', 'o4', 'o5', 'o6'] as const;

/** One event of an order. `step` counts the events of that order from 1. */
export interface LogRecord {
  key: string;
  step: number;
}

/** When the group writes down how far it has come: after the work, or before it. */
export type CommitTime = 'after' | 'before';

export type Entry =
  | { kind: 'sent'; count: number }
  | { kind: 'handled'; consumer: string; record: LogRecord; as: 'first' | 'again' | 'recognised' | 'late' }
  | { kind: 'killed'; consumer: string; record: LogRecord | null; commit: CommitTime }
  | { kind: 'started'; consumer: string; idle: boolean }
  | { kind: 'partition'; count: number; moved: number }
  | { kind: 'settings'; commit: CommitTime; inbox: boolean };

export interface Model {
  /** The records of each partition, by offset. */
  partitions: readonly (readonly LogRecord[])[];
  /** The offset at which the group goes on, for each partition. */
  committed: readonly number[];
  /** Members of the group, by name. */
  consumers: readonly string[];
  /** How often the work of a record was done, by the record's id. */
  effects: ReadonlyMap<string, number>;
  /** Ids of records whose work was done, where an inbox was kept. */
  inbox: ReadonlySet<string>;
  commit: CommitTime;
  keepsInbox: boolean;
  /** Deliveries that the inbox recognised. */
  recognised: number;
  /** Records that were handled after a later one of the same order. */
  overtaken: number;
  entries: readonly Entry[];
}

export const initial: Model = {
  partitions: [[], [], []],
  committed: [0, 0, 0],
  consumers: ['payments-1', 'payments-2'],
  effects: new Map(),
  inbox: new Set(),
  commit: 'after',
  keepsInbox: false,
  recognised: 0,
  overtaken: 0,
  entries: [],
};

export function idOf({ key, step }: LogRecord): string {
  return `${key}.${step}`;
}

/** The partition of a key: the same one for as long as their number stays the same. */
export function partitionOf(key: string, count: number): number {
  return hash(key) % count;
}

/** Who reads a partition; null when the group is empty. One partition has one owner, an owner may have several. */
export function ownerOf(model: Pick<Model, 'consumers'>, partition: number): string | null {
  return model.consumers[partition % model.consumers.length] ?? null;
}

export function ownedBy(model: Pick<Model, 'consumers' | 'partitions'>, consumer: string): number[] {
  return [...model.partitions.keys()].filter((partition) => ownerOf(model, partition) === consumer);
}

/** Records that the group has not committed yet. */
export function lag({ partitions, committed }: Pick<Model, 'partitions' | 'committed'>, at?: number): number {
  const lags = partitions.map((records, index) => records.length - (committed[index] ?? 0));
  return at === undefined ? lags.reduce((sum, each) => sum + each, 0) : (lags[at] ?? 0);
}

export type RecordState = 'waiting' | 'unfinished' | 'done' | 'twice' | 'lost';

/** What became of a record. `unfinished`: its work was done, and nobody has committed that. */
export function stateOf(model: Model, at: number, offset: number): RecordState {
  const record = model.partitions[at]?.[offset];
  const times = record === undefined ? 0 : (model.effects.get(idOf(record)) ?? 0);
  if (times > 1) return 'twice';
  if (offset >= (model.committed[at] ?? 0)) return times === 1 ? 'unfinished' : 'waiting';
  return times === 1 ? 'done' : 'lost';
}

export interface Damage {
  /** Records whose work was done more than once. */
  twice: number;
  /** Records that are committed although nobody did their work. */
  lost: number;
}

export function damage({ partitions, committed, effects }: Model): Damage {
  const passed = partitions.flatMap((records, at) => records.slice(0, committed[at]));
  return {
    twice: [...effects.values()].filter((times) => times > 1).length,
    lost: passed.filter((record) => !effects.has(idOf(record))).length,
  };
}

function note(model: Model, entry: Entry): Model {
  return { ...model, entries: [...model.entries, entry] };
}

/** Each order's next event, to the partition of its key. */
export function send(model: Model): Model {
  const partitions = model.partitions.map((records) => [...records]);
  const all = model.partitions.flat();
  for (const key of orders) {
    const step = all.filter((record) => record.key === key).length + 1;
    partitions[partitionOf(key, partitions.length)]?.push({ key, step });
  }
  return note({ ...model, partitions }, { kind: 'sent', count: orders.length });
}

/** The next record of a consumer: from the partition of its own in which most are waiting. */
function nextOf(model: Model, consumer: string): { at: number; record: LogRecord } | null {
  const [at] = ownedBy(model, consumer).toSorted((a, b) => lag(model, b) - lag(model, a));
  const record = at === undefined ? undefined : model.partitions[at]?.[model.committed[at] ?? 0];
  return at === undefined || record === undefined ? null : { at, record };
}

function commit(model: Model, at: number): Model {
  return { ...model, committed: model.committed.map((offset, index) => offset + (index === at ? 1 : 0)) };
}

/** Does the work of a record, unless the inbox knows it, and says what it was. */
function work(
  model: Model,
  record: LogRecord,
): { model: Model; as: 'first' | 'again' | 'recognised' | 'late' } {
  const id = idOf(record);
  if (model.keepsInbox && model.inbox.has(id)) {
    return { model: { ...model, recognised: model.recognised + 1 }, as: 'recognised' };
  }
  const times = model.effects.get(id) ?? 0;
  const later = model.partitions.flat().some(({ key, step }) => {
    return key === record.key && step > record.step && model.effects.has(idOf({ key, step }));
  });
  const overtaken = times === 0 && later;
  const done: Model = {
    ...model,
    effects: new Map(model.effects).set(id, times + 1),
    inbox: model.keepsInbox ? new Set(model.inbox).add(id) : model.inbox,
    overtaken: model.overtaken + (overtaken ? 1 : 0),
  };
  return { model: done, as: times > 0 ? 'again' : overtaken ? 'late' : 'first' };
}

/** Each consumer handles one record, if one is waiting for it. */
export function handle(model: Model): Model {
  return model.consumers.reduce((before, consumer) => {
    const next = nextOf(before, consumer);
    if (next === null) return before;
    const { model: done, as } = work(before, next.record);
    return note(commit(done, next.at), { kind: 'handled', consumer, record: next.record, as });
  }, model);
}

/** Handles until nothing is waiting; a group without members leaves everything where it is. */
export function handleAll(model: Model): Model {
  let next = model;
  while (next.consumers.length > 0 && lag(next) > 0) next = handle(next);
  return next;
}

/**
 * Kills a consumer in the middle of its next record: between the work and the commit, in whichever order they stand.
 * Its partitions go to those who are left; they go on at the offset that was committed.
 */
export function kill(model: Model, consumer: string): Model {
  if (!model.consumers.includes(consumer)) return model;
  const next = nextOf(model, consumer);
  let torn = model;
  if (next !== null)
    torn = model.commit === 'after' ? work(model, next.record).model : commit(model, next.at);
  const consumers = torn.consumers.filter((each) => each !== consumer);
  const record = next?.record ?? null;
  return note({ ...torn, consumers }, { kind: 'killed', consumer, record, commit: model.commit });
}

/** An instance joins the group, and takes over its share of the partitions. */
export function start(model: Model, consumer: string): Model {
  if (model.consumers.includes(consumer)) return model;
  const started = { ...model, consumers: [...model.consumers, consumer].toSorted() };
  return note(started, { kind: 'started', consumer, idle: ownedBy(started, consumer).length === 0 });
}

/** One partition more, up to the limit: what is written stays where it is, what comes goes by the new number. */
export function addPartition(model: Model): Model {
  const before = model.partitions.length;
  if (before === maxPartitions) return model;
  const moved = orders.filter((key) => partitionOf(key, before) !== partitionOf(key, before + 1)).length;
  const grown = { ...model, partitions: [...model.partitions, []], committed: [...model.committed, 0] };
  return note(grown, { kind: 'partition', count: before + 1, moved });
}

export function configure(model: Model, settings: { commit: CommitTime; keepsInbox: boolean }): Model {
  if (settings.commit === model.commit && settings.keepsInbox === model.keepsInbox) return model;
  const { commit: time, keepsInbox: inbox } = settings;
  return note({ ...model, ...settings }, { kind: 'settings', commit: time, inbox });
}
