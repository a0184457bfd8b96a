/** Answers as the query of an address, and back. A query comes from anywhere: what makes no sense is passed over. */
import { defaults, ranges, type Answers } from './model.ts';

const names = Object.keys(defaults) as (keyof Answers)[];

export function toQuery(answers: Answers): string {
  const entries = names.map((name) => [name, String(Number(answers[name]))]);
  return new URLSearchParams(entries).toString();
}

/** Answers of a query; null where it holds none. What it lacks, or says out of range, is as in the defaults. */
export function fromQuery(query: string): Answers | null {
  const params = new URLSearchParams(query);
  const entries = names.flatMap((name): [string, number | boolean][] => {
    const text = params.get(name);
    if (text === null || !/^\d{1,7}$/.test(text)) return [];
    const value = Number(text);
    if (!(name in ranges)) return value > 1 ? [] : [[name, value === 1]];
    // The name was found among the ranges.
    const [low, high] = ranges[name as keyof typeof ranges];
    return value < low || value > high ? [] : [[name, value]];
  });
  // Each entry has the name and the type of one of the answers.
  return entries.length === 0 ? null : { ...defaults, ...(Object.fromEntries(entries) as Partial<Answers>) };
}
