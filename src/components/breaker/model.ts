/**
 * The circuit breaker of the lesson's figure, as a pure function of what the reader did: nothing in here looks at a
 * clock or at the page. Times are milliseconds since the figure began.
 */

export type BreakerState = 'closed' | 'open' | 'half-open';
/** What the dependency does with a call that reaches it. */
export type Outcome = 'succeed' | 'fail' | 'hang';

export interface Settings {
  /** So many failures within the window open the breaker. */
  failureThreshold: number;
  /** A failure counts while it is younger than this. */
  windowMs: number;
  /** How long the breaker rejects everything before it lets a probe through. */
  openMs: number;
  /** A call without an answer is given up, and counts as a failure, after this. */
  timeoutMs: number;
}

export const settings: Settings = { failureThreshold: 5, windowMs: 10_000, openMs: 30_000, timeoutMs: 1_000 };

interface InFlight {
  call: number;
  deadline: number;
  /** The generation it was let through in. */
  generation: number;
}

export type EntryKind =
  | 'succeeded'
  | 'failed'
  | 'waiting'
  | 'timed-out'
  | 'late'
  | 'rejected'
  | 'opened'
  | 'half-opened'
  | 'closed';

/** One thing that happened. */
export interface Entry {
  at: number;
  kind: EntryKind;
  /** Number of the call, counted from one; null for a change of state. */
  call: number | null;
  /** Failures within the window right after it. */
  failures: number;
  state: BreakerState;
}

export interface Model {
  now: number;
  state: BreakerState;
  /** Grows by one with every change of state; a result from an earlier generation is late and changes nothing. */
  generation: number;
  /** When each failure was counted since the breaker last closed, oldest first, including those that grew too old. */
  failedAt: readonly number[];
  /** When the breaker last opened; null while it is closed. */
  openedAt: number | null;
  inFlight: readonly InFlight[];
  calls: number;
  /** How many of them reached the dependency. */
  reached: number;
  entries: readonly Entry[];
}

export const initial: Model = {
  now: 0,
  state: 'closed',
  generation: 0,
  failedAt: [],
  openedAt: null,
  inFlight: [],
  calls: 0,
  reached: 0,
  entries: [],
};

/** The failures that count now: those younger than the window. */
export function failuresInWindow(model: Model): number {
  return model.failedAt.filter((at) => model.now - at < settings.windowMs).length;
}

/** Milliseconds until the next probe may go; 0 unless the breaker is open. */
export function retryAfter(model: Model): number {
  if (model.state !== 'open' || model.openedAt === null) return 0;
  return model.openedAt + settings.openMs - model.now;
}

/** Whether the one permit of the half-open state is still to be had. */
export function permitFree(model: Model): boolean {
  return model.state === 'half-open' && !model.inFlight.some((each) => each.generation === model.generation);
}

function note(model: Model, kind: EntryKind, call: number | null): Model {
  const entry = { at: model.now, kind, call, failures: failuresInWindow(model), state: model.state };
  return { ...model, entries: [...model.entries, entry] };
}

function open(model: Model): Model {
  const next: Model = { ...model, state: 'open', openedAt: model.now, generation: model.generation + 1 };
  return note(next, 'opened', null);
}

function halfOpen(model: Model): Model {
  return note({ ...model, state: 'half-open', generation: model.generation + 1 }, 'half-opened', null);
}

function close(model: Model): Model {
  const next: Model = {
    ...model,
    state: 'closed',
    openedAt: null,
    failedAt: [],
    generation: model.generation + 1,
  };
  return note(next, 'closed', null);
}

type Result = 'succeeded' | 'failed' | 'timed-out';

/** A call ends. */
function settle(model: Model, flight: InFlight, result: Result): Model {
  const left = { ...model, inFlight: model.inFlight.filter((each) => each !== flight) };
  if (flight.generation !== left.generation) return note(left, 'late', flight.call);
  if (result === 'succeeded') {
    const told = note(left, result, flight.call);
    return told.state === 'half-open' ? close(told) : told;
  }
  const counted = note({ ...left, failedAt: [...left.failedAt, left.now] }, result, flight.call);
  const full = failuresInWindow(counted) >= settings.failureThreshold;
  return counted.state === 'half-open' || full ? open(counted) : counted;
}

/** A call begins: it is let through, or rejected on the spot. */
function admit(model: Model): { model: Model; flight: InFlight | null } {
  const call = model.calls + 1;
  const counted = { ...model, calls: call };
  if (model.state === 'open' || (model.state === 'half-open' && !permitFree(model))) {
    return { model: note(counted, 'rejected', call), flight: null };
  }
  const flight = { call, deadline: model.now + settings.timeoutMs, generation: model.generation };
  const inFlight = [...model.inFlight, flight];
  return { model: { ...counted, reached: model.reached + 1, inFlight }, flight };
}

/** Sends calls at one moment: all of them begin before the first of them ends. */
export function send(model: Model, outcomes: readonly Outcome[]): Model {
  let next = model;
  const through: { flight: InFlight; outcome: Outcome }[] = [];
  for (const outcome of outcomes) {
    const admitted = admit(next);
    next = admitted.model;
    if (admitted.flight) through.push({ flight: admitted.flight, outcome });
  }
  for (const { flight, outcome } of through) {
    if (outcome === 'hang') next = note(next, 'waiting', flight.call);
    else next = settle(next, flight, outcome === 'succeed' ? 'succeeded' : 'failed');
  }
  return next;
}

/** Lets time pass. What falls due on the way happens at its own moment and in order. */
export function advance(model: Model, ms: number): Model {
  const target = model.now + ms;
  let next = model;
  for (;;) {
    const flight = next.inFlight.toSorted((a, b) => a.deadline - b.deadline)[0];
    const probeAt = next.state === 'open' ? next.now + retryAfter(next) : Infinity;
    const due = Math.min(flight?.deadline ?? Infinity, probeAt);
    if (due > target) return { ...next, now: target };
    next = { ...next, now: due };
    next = flight && flight.deadline === due ? settle(next, flight, 'timed-out') : halfOpen(next);
  }
}

/** Failures at the given moments, from the beginning: how the lesson's two examples are replayed. */
export function replay(momentsMs: readonly number[]): Model {
  return momentsMs.reduce((model, at) => send(advance(model, at - model.now), ['fail']), initial);
}
