/** Finds the terms of the glossary in a text. Pure, so that the plugin that uses it stays small. */
import type { Term } from '../../content/term.ts';

export interface TermEntry extends Term {
  /** Id of the entry: its anchor on the glossary page. */
  readonly id: string;
}

/** A stretch of text; with the term that it uses for the first time, if it does. */
export interface Stretch {
  readonly text: string;
  readonly term?: TermEntry;
}

/** Cuts texts of one document, one after the other, where a term appears that has not appeared before. */
export type TermFinder = (text: string) => Stretch[];

/** @param terms those to look for; each is found once. */
export function createTermFinder(terms: readonly TermEntry[]): TermFinder {
  const byForm = new Map(
    terms.flatMap((term) => [term.term, ...term.also].map((form) => [form.toLowerCase(), term] as const)),
  );
  if (byForm.size === 0) return (text) => [{ text }];
  // The longest first: “idempotency key” is not an idempotency with a key behind it.
  const forms = [...byForm.keys()].sort((a, b) => b.length - a.length).map(escape);
  const pattern = new RegExp(`(?<![\\p{L}\\d-])(?:${forms.join('|')})(?![\\p{L}\\d-])`, 'giu');
  const seen = new Set<string>();

  return (text) => {
    const stretches: Stretch[] = [];
    let from = 0;
    for (const { 0: match, index } of text.matchAll(pattern)) {
      const term = byForm.get(match.toLowerCase());
      if (!term || seen.has(term.id)) continue;
      seen.add(term.id);
      if (index > from) stretches.push({ text: text.slice(from, index) });
      stretches.push({ text: match, term });
      from = index + match.length;
    }
    if (from < text.length) stretches.push({ text: text.slice(from) });
    return stretches;
  };
}

function escape(form: string): string {
  return form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
