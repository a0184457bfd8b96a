import { describe, expect, test } from 'vitest';
import { find, type Hit } from '../../src/interview/find.ts';
import { isDenied, negatorsOf } from '../../src/interview/negation.ts';
import { Compiler } from '../../src/interview/pattern.ts';
import { createScan } from '../../src/interview/scan.ts';
import { readPassage, type Passage } from '../../src/interview/sentences.ts';

const vocabulary = { team: ['team', 'squad', 'two pizza'], group: ['$team', 'crew'] };

function search(pattern: string, text: string): { passage: Passage; hits: readonly Hit[] } {
  const compiler = new Compiler(vocabulary);
  const compiled = compiler.compile(pattern);
  const passage = readPassage(text);
  const spans = createScan(compiler.units, () => undefined)(passage);
  return { passage, hits: find(passage, spans, compiled) };
}

function quotes(pattern: string, text: string): string[] {
  const { passage, hits } = search(pattern, text);
  return hits.map(({ start, end }) => text.slice(passage.tokens[start]?.start, passage.tokens[end - 1]?.end));
}

describe('patterns', () => {
  test('words stand for their forms, in order, side by side', () => {
    expect(quotes('share database', 'They were sharing the databases.')).toEqual(['sharing the databases']);
    expect(quotes('share database', 'The database is shared.')).toEqual([]);
  });

  test('dots let words between, up to three or seven', () => {
    expect(quotes('share .. database', 'share one single big database')).toHaveLength(1);
    expect(quotes('share .. database', 'share one single big old database')).toHaveLength(0);
    expect(quotes('share ... database', 'share one single big old database')).toHaveLength(1);
  });

  test('parts joined by & stand in any order within a sentence', () => {
    expect(quotes('pager & $group', 'The pager belongs to a crew.')).toEqual(['pager belongs to a crew']);
    expect(quotes('pager & $group', 'A squad has it. The pager rings.')).toEqual([]);
  });

  test('alternatives may have several words, prefixes end in a star, sets include sets', () => {
    expect(quotes('on_call|pager', 'We are on-call.')).toEqual(['on-call']);
    expect(quotes('idempot*', 'an idempotency key')).toEqual(['idempotency']);
    expect(quotes('$group own', 'a two-pizza team owns it')).toEqual(['team owns']);
  });

  test('numbers by kind', () => {
    expect(quotes('timeout .. #duration', 'a timeout of about 2 s')).toEqual(['timeout of about 2 s']);
    expect(quotes('timeout .. #percent', 'a timeout of about 2 s')).toEqual([]);
  });

  test('optional words may be left out', () => {
    expect(quotes('no shared? table', 'no tables, no shared tables')).toEqual([
      'no tables',
      'no shared tables',
    ]);
  });

  test.each([
    ['own $unknown', 'does not have'],
    ['the database', 'never read'],
    ['shared? database', 'begins with a word that may be left out'],
  ])('the pattern “%s” is refused', (pattern, reason) => {
    expect(() => new Compiler(vocabulary).compile(pattern)).toThrow(reason);
  });
});

describe('negation', () => {
  const denied = (pattern: string, text: string) => {
    const { passage, hits } = search(pattern, text);
    const hit = hits[0];
    if (hit === undefined) throw new Error(`“${pattern}” is not in “${text}”`);
    return isDenied(passage, negatorsOf(passage), hit);
  };

  test.each([
    ['start with microservice', 'I would not start with microservices'],
    ['share .. database', "we shouldn't share a database"],
    ['shared table', 'no shared tables'],
    ['rollback', 'we go live without a rollback plan'],
    ['microservice', 'microservices are out of the question'],
    ['breaker', 'a breaker is overkill here'],
    ['monolith', 'services rather than a monolith'],
    ['timeout', "I don't think we need timeouts"],
  ])('%s is denied in “%s”', (pattern, text) => {
    expect(denied(pattern, text)).toBe(true);
  });

  test.each([
    ['rollback', 'never without a rollback plan'],
    ['breaker', 'not only a breaker but a bulkhead'],
    ['monolith', 'no queue, but a monolith'],
    ['queue', "I wouldn't split before we tried a queue"],
    ['key', 'no problem, the key decides'],
    ['module', 'We never share. The module owns it.'],
  ])('%s is affirmed in “%s”', (pattern, text) => {
    expect(denied(pattern, text)).toBe(false);
  });

  test('a negation that reaches only a later part decides nothing', () => {
    expect(denied('monolith & engineer', 'a monolith, no extra engineers')).toBeNull();
  });

  test('a “not” that the pattern itself names does not count', () => {
    expect(denied('not exist', 'it does not exist')).toBe(false);
  });
});
