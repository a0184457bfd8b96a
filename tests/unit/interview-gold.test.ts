import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grade, readGold, type LabelledAnswer } from '../../src/interview/gold.ts';
import { assess } from '../../src/interview/interview.ts';
import { signalIds } from '../../src/interview/signals.ts';
import { loadBank, loadGold } from '../../tools/interview/files.ts';

const bank = loadBank();
const tuned = loadGold('tuned');
const heldOut = loadGold('held-out');

function assessed(answer: LabelledAnswer) {
  const question = bank.get(answer.question);
  if (question === undefined) throw new Error(`no question ${answer.question}`);
  return assess(answer.answer, question);
}

describe('the gold set', () => {
  const onTuned = grade(tuned, assessed);
  test('is large, covers every question and kind, and names no entry twice', () => {
    const all = [...tuned, ...heldOut];
    expect(all.length).toBeGreaterThanOrEqual(120);
    expect(heldOut.length * 3).toBeGreaterThanOrEqual(all.length * 0.95);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(new Set(all.map(({ question }) => question))).toEqual(new Set(bank.keys()));
    expect(new Set(all.map(({ kind }) => kind)).size).toBe(6);
  });

  test.each(signalIds)('floors hold on the tuned part: %s', (signal) => {
    const tally = onTuned.perSignal[signal];
    expect(tally?.precision).toBeGreaterThanOrEqual(0.9);
    expect(tally?.recall).toBeGreaterThanOrEqual(0.7);
  });

  // A signal has five to fifteen positives here, so that a single answer moves its figures by ten points and more:
  // the floors hold for the part as a whole, and `npm run interview -- gold` prints each signal.
  test('floors hold on the held-out part', () => {
    const { precision, recall } = grade(heldOut, assessed);
    expect(precision).toBeGreaterThanOrEqual(0.9);
    expect(recall).toBeGreaterThanOrEqual(0.7);
  });

  test('every stuffed answer scores below every honest weak one', () => {
    const totals = (kind: LabelledAnswer['kind']) =>
      [...tuned, ...heldOut]
        .filter((answer) => answer.kind === kind)
        .map((answer) => assessed(answer).score.total);
    expect(Math.max(...totals('stuffed'))).toBeLessThan(Math.min(...totals('weak')));
  });
});

describe('reading labelled answers', () => {
  test('names entry and field of each fault', () => {
    const entries = [
      { question: 'charge-once', answer: 'x', expect: {} },
      { id: 'second', question: 'nowhere', answer: 5, expect: { async: 'good', speed: 'found' } },
    ];
    expect(() => readGold(entries)).toThrow(
      /entry 2 \(second\), field question[^]*field answer[^]*field expect\.async/,
    );
    expect(() => readGold({})).toThrow(/must hold a list/);
  });

  test('counts precision and recall of “found” over the listed signals only', () => {
    const [first] = readGold([
      { question: 'charge-once', answer: '', expect: { async: 'found', numbers: 'missing' } },
    ]);
    if (first === undefined) throw new Error('one entry went in');
    const verdict = grade([first], assessed);
    expect(verdict).toMatchObject({ precision: null, recall: 0 });
    expect(Object.keys(verdict.perSignal)).toEqual(['numbers', 'async']);
    expect(verdict.disagreements).toMatchObject([{ signal: 'async', expected: 'found', got: 'missing' }]);
  });
});

describe('the command', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'interview-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['tools/interview.ts', ...args], {
      encoding: 'utf8',
      cwd: new URL('../..', import.meta.url),
    });

  test('grades a file and prints JSON', () => {
    const file = join(folder, 'good.json');
    writeFileSync(file, JSON.stringify(tuned.slice(0, 3)));
    const { status, stdout } = run('grade', '--file', file, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      precision: expect.any(Number),
      recall: expect.any(Number),
      perSignal: expect.any(Object),
      disagreements: expect.any(Array),
    });
  });

  test.each([
    ['[{ "question": "charge-once" }]', /entry 1, field answer/],
    ['{ nonsense', /cannot be read as JSON/],
  ])('refuses %s with exit code 2', (content, message) => {
    const file = join(folder, 'bad.json');
    writeFileSync(file, content);
    const { status, stderr } = run('grade', '--file', file, '--json');
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
  });

  test('refuses unknown arguments with its usage', () => {
    expect(run('grade')).toMatchObject({ status: 2 });
    expect(run('grade', '--fiel', 'x')).toMatchObject({ status: 2 });
    expect(run('dance').stderr).toMatch(/Usage/);
  });
});
