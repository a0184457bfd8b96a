/** The words of the rollout figure. */
import {
  guard,
  judge,
  monolithP95,
  seen,
  sides,
  users,
  type Condition,
  type Entry,
  type Judgement,
  type Model,
} from './model.ts';

export const conditionNames: Record<Condition, string> = {
  healthy: 'healthy',
  flaky: 'failing, 2 % are 5xx',
  failing: 'failing, 10 % are 5xx',
  slow: 'three times as slow',
};

const judgements: Record<Judgement, string> = {
  idle: 'has nothing to look at',
  'too-few': `has fewer than ${guard.minRequests} requests and says nothing`,
  fine: 'is content',
  errors: `sees ${guard.errorShare * 100} % of 5xx or more and pulls back`,
  slow: `sees a p95 above ${guard.slowFactor} × ${monolithP95} ms and pulls back`,
};

/** `1 min 20 s` since the beginning. */
export function clock(second: number): string {
  const minutes = Math.floor(second / 60);
  const rest = second % 60;
  return minutes === 0 ? `${rest} s` : rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

export function share(value: number): string {
  return `${Number((value * 100).toFixed(1))} %`;
}

export function describe({ kind, percent, condition }: Entry): string {
  if (kind === 'guard')
    return `The guard pulled the rollout back to 0 %: the service was ${conditionNames[condition]}`;
  if (kind === 'condition') return `From here on the service is ${conditionNames[condition]}`;
  return `Set to ${percent} %`;
}

/** The readings of the figure by the names of their places. `changed` is how many users changed sides unasked. */
export function readings(model: Model, changed: number): Record<string, string> {
  const { requests, errorShare, p95 } = seen(model);
  return {
    percent: `${model.percent} %`,
    users: `${sides(model).filter(Boolean).length} of ${users.length}`,
    changed: String(changed),
    requests: String(requests),
    errors: requests === 0 ? '–' : share(errorShare),
    p95: p95 === null ? '–' : `${p95} ms`,
    guard: judgements[judge(model)],
    now: clock(model.second),
  };
}

/** What is announced: what is new, then where things stand. */
export function announce(before: Model, after: Model, changed: number): string {
  const news = after.entries.slice(before.entries.length).map(describe);
  const now = readings(after, changed);
  const unasked = changed === 0 ? [] : [`${changed} users changed sides unasked`];
  return [
    ...news,
    `${now['percent']}, ${now['users']} users on the new service`,
    ...unasked,
    `The guard ${now['guard']}`,
  ]
    .join('. ')
    .concat('.');
}
