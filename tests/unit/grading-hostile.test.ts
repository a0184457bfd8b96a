import { beforeAll, expect, test } from 'vitest';
import { verdict } from '../../src/grading/grade.ts';
import { hostileCases, wrongCounter } from '../support/hostile-cases.ts';
import { shortLimits } from '../support/check-limits.ts';
import { gradeOnNode } from '../support/grade-on-node.ts';
import { bundleGrading } from '../../tools/bundle-grading.ts';

beforeAll(bundleGrading);

const inProcess = ['starts-at-zero', 'counts', 'remembers', 'throws-below-zero', 'waits'];
const patience = 60_000;

test('the wrong counter itself fails every check', { timeout: patience }, async () => {
  const report = await gradeOnNode(wrongCounter);
  expect(report.checks.map(({ state }) => state)).toEqual(Array.from(report.checks, () => 'failed'));
});

test.for(hostileCases.filter(({ only }) => only !== 'offline'))(
  'never passes: $name: $tries',
  { timeout: patience },
  async (hostile) => {
    const report = await gradeOnNode(hostile.code, { only: inProcess, limits: shortLimits });
    const said = report.checks.map(({ id, state, actual }) => `${id}: ${state}: ${actual}`);
    expect(said.filter((each) => each.includes(': passed'))).toEqual([]);
    expect(verdict(report), said.join('\n')).not.toBe('passed');
    if (hostile.verdict) expect(verdict(report), said.join('\n')).toBe(hostile.verdict);
    if (hostile.says) expect(said.join('\n')).toMatch(hostile.says);
  },
);
