import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readBank } from '../../src/interview/bank.ts';
import { conceptSchema, contradictionSchema } from '../../src/interview/concept.ts';
import { assess } from '../../src/interview/interview.ts';
import { concepts, contradictions } from '../../src/interview/lexicon/index.ts';
import { questionIds } from '../../src/interview/question.ts';
import { cardId } from '../../src/interview/schedule.ts';
import { signalIds } from '../../src/interview/signals.ts';
import { loadBank } from '../../tools/interview/files.ts';

const bank = loadBank();
const questions = [...bank.values()];

/** Works out plain arithmetic: + - * / ^ and brackets. */
function workOut(source: string): number {
  const tokens = source.match(/\d+(?:\.\d+)?|[-+*/^()]/g) ?? [];
  let at = 0;
  const primary = (): number => {
    const token = tokens[at++];
    if (token !== '(') return Number(token);
    const value = sum();
    at += 1;
    return value;
  };
  const power = (): number => {
    const base = primary();
    if (tokens[at] !== '^') return base;
    at += 1;
    return base ** power();
  };
  const product = (): number => {
    let value = power();
    while (tokens[at] === '*' || tokens[at] === '/')
      value = tokens[at++] === '*' ? value * power() : value / power();
    return value;
  };
  const sum = (): number => {
    let value = product();
    while (tokens[at] === '+' || tokens[at] === '-')
      value = tokens[at++] === '+' ? value + product() : value - product();
    return value;
  };
  return sum();
}

describe('the lexicon', () => {
  test('keeps its schema, with every id once', () => {
    for (const concept of concepts) expect(() => conceptSchema.parse(concept), concept.id).not.toThrow();
    for (const entry of contradictions)
      expect(() => contradictionSchema.parse(entry), entry.id).not.toThrow();
    const ids = [...concepts, ...contradictions].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('has concepts for every signal, and links that exist', () => {
    expect(new Set(concepts.map(({ signal }) => signal))).toEqual(new Set(signalIds));
    const known = new Set(concepts.map(({ id }) => id));
    for (const { id, links } of concepts)
      for (const link of links ?? []) expect(known, `${id} -> ${link}`).toContain(link);
  });
});

describe('the bank', () => {
  test('holds the twenty questions in their order, one file each', () => {
    expect([...bank.keys()]).toEqual([...questionIds]);
    const folder = new URL('../../src/content/questions/', import.meta.url);
    expect(readdirSync(folder).toSorted()).toEqual(questionIds.map((id) => `${id}.json`).toSorted());
  });

  test('every concept of the lexicon is asked for somewhere', () => {
    const asked = new Set(questions.flatMap((question) => question.concepts.map(({ concept }) => concept)));
    expect(concepts.map(({ id }) => id).filter((id) => !asked.has(id))).toEqual([]);
  });

  test.each(questions.flatMap(({ id, numbers }) => numbers.map((number) => ({ id, ...number }))))(
    '$id: $what is $result $unit',
    ({ working, result }) => {
      const value = workOut(working);
      expect(Math.abs(value - result) / result).toBeLessThan(0.05);
    },
  );

  test.each(questions)(
    '$id: the matcher finds the main signals in the model answer, and nothing against it',
    (question) => {
      const { reading } = assess(question.modelAnswer, question);
      const missed = question.signals.filter(
        (signal) => reading.signals.find((finding) => finding.signal === signal)?.status !== 'found',
      );
      expect(missed).toEqual([]);
    },
  );

  test.each(questions)('$id: model above strong sample above weak sample', (question) => {
    const total = (answer: string) => assess(answer, question).score.total;
    const { weak, strong } = question.samples;
    expect(total(question.modelAnswer)).toBeGreaterThanOrEqual(total(strong.answer));
    expect(total(strong.answer)).toBeGreaterThan(total(weak.answer));
  });

  test('names file and field of what is wrong', () => {
    const files: Record<string, unknown> = Object.fromEntries(bank);
    const broken = {
      ...bank.get('charge-once'),
      prompt: '',
      concepts: [{ concept: 'nowhere', level: 'must', because: 'x' }],
    };
    expect(() => readBank({ ...files, 'charge-once': broken })).toThrow(/charge-once: field prompt/);
    const { 'six-engineers': _left, ...rest } = files;
    expect(() => readBank({ ...rest, stray: {} })).toThrow(
      /six-engineers: there is no such file[^]*stray: is not one/,
    );
  });
});

test('cards have stable ids', () => {
  expect(cardId({ kind: 'question', question: 'charge-once' })).toBe('question:charge-once');
  expect(cardId({ kind: 'concept', question: 'charge-once', concept: 'outbox' })).toBe(
    'concept:charge-once/outbox',
  );
});
