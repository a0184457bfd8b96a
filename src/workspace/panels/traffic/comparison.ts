/** Two runs side by side, in the words of a table. */
import { digits, milliseconds, nothing, percent, perSecond } from './format.ts';
import type { Summary } from './series.ts';

export interface ComparisonRow {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** With a sign, and in per cent where a proportion says more than the difference. */
  readonly difference: string;
}

/** A number with its sign; a true minus, as long as the plus. */
function signed(value: number, unit: string, text: (size: number) => string): string {
  const size = text(Math.abs(value));
  if (Number.parseFloat(size) === 0) return `±0 ${unit}`;
  return `${value < 0 ? '−' : '+'}${size} ${unit}`;
}

function difference(before: number | null, after: number | null, unit: string): string {
  if (before === null || after === null) return nothing;
  const change = signed(after - before, unit, digits);
  if (unit === 'points' || before === 0) return change;
  return `${change} (${signed(((after - before) / before) * 100, '%', (size) => size.toFixed(0))})`;
}

export function comparisonOf(before: Summary, after: Summary): ComparisonRow[] {
  const row = (
    name: string,
    key: keyof Summary,
    unit: string,
    text: (value: number | null) => string,
  ): ComparisonRow => ({
    name,
    before: text(before[key]),
    after: text(after[key]),
    difference: difference(before[key], after[key], unit),
  });
  return [
    row('rate, /s', 'rate', '/s', perSecond),
    row('p50, ms', 'p50', 'ms', milliseconds),
    row('p95, ms', 'p95', 'ms', milliseconds),
    row('p99, ms', 'p99', 'ms', milliseconds),
    row('errors', 'errors', 'points', percent),
  ];
}
