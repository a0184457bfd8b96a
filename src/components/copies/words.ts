/** The words of the copies figure. */
import { differ, outcome, row, underWay, type Entry, type Model, type Row, type Rule } from './model.ts';

export const ruleNames: Record<Rule, string> = {
  'at-once': 'both at once, each copy counts',
  ordered: 'the monolith decides, versions order',
};

export function rowInWords({ by, version }: Row): string {
  return `${by === null ? 'the old number' : `${by}’s number`}, version ${version}`;
}

export function describe(entry: Entry): string {
  const held = rowInWords(entry.row);
  switch (entry.kind) {
    case 'stored':
      return `${entry.writer} is stored in ${entry.side}: ${held}`;
    case 'ignored':
      return `${entry.writer} arrives in ${entry.side} and is not newer: it stays at ${held}`;
    case 'lost':
      return `${entry.writer} is lost on its way to ${entry.side}, which stays at ${held}`;
    case 'repaired':
      return `The reconciler gives users what the monolith has: ${held}`;
    case 'agreed':
      return 'The reconciler finds no difference';
    case 'left':
      return 'The reconciler finds a difference, and a write is under way. It leaves the row alone';
  }
}

/** How the copies stand, in a sentence. */
export function verdict(model: Model): string {
  if (model.entries.length === 0) return 'Nothing has happened yet.';
  const [one, other] = [row(model, 'monolith'), row(model, 'users')];
  if (!differ(model)) return `The copies agree: ${rowInWords(one)}.`;
  const open = underWay(model);
  if (open.length > 0)
    return `The copies differ, and ${open.join(' and ')} ${open.length === 1 ? 'is' : 'are'} under way.`;
  const lost = (['A', 'B'] as const).filter((writer) => outcome(model, writer, 'users')?.kind === 'lost');
  if (model.rule === 'ordered' && lost.length > 0)
    return `The copies differ. The note of ${lost.join(' and ')} is still there, so somebody knows.`;
  if (one.version === other.version)
    return `The copies differ, and both say version ${one.version}: nothing tells which one is right.`;
  return 'The copies differ, and nobody knows.';
}

/** What is announced after a step: what is new, then how it stands. */
export function announce(earlier: Model, later: Model): string {
  const news = later.entries.slice(earlier.rule === later.rule ? earlier.entries.length : 0).map(describe);
  return [...news.map((each) => `${each}.`), verdict(later)].join(' ');
}
