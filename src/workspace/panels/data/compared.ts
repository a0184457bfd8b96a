/** Two copies of the same data laid side by side: which rows belong together, and where they differ. */
import type { LabManifest } from '../../../../labs/kit/manifest.ts';

export type Comparison = LabManifest['comparisons'][number];

/** A row as its service tells it. */
export type Row = Readonly<Record<string, unknown>>;

/** What one side said when it was asked: its rows, or why there are none to see, in words. */
export type Said = { readonly rows: readonly Row[] } | { readonly problem: string };

export type RowState = 'same' | 'differs' | 'only-first' | 'only-second';

export interface ComparedRow {
  readonly key: string;
  readonly state: RowState;
  readonly first: Row | null;
  readonly second: Row | null;
  /** Fields in which the two differ; none for a row that only one side has. */
  readonly fields: ReadonlySet<string>;
}

export interface Compared {
  /** Fields without the key, in the order in which they first appear. */
  readonly fields: readonly string[];
  /** By key, numbers within keys in their order. */
  readonly rows: readonly ComparedRow[];
  /** Rows that are not the same on both sides. */
  readonly differing: number;
}

/**
 * The rows of an answer's body.
 * @returns a problem in words when it is no list of objects that each have the key.
 */
export function copyOf(
  { key }: Pick<Comparison, 'key'>,
  label: string,
  answer: { readonly status: number; readonly body: string; readonly truncated: boolean },
): Said {
  if (answer.status !== 200) return { problem: `${label} answered ${answer.status}.` };
  if (answer.truncated) return { problem: `${label} has more rows than can be shown here.` };
  const rows = parsed(answer.body);
  if (!Array.isArray(rows)) return { problem: `${label} did not answer with a list of rows.` };
  const misfit = rows.findIndex((row) => !isRow(row) || row[key] === undefined || row[key] === null);
  if (misfit >= 0) return { problem: `Row ${misfit + 1} of ${label} has no "${key}".` };
  return { rows: rows.filter(isRow) };
}

/** The rows of two copies, joined by their key. */
export function compared(
  { key, ignore }: Pick<Comparison, 'key' | 'ignore'>,
  first: readonly Row[],
  second: readonly Row[],
): Compared {
  const [before, after] = [byKey(key, first), byKey(key, second)];
  const fields = new Set<string>();
  for (const row of [...first, ...second]) for (const field of Object.keys(row)) fields.add(field);
  fields.delete(key);
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  const rows = keys
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((id): ComparedRow => {
      const [one, other] = [before.get(id) ?? null, after.get(id) ?? null];
      if (!one || !other)
        return {
          key: id,
          state: one ? 'only-first' : 'only-second',
          first: one,
          second: other,
          fields: new Set(),
        };
      const differ = [...fields].filter(
        (field) => !ignore.includes(field) && JSON.stringify(one[field]) !== JSON.stringify(other[field]),
      );
      return {
        key: id,
        state: differ.length > 0 ? 'differs' : 'same',
        first: one,
        second: other,
        fields: new Set(differ),
      };
    });
  return {
    fields: [...fields],
    rows,
    differing: rows.filter(({ state }) => state !== 'same').length,
  };
}

/** A value as a cell shows it: text as it is, all else as JSON, and nothing for what is not there. */
export function valueText(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `All 12 rows are the same.` */
export function comparedWords({ rows, differing }: Compared): string {
  if (rows.length === 0) return 'Both are empty.';
  const all = rows.length === 1 ? 'The one row is' : `All ${rows.length} rows are`;
  if (differing === 0) return `${all} the same.`;
  return `${differing} of ${rows.length} ${rows.length === 1 ? 'row differs' : 'rows differ'}.`;
}

function byKey(key: string, rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [valueText(row[key]), row]));
}

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
