/** Keeps a number and its unit, and the groups of a long number, on one line: by no-break spaces. */
export function keepUnits(text: string): string {
  return text.replace(/(?<=\d) (?=(?:ms|s|min|KB|MB|%|\d{3})(?!\w))/g, '\u00A0');
}
