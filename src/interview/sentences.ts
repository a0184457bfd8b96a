/** The second step: which sentence and which clause each token belongs to. */
import { normalise, type Token } from './normalise.ts';

export interface Passage {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Number of the sentence of each token. Semicolons, line ends and list bullets end a sentence as well. */
  readonly sentence: readonly number[];
  /** Number of the clause of each token, counted through the whole text. */
  readonly clause: readonly number[];
  /** Index of the first token of each sentence, with the number of tokens as the last entry. */
  readonly sentenceStarts: readonly number[];
}

const sentenceEnd = /[.!?;\n\r•]|\s[-*]\s*$|=>/;
const clauseEnd = /[,:()[\]—–"“”]|\s-\s/;

const openers = new Set(
  (
    'but because so while whereas although though unless until before which otherwise since if when then however ' +
    'therefore hence except once whenever'
  ).split(' '),
);
const subjects = new Set(
  'i we you he she it they this that there each nobody everyone everybody nothing any no not'.split(' '),
);

function opensClause(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  if (openers.has(token.text)) return true;
  if (token.text !== 'and' && token.text !== 'or') return false;
  const next = tokens[at + 1];
  // “and we …” starts anew; “retries and timeouts” does not.
  return next !== undefined && subjects.has(next.text);
}

/** Splits a text into sentences and clauses; unpunctuated dictation is one sentence with clauses at its conjunctions. */
export function readPassage(text: string): Passage {
  const tokens = normalise(text);
  const sentence: number[] = [];
  const clause: number[] = [];
  const sentenceStarts: number[] = [];
  let sentences = -1;
  let clauses = -1;
  tokens.forEach((token, at) => {
    const previous = tokens[at - 1];
    const gap = previous === undefined ? '' : text.slice(Math.max(previous.end, 0), token.start);
    // The two halves of a contraction share their place in the text.
    const inside = previous !== undefined && token.start < previous.end;
    if (previous === undefined || (!inside && sentenceEnd.test(gap))) {
      sentences += 1;
      clauses += 1;
      sentenceStarts.push(at);
    } else if (!inside && (clauseEnd.test(gap) || opensClause(tokens, at))) {
      clauses += 1;
    }
    sentence.push(sentences);
    clause.push(clauses);
  });
  sentenceStarts.push(tokens.length);
  return { text, tokens, sentence, clause, sentenceStarts };
}
