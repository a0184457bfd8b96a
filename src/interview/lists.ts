/**
 * Keyword lists. Four or more short items in a row, without a verb between them, name things and explain nothing;
 * whatever is found inside such a run counts as named at most.
 */
import type { Passage } from './sentences.ts';

const fewest = 4;
const longest = 6;
/** The share of a sentence in short items from which on all of it is a list, its opening words included. */
const wholeShare = 0.6;

const separators = new Set(['and', 'or', 'plus', 'etc.', '&']);

/** Words that only a real clause contains. */
const clauseWords = new Set(
  (
    'i we you he it they this that these those is are was were be been will would can could should must may might do ' +
    'does did has have had if when while because since so unless until who which what how where why there nobody ' +
    'nothing everyone someone not never'
  ).split(' '),
);

interface Item {
  readonly start: number;
  readonly end: number;
  readonly bare: boolean;
}

function itemsOf(passage: Passage, from: number, to: number): Item[] {
  const items: Item[] = [];
  let start = from;
  const close = (end: number) => {
    if (end <= start) return;
    const tokens = passage.tokens.slice(start, end);
    // A figure is more than a keyword.
    const numeric = tokens.some((token) => token.value !== null);
    const clause = tokens.some((token) => clauseWords.has(token.text));
    items.push({ start, end, bare: tokens.length <= longest && !numeric && !clause });
  };
  for (let at = from; at < to; at += 1) {
    const token = passage.tokens[at];
    const next = passage.tokens[at + 1];
    if (token === undefined) break;
    if (separators.has(token.text)) {
      close(at);
      start = at + 1;
      continue;
    }
    const gap = next === undefined || at + 1 >= to ? '' : passage.text.slice(token.end, next.start);
    if (/[,/|+:&→]/.test(gap)) {
      close(at + 1);
      start = at + 1;
    }
  }
  close(to);
  return items;
}

/** For each token, whether it stands in a keyword list. */
export function keywordLists(passage: Passage): boolean[] {
  const inList = passage.tokens.map(() => false);
  passage.sentenceStarts.slice(0, -1).forEach((from, sentence) => {
    const to = passage.sentenceStarts[sentence + 1] ?? passage.tokens.length;
    let run: Item[] = [];
    let listed = 0;
    const flush = () => {
      if (run.length >= fewest) {
        for (const item of run) inList.fill(true, item.start, item.end);
        listed += run.reduce((sum, item) => sum + item.end - item.start, 0);
      }
      run = [];
    };
    for (const item of itemsOf(passage, from, to)) {
      if (item.bare) run.push(item);
      else flush();
    }
    flush();
    if (listed >= (to - from) * wholeShare) inList.fill(true, from, to);
  });
  return inList;
}
