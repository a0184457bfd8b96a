/** A text of at most so many characters. What was cut is counted at its end: `/orders?q=aaa...[+812]`. */
export function clip(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}...[+${text.length - limit}]`;
}

/** A number with at most so many decimals, to keep lines short. */
export function round(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor;
}
