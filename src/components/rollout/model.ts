/** A rollout to play with: users, a window of a minute, and the guard that watches it. Pure; time is in steps of 10 s. */
import { bucket, isOn } from './bucket.ts';

export const stages = [0, 1, 5, 25, 50, 100] as const;
export const flagKey = 'users-service';
export const users: readonly string[] = Array.from({ length: 200 }, (_, at) => `u${at + 1}`);

export const stepSeconds = 10;
/** The guard's rule. */
export const guard = { windowSeconds: 60, minRequests: 50, errorShare: 0.05, slowFactor: 2 } as const;

/** How the new service is doing: what share of its answers is a 5xx, and how long they take. */
export const conditions = {
  healthy: { errors: 0, p95: 42 },
  flaky: { errors: 0.02, p95: 42 },
  failing: { errors: 0.1, p95: 42 },
  slow: { errors: 0, p95: 130 },
} as const;
export type Condition = keyof typeof conditions;
/** The 95th percentile of the monolith, in ms. */
export const monolithP95 = 45;

/** How a side is chosen: by a bucket of the user, or by tossing a coin for each request. */
export type Rule = 'bucket' | 'coin';

interface Step {
  /** To the new service. */
  requests: number;
  errors: number;
  slow: number;
}

export interface Entry {
  second: number;
  kind: 'percent' | 'guard' | 'condition';
  /** The percentage from then on; for a change of condition, the one that it was. */
  percent: number;
  condition: Condition;
}

export interface Model {
  second: number;
  percent: number;
  rule: Rule;
  condition: Condition;
  /** Of all users together. */
  requestsPerSecond: number;
  /** The last minute, oldest first. */
  window: readonly Step[];
  entries: readonly Entry[];
}

export const initial: Model = {
  second: 0,
  percent: 0,
  rule: 'bucket',
  condition: 'healthy',
  requestsPerSecond: 20,
  window: [],
  entries: [],
};

/** Who is on the new side now, by the order of the users. A coin is tossed anew every ten seconds. */
export function sides({ rule, percent, second }: Pick<Model, 'rule' | 'percent' | 'second'>): boolean[] {
  return users.map((id) =>
    rule === 'bucket' ? isOn(flagKey, id, percent) : bucket(String(second), id) < percent * 100,
  );
}

export interface Seen {
  requests: number;
  /** Of the requests, from 0 to 1; 0 without any. */
  errorShare: number;
  /** In ms; null without requests. */
  p95: number | null;
}

/** What the guard sees of the new service: the last minute. */
export function seen({ window }: Pick<Model, 'window'>): Seen {
  const sum = (field: keyof Step): number => window.reduce((total, step) => total + step[field], 0);
  const requests = sum('requests');
  if (requests === 0) return { requests, errorShare: 0, p95: null };
  // More than one request in twenty is slow: then so is the 95th percentile.
  const slow = sum('slow') / requests > 0.05;
  return {
    requests,
    errorShare: sum('errors') / requests,
    p95: slow ? conditions.slow.p95 : conditions.healthy.p95,
  };
}

export type Judgement = 'idle' | 'too-few' | 'fine' | 'errors' | 'slow';

/** What the guard makes of it. `errors` and `slow` pull the rollout back. */
export function judge(model: Pick<Model, 'window'>): Judgement {
  const { requests, errorShare, p95 } = seen(model);
  if (requests === 0) return 'idle';
  if (requests < guard.minRequests) return 'too-few';
  if (errorShare >= guard.errorShare) return 'errors';
  return p95 !== null && p95 > guard.slowFactor * monolithP95 ? 'slow' : 'fine';
}

function note(model: Model, kind: Entry['kind']): Model {
  const { second, percent, condition } = model;
  return { ...model, entries: [...model.entries, { second, kind, percent, condition }] };
}

export function setPercent(model: Model, percent: number): Model {
  return percent === model.percent ? model : note({ ...model, percent }, 'percent');
}

export function setCondition(model: Model, condition: Condition): Model {
  return condition === model.condition ? model : note({ ...model, condition }, 'condition');
}

/** Ten seconds of traffic; at their end the guard looks. */
function tick(model: Model): Model {
  const { errors, p95 } = conditions[model.condition];
  const requests = Math.round(model.requestsPerSecond * stepSeconds * (model.percent / 100));
  const added = { requests, errors: Math.round(requests * errors), slow: p95 > monolithP95 ? requests : 0 };
  const window = [...model.window, added].slice(-guard.windowSeconds / stepSeconds);
  const next = { ...model, second: model.second + stepSeconds, window };
  const judgement = judge(next);
  if (next.percent === 0 || (judgement !== 'errors' && judgement !== 'slow')) return next;
  // The minute that tripped the guard has been judged: a new attempt begins with an empty one.
  return note({ ...next, percent: 0, window: [] }, 'guard');
}

/** Lets time pass, in whole steps. */
export function advance(model: Model, seconds: number): Model {
  let next = model;
  for (let passed = 0; passed < seconds; passed += stepSeconds) next = tick(next);
  return next;
}

/** How many users are on another side than before although nobody changed the percentage. */
export function moved(before: Model, after: Model): number {
  if (before.percent !== after.percent || before.rule !== after.rule) return 0;
  const now = sides(after);
  return sides(before).filter((side, at) => side !== now[at]).length;
}
