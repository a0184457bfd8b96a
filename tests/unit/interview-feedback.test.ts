import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nextStepWords, overruleWords } from '../../src/components/practice/words.ts';
import { findingsOf, nextStep, oppositeOf } from '../../src/interview/feedback.ts';
import { pieces } from '../../src/interview/highlight.ts';
import { assess } from '../../src/interview/interview.ts';
import { questionSchema } from '../../src/interview/question.ts';

const question = questionSchema.parse(
  JSON.parse(
    readFileSync(new URL('../../src/content/questions/payments-down.json', import.meta.url), 'utf8'),
  ),
);
const answer =
  'Slow is worse than down, because every caller holds a connection until the front page is dead. ' +
  'We use retries. We retry immediately and as often as it takes.';
const { reading } = assess(answer, question);
const findings = findingsOf(reading, question);
const byKey = (key: string) => findings.find((finding) => finding.key === key);

describe('the findings', () => {
  it('hold everything that the question asks for, once', () => {
    for (const { concept } of question.concepts) {
      expect(findings.filter(({ key }) => key === `concept:${concept}`)).toHaveLength(1);
    }
  });

  it('begin with what speaks against the answer and end with what was found', () => {
    const statuses = [...new Set(findings.map(({ status }) => status))];
    expect(statuses).toEqual(['contradicted', 'missing', 'named', 'found']);
    const missing = findings.filter(({ status }) => status === 'missing').map(({ level }) => level);
    expect(missing).toEqual(missing.toSorted((a, b) => order(a) - order(b)));
  });

  it('quote the learner’s own words, numbered in the order of the text', () => {
    const numbered = findings.filter(({ number }) => number !== null);
    for (const { quotes } of numbered) {
      for (const { start, end, text } of quotes) expect(answer.slice(start, end)).toBe(text);
    }
    expect(numbered.map(({ number }) => number).toSorted((a, b) => Number(a) - Number(b))).toEqual(
      numbered.map((_, index) => index + 1),
    );
    expect(byKey('concept:slow-is-worse')).toMatchObject({ status: 'found', number: 1 });
  });

  it('are overruled by their opposite', () => {
    expect(oppositeOf({ key: 'concept:x', status: 'found' })).toBe('not-said');
    expect(oppositeOf({ key: 'concept:x', status: 'missing' })).toBe('said');
    expect(oppositeOf({ key: 'contradiction:x', status: 'contradicted' })).toBe('not-said');
    expect(overruleWords({ key: 'concept:x', status: 'named' })).toBe('I explained it');
  });
});

const order = (level: string | null): number => ['must', 'should', 'bonus', null].indexOf(level);

describe('the next step', () => {
  it('is about the contradiction, then about the most important gap, then about nothing', () => {
    const against = nextStep(reading, findings, {});
    expect(against).toMatchObject({ kind: 'take-back', finding: { status: 'contradicted' } });
    expect(nextStepWords(against)).toContain('“retry immediately');

    const key = 'finding' in against ? against.finding.key : '';
    const gap = nextStep(reading, findings, { [key]: 'not-said' });
    expect(gap).toMatchObject({ kind: 'add', finding: { level: 'must' } });

    const settled = Object.fromEntries(
      findings
        .filter(({ status }) => status !== 'found')
        .map((finding) => [finding.key, oppositeOf(finding)]),
    );
    expect(nextStep(reading, findings, settled)).toEqual({ kind: 'done' });
  });

  it('asks for sentences first where there are none', () => {
    expect(nextStep({ listed: true }, findings, {})).toEqual({ kind: 'sentences' });
  });

  it('never speaks of a correct answer', () => {
    const words = findings.map((finding) => nextStepWords({ kind: 'add', finding }));
    expect([...words, nextStepWords({ kind: 'done' })].join(' ')).not.toMatch(/\bcorrect/i);
  });
});

describe('the marks in the text', () => {
  const text = 'one two three four';
  const quote = (words: string) => {
    const start = text.indexOf(words);
    return { start, end: start + words.length, text: words };
  };

  it('cut the text where quotations begin and end, and lose nothing of it', () => {
    const cut = pieces(text, [
      { number: 1, status: 'found', quotes: [quote('one two')] },
      { number: 2, status: 'contradicted', quotes: [quote('two three')] },
    ]);
    expect(cut.map((piece) => piece.text).join('')).toBe(text);
    expect(cut).toEqual([
      { text: 'one ', status: 'found', ends: [] },
      { text: 'two', status: 'contradicted', ends: [1] },
      { text: ' three', status: 'contradicted', ends: [2] },
      { text: ' four', status: null, ends: [] },
    ]);
  });

  it('ignore quotations that lie outside', () => {
    expect(pieces('ab', [{ number: 1, status: 'named', quotes: [{ start: 1, end: 9, text: '?' }] }])).toEqual(
      [{ text: 'ab', status: null, ends: [] }],
    );
    expect(pieces('', [])).toEqual([]);
  });
});
