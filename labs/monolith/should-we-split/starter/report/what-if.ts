/** "And if CI took 8 minutes?": the same metrics with some of them replaced. */
import { Problem } from '#kit/problem.ts';

import type { Metrics } from '../decision/metrics.ts';

/**
 * @param query metrics by the names that evidence uses: `ciMinutes=8`, `images.queueTried=true`
 * @throws {Problem} 400 for a metric that there is not, or a value of another kind
 */
export function whatIf(metrics: Metrics, query: URLSearchParams): Metrics {
  const left = new Map(query);
  const replaced = <T extends object>(from: T, prefix: string): T => {
    const entries = Object.entries(from).map(([field, value]: [string, unknown]) => {
      const text = left.get(prefix + field);
      if (text === undefined || Array.isArray(value) || field === 'name') return [field, value];
      left.delete(prefix + field);
      return [field, parseLike(value, text, prefix + field)];
    });
    // The same fields, and each value parsed to the kind that it replaces.
    return Object.fromEntries(entries) as T;
  };
  const result = {
    ...replaced(metrics, ''),
    modules: metrics.modules.map((each) => replaced(each, `${each.name}.`)),
    services: metrics.services.map((each) => replaced(each, `${each.name}.`)),
  };
  const [unknown] = left.keys();
  if (unknown === undefined) return result;
  throw new Problem(400, 'No such metric', { detail: `There is no metric ${unknown}.` });
}

function parseLike(value: unknown, text: string, metric: string): number | boolean | string {
  if (typeof value === 'number') {
    const number = Number(text);
    if (text !== '' && Number.isFinite(number)) return number;
    throw new Problem(400, 'Not a number', { detail: `${metric} is a number, such as ${value}.` });
  }
  if (typeof value === 'boolean') {
    if (text === 'true' || text === 'false') return text === 'true';
    throw new Problem(400, 'Neither true nor false', { detail: `${metric} is true or false.` });
  }
  return text;
}
