/** `console.table`: values as a box of lines. */
import { inspect } from 'node-inspect-extracted';

const show = (value: unknown): string =>
  inspect(value, { depth: -1, maxArrayLength: 3, breakLength: Infinity });

/** The table as text, or the value as text where it has no rows. */
export function table(value: unknown, columns?: readonly string[]): string {
  if (typeof value !== 'object' || value === null) return inspect(value);
  const rows = Object.entries(value);
  const keys = new Set<string>(columns);
  if (!columns) {
    for (const [, row] of rows) if (isRecord(row)) for (const key of Object.keys(row)) keys.add(key);
  }
  const plain = rows.some(([, row]) => !isRecord(row));
  const head = ['(index)', ...keys, ...(plain ? ['Values'] : [])];
  const body = rows.map(([index, row]) => [
    index,
    ...[...keys].map((key) => (isRecord(row) && key in row ? show(row[key]) : '')),
    ...(plain ? [isRecord(row) ? '' : show(row)] : []),
  ]);
  const widths = head.map(
    (title, at) => Math.max(title.length, ...body.map((row) => row[at]?.length ?? 0)) + 2,
  );
  const rule = (left: string, middle: string, right: string): string =>
    left + widths.map((width) => '─'.repeat(width)).join(middle) + right;
  const line = (cells: string[]): string =>
    `│${cells.map((cell, at) => ` ${cell}`.padEnd(widths[at] ?? 0)).join('│')}│`;
  return [rule('┌', '┬', '┐'), line(head), rule('├', '┼', '┤'), ...body.map(line), rule('└', '┴', '┘')].join(
    '\n',
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
