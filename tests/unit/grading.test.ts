/** What a learner is told about code that does not do what it should, on real Node. */
import { beforeAll, describe, expect, test } from 'vitest';
import { grade, verdict, type Progress } from '../../src/grading/grade.ts';
import type { CheckResult, Report } from '../../src/grading/report.ts';
import { bundleGrading } from '../../tools/bundle-grading.ts';
import { fakeChecks } from '../support/fake-lab/lab.ts';
import { shortLimits } from '../support/check-limits.ts';
import { gradeOnNode } from '../support/grade-on-node.ts';
import { learnerCases, nodeCases, rightCounter } from '../support/learner-cases.ts';
import { NodeMachine } from '../support/node-machine.ts';

beforeAll(bundleGrading);

const patience = { timeout: 60_000 };
const find = ({ checks }: Report, id: string): CheckResult => {
  const found = checks.find((check) => check.id === id);
  if (!found) throw new Error(`The report has no check "${id}".`);
  return found;
};
const states = ({ checks }: Report): string[] => checks.map(({ state }) => state);

describe('results', patience, () => {
  test('a right solution passes every check, services included', async () => {
    const progress: Progress[] = [];
    const report = await gradeOnNode(undefined, { onProgress: (each) => progress.push(each) });
    expect(states(report)).toEqual(Array.from({ length: 6 }, () => 'passed'));
    expect(verdict(report)).toBe('passed');
    expect(report).toMatchObject({ version: 1, lab: 'fake-lab', expected: 6, done: true });
    expect(report.nonce).toMatch(/^[0-9a-f]{32}$/);
    expect(progress.at(0)).toEqual({ running: 'starts-at-zero', done: 0, of: 6 });
    expect(progress.at(-1)).toEqual({ running: null, done: 6, of: 6 });
  });

  test('one wrong answer fails one check and leaves the others alone', async () => {
    const report = await gradeOnNode(
      rightCounter.replace('async settled() {', 'async settled() { return 7;'),
    );
    expect(states(report)).toEqual(['passed', 'passed', 'passed', 'passed', 'failed', 'passed']);
  });

  test('the exchange with a service is shown beside a failed check', async () => {
    const report = await gradeOnNode(rightCounter.replace('value: this.count', 'value: -1'), {
      only: ['serves'],
    });
    const { exchange, state } = find(report, 'serves');
    expect(state).toBe('failed');
    expect(exchange?.request.start).toBe('GET /');
    expect(exchange?.response).toMatchObject({ start: '200 OK', body: '{"value":-1,"history":[0,1]}' });
  });
});

describe('mistakes', patience, () => {
  test.for([...learnerCases, ...nodeCases])('$name', async ({ code, only, states: wanted, says }) => {
    const report = await gradeOnNode(code, { only, limits: shortLimits });
    expect(states(report), JSON.stringify(report.checks)).toEqual(wanted);
    for (const [id, { actual, ...more }] of Object.entries(says)) {
      expect(find(report, id)).toMatchObject({ ...more, actual: expect.stringMatching(actual) });
    }
    expect(report.done).toBe(true);
  });
});

describe('runs that come to no end', patience, () => {
  test('a run that takes too long in all leaves the rest without a verdict', async () => {
    const limits = { totalMs: 1_200, idleMs: 60_000, checkMs: 60_000 };
    const report = await gradeOnNode(rightCounter.replace('state() {', 'state() { for (;;);'), { limits });
    expect(report.done).toBe(false);
    expect(verdict(report)).toBe('unknown');
  });

  test('an aborted run rejects, and its machine is gone', async () => {
    const abort = new AbortController();
    let disposed = false;
    const run = gradeOnNode(rightCounter, {
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('enough')),
      engine: {
        async machine() {
          const machine = await NodeMachine.open({ ownPorts: true });
          const dispose = machine.dispose.bind(machine);
          machine.dispose = async () => {
            disposed = true;
            await dispose();
          };
          return machine;
        },
      },
    });
    await expect(run).rejects.toThrow('enough');
    expect(disposed).toBe(true);
  });
});

describe('services', patience, () => {
  const only = { only: ['serves'] };

  test('a service that crashes at once is quoted', async () => {
    const report = await gradeOnNode(rightCounter.replace('count = 0;', `count = crash();`), only);
    const { actual, expected, state } = find(report, 'serves');
    expect(state).toBe('failed');
    expect(expected).toBe('the service counter starts');
    expect(actual).toContain('ended with exit code 1 before it listened');
  });

  test('a service that never listens does not hold up the run', async () => {
    const limits = { serviceMs: 800 };
    const report = await gradeOnNode(
      `setInterval(() => {}, 1_000);\nawait new Promise(() => {});\n${rightCounter}`,
      {
        ...only,
        limits,
      },
    );
    expect(find(report, 'serves').actual).toContain('did not listen on its port within 0.8 s');
  });
});

test('no verdict is given once a check that must fail passes', patience, async () => {
  // Broken by the checks themselves, and so before anything is watched.
  const checks = `import { chai } from 'vitest';\nchai.Assertion.prototype.toEqual = () => {};\n${await fakeChecks()}`;
  const report = await gradeOnNode(rightCounter, { checks });
  expect(verdict(report)).toBe('unknown');
  expect(states(report)).not.toContain('passed');
  expect(find(report, 'counts').actual).toContain('A check that must always fail has passed');
});

test('grade does not start when it is already aborted', async () => {
  const signal = AbortSignal.abort(new Error('too late'));
  const engine = { machine: () => Promise.reject(new Error('no machine is needed')) };
  // Only the signal is looked at.
  const options = { engine, signal } as unknown as Parameters<typeof grade>[0];
  await expect(grade(options)).rejects.toThrow('too late');
});
