/** The table: a row for each measure of each subject, the offline engine beside real Node. */
import type { Measures, SteadyRun } from './measures.ts';

export interface Measured {
  readonly name: string;
  readonly offline: Measures;
  readonly node: Measures;
}

interface Row {
  readonly work: string;
  readonly of: string;
  readonly 'offline engine': string;
  readonly 'real Node': string;
  readonly ratio: string;
}

const titles: Readonly<Record<keyof Measures, string>> = {
  openCold: 'open, cold, with the engine (ms)',
  openWarm: 'open, warm (ms)',
  openPrewarmed: 'open, prewarmed (ms)',
  save: 'save to ready (ms)',
  check: 'check run, beside `vitest run` (ms)',
  rate: 'requests per second',
  rateWithSidecar: 'requests per second, sidecar on every hop',
  memory: 'memory (MB)',
};

const sorted = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);
const median = (values: readonly number[]): number =>
  sorted(values)[Math.floor(values.length / 2)] ?? Number.NaN;
const plain = (value: number): string => value.toFixed(value < 10 ? 1 : 0);

/** The median, and the least and the most. */
function shown(values: readonly number[]): string {
  const all = sorted(values);
  const [least, most] = [all[0] ?? Number.NaN, all.at(-1) ?? Number.NaN];
  return `${plain(median(values))} (${plain(least)} to ${plain(most)})`;
}

function row(work: string, of: string, offline: readonly number[], node: readonly number[]): Row {
  return {
    work,
    of,
    'offline engine': shown(offline),
    'real Node': shown(node),
    ratio: (median(offline) / median(node)).toFixed(2),
  };
}

/** By measure, and within it by subject, so that growth is read from top to bottom. */
export function rowsOf(all: readonly Measured[]): Row[] {
  // The keys of a literal of that type.
  return (Object.keys(titles) as (keyof Measures)[]).flatMap((key) =>
    all.flatMap(({ name, offline, node }) =>
      offline[key].length === 0 ? [] : [row(titles[key], name, offline[key], node[key])],
    ),
  );
}

export function steadyRows(name: string, { rps, seconds, offline, node }: SteadyRun): Row[] {
  const load = `${rps} a second for ${seconds} s, sidecar`;
  const counts = ({ sent, errors, shed }: SteadyRun['node']): string => `${sent}, ${errors}, ${shed}`;
  return [
    {
      work: `${load}: sent, errors, not sent`,
      of: name,
      'offline engine': counts(offline),
      'real Node': counts(node),
      ratio: '',
    },
    row(`${load}: latency, median of each window (ms)`, name, offline.p50, node.p50),
    row(`${load}: latency, p99 of each window (ms)`, name, offline.p99, node.p99),
    {
      work: `${load}: the page's longest task (ms)`,
      of: name,
      'offline engine': offline.longestTask === 0 ? 'under 50' : plain(offline.longestTask),
      'real Node': '',
      ratio: '',
    },
  ];
}
