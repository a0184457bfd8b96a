import { describe, expect, test } from 'vitest';
import { normalise } from '../../src/interview/normalise.ts';
import { createRepair } from '../../src/interview/repair.ts';
import { readPassage } from '../../src/interview/sentences.ts';
import { stem } from '../../src/interview/stem.ts';

describe('stem', () => {
  test.each([
    ['retries', 'retry'],
    ['retried', 'retry'],
    ['retrying', 'retry'],
    ['migration', 'migrate'],
    ['extraction', 'extract'],
    ['compensation', 'compensate'],
    ['deployment', 'deploys'],
    ['stopped', 'stopping'],
    ['cancelled', 'cancel'],
    ['rolled', 'roll'],
    ['kept', 'keep'],
    ['written', 'writes'],
    ['services', 'service'],
    ['randomised', 'randomized'],
  ])('%s and %s share a stem', (one, other) => {
    expect(stem(one)).toBe(stem(other));
  });

  test.each([
    ['payment', 'pay'],
    ['process', 'proceed'],
    ['order', 'orderly'],
  ])('%s and %s stay apart', (one, other) => {
    expect(stem(one)).not.toBe(stem(other));
  });
});

describe('normalise', () => {
  const quantities = (text: string) =>
    normalise(text)
      .filter(({ quantity }) => quantity !== null)
      .map(({ quantity, value }) => [quantity, value]);

  test('reads numbers with their scale and unit', () => {
    expect(quantities('100 k users, 23 rps, 5x, 99.9 %, 250ms and $3,200')).toEqual([
      ['count', 100_000],
      ['rate', 23],
      ['multiple', 5],
      ['percent', 99.9],
      ['duration', 250],
      ['money', 3200],
    ]);
  });

  test('reads spelled numbers, with a unit where one follows', () => {
    expect(quantities('five percent after thirty seconds, two dozen calls')).toEqual([
      ['percent', null],
      ['duration', null],
      ['count', null],
      ['count', null],
    ]);
  });

  test('spells contractions out, typographic apostrophes included, and leaves articles out', () => {
    expect(normalise('We don’t need the cache; it can’t help').map(({ text }) => text)).toEqual([
      'we',
      'do',
      'not',
      'need',
      'cache',
      'it',
      'can',
      'not',
      'help',
    ]);
  });

  test('every token knows its place in the text', () => {
    const text = 'Say “on-call” and 99.9 % — we’d never.';
    for (const { start, end } of normalise(text)) {
      expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
      expect(end).toBeGreaterThan(start);
    }
    expect(text.slice(normalise(text)[1]?.start, normalise(text)[2]?.end)).toBe('on-call');
  });
});

describe('sentences and clauses', () => {
  test('semicolons, bullets and line ends part sentences; a decimal point does not', () => {
    const { sentence } = readPassage('Wait 1.5 s; then stop.\n- retry once\n- give up');
    expect(sentence.at(-1)).toBe(3);
  });

  test('dictation without punctuation has clauses at its conjunctions', () => {
    const passage = readPassage('we keep one app but we never share tables because that couples teams');
    expect(new Set(passage.sentence).size).toBe(1);
    expect(new Set(passage.clause).size).toBe(3);
  });

  test('an empty answer is an empty passage', () => {
    expect(readPassage('').sentenceStarts).toEqual([0]);
  });
});

describe('typing slips', () => {
  const repair = createRepair(['backfill', 'timeout', 'compensat', 'short']);

  test.each([
    ['bakcfill', 'backfill'],
    ['backfil', 'backfill'],
    ['backffill', 'backfill'],
    ['timeoit', 'timeout'],
  ])('%s is read as %s', (slip, meant) => {
    expect(repair(slip)).toBe(meant);
  });

  test('known words, short words and words two slips away are left alone', () => {
    expect(repair('timeout')).toBeUndefined();
    expect(repair('shott')).toBeUndefined();
    expect(repair('bakcfil')).toBeUndefined();
  });
});
