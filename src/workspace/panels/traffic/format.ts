/** Numbers as the plots and the waterfall write them: few digits, always with a unit somewhere near. */

/** The en dash stands for "nothing was measured". */
export const nothing = '–';

/** A number with about three digits. */
export function digits(value: number): string {
  const size = Math.abs(value);
  return value.toFixed(size >= 99.95 || value === 0 ? 0 : size >= 9.995 ? 1 : size >= 0.0995 ? 1 : 2);
}

/** Milliseconds, without the unit. */
export const milliseconds = (value: number | null): string => (value === null ? nothing : digits(value));

/** A duration with its unit: `3.4 ms`, `1.25 s`. */
export function duration(ms: number): string {
  return ms >= 1000 ? `${(ms / 1000).toFixed(ms >= 10_000 ? 1 : 2)} s` : `${digits(ms)} ms`;
}

/** Something a second. */
export const perSecond = (value: number | null): string => (value === null ? nothing : value.toFixed(1));

export const percent = (value: number | null): string =>
  value === null ? nothing : `${value > 0 && value < 10 ? value.toFixed(1) : value.toFixed(0)} %`;

/** Time of day, `14:03:22`. */
export function clockTime(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((each) => String(each).padStart(2, '0'))
    .join(':');
}

/** A link in words: `orders → payments`. */
export const linkName = (link: string): string => link.replace('->', ' → ');
