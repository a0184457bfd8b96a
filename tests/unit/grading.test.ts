/** What a learner is told about code that does not do what it should, on real Node. */
import { beforeAll, describe, expect, test } from 'vitest';
import { grade, verdict, type Progress } from '../../src/grading/grade.ts';
import type { CheckResult, Report } from '../../src/grading/report.ts';
import { bundleGrading } from '../../tools/bundle-grading.ts';
import { gradeOnNode } from '../support/grade-on-node.ts';
import { NodeMachine } from '../support/node-machine.ts';

beforeAll(bundleGrading);

const patience = { timeout: 60_000 };
const find = ({ checks }: Report, id: string): CheckResult => {
  const found = checks.find((check) => check.id === id);
  if (!found) throw new Error(`The report has no check "${id}".`);
  return found;
};
const states = ({ checks }: Report): string[] => checks.map(({ state }) => state);

const counter = (members: string): string => `export class Counter {\n  count = 0;\n  ${members}\n}\n`;
const right = counter(`get value() { return this.count; }
  add(step = 1) { if (this.count + step < 0) throw new RangeError('below zero'); return (this.count += step); }
  state() { return { value: this.count, history: [...Array(this.count).keys()] }; }
  async settled() { return this.count; }`);

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

  test('a failed check says what was expected and what was seen, with its label', async () => {
    const report = await gradeOnNode(right.replace('count = 0', 'count = 1'), { only: ['starts-at-zero'] });
    expect(report.checks).toEqual([
      {
        id: 'starts-at-zero',
        title: 'A counter starts at zero',
        state: 'failed',
        expected: 'value at first: 0',
        actual: '1',
        exchange: null,
        location: null,
        lesson: 'fake-lesson#counting',
        ms: expect.any(Number),
      },
    ]);
    expect(report.done).toBe(true);
    expect(verdict(report)).toBe('failed');
  });

  test('one wrong answer fails one check and leaves the others alone', async () => {
    const report = await gradeOnNode(right.replace('async settled() {', 'async settled() { return 7;'));
    expect(states(report)).toEqual(['passed', 'passed', 'passed', 'passed', 'failed', 'passed']);
  });

  test('an error of the learner’s code is shown with its line in the source', async () => {
    const report = await gradeOnNode(
      right.replace('get value() {', `get value() {\n    return missing.thing;`),
      { only: ['starts-at-zero'] },
    );
    const { actual, location } = find(report, 'starts-at-zero');
    expect(actual).toContain('missing is not defined');
    expect(location).toEqual({ file: 'counter/count.ts', line: 4 });
  });

  test('the exchange with a service is shown beside a failed check', async () => {
    const report = await gradeOnNode(right.replace('value: this.count', 'value: -1'), { only: ['serves'] });
    const { exchange, state } = find(report, 'serves');
    expect(state).toBe('failed');
    expect(exchange?.request.start).toBe('GET /');
    expect(exchange?.response).toMatchObject({ start: '200 OK', body: '{"value":-1,"history":[0,1]}' });
  });
});

describe('modules that do not load', patience, () => {
  const only = { only: ['starts-at-zero', 'counts'] };

  test('a missing export is named, beside those that are there', async () => {
    const report = await gradeOnNode('export class Kounter {}\nexport const step = 1;\n', only);
    expect(find(report, 'counts')).toMatchObject({
      state: 'failed',
      expected: 'counter/count.ts exports Counter',
      actual: 'it exports Kounter, step',
    });
  });

  test('a syntax error is told with file and line', async () => {
    const report = await gradeOnNode('export class Counter {\n  add( { return 1; }\n}\n', only);
    expect(states(report)).toEqual(['failed', 'failed']);
    expect(find(report, 'counts').actual).toMatch(/counter\/count\.ts:2/);
    expect(find(report, 'counts').location).toEqual({ file: 'counter/count.ts', line: 2 });
  });

  test('an import of a file that is not there is told', async () => {
    const report = await gradeOnNode(`import './nowhere.ts';\n${right}`, only);
    expect(states(report)).toEqual(['failed', 'failed']);
    expect(find(report, 'counts').actual).toContain('nowhere');
  });

  test('an error thrown while loading is told with its line', async () => {
    const report = await gradeOnNode(`throw new Error('not yet');\n`, only);
    expect(find(report, 'counts').actual).toContain('not yet');
    expect(find(report, 'counts').location).toEqual({ file: 'counter/count.ts', line: 1 });
  });

  test('a module that awaits for ever fails all checks, and only the first one waits', async () => {
    const begin = performance.now();
    const report = await gradeOnNode(`await new Promise(() => {});\n${right}`);
    expect(states(report)).toEqual(['failed', 'failed', 'failed', 'failed', 'failed', 'failed']);
    expect(find(report, 'waits').actual).toContain('counter/count.ts did not finish loading within 0.8 s');
    expect(performance.now() - begin).toBeLessThan(8_000);
  });

  test('a module that loops for ever fails all checks, and only the first one waits', async () => {
    const report = await gradeOnNode(`for (;;);\n${right}`, {
      only: ['starts-at-zero', 'counts', 'remembers', 'waits'],
    });
    expect(states(report)).toEqual(['failed', 'failed', 'failed', 'failed']);
    for (const { actual } of report.checks) expect(actual).toContain('blocks the process (an endless loop?)');
  });

  test('a module that ends the process fails all checks', async () => {
    const code = `(process as unknown as { reallyExit(code: number): never }).reallyExit(3);\n${right}`;
    const report = await gradeOnNode(code, only);
    expect(states(report)).toEqual(['failed', 'failed']);
    expect(find(report, 'counts').actual).toContain('counter/count.ts ended the process');
  });
});

describe('code that does not come to an end', patience, () => {
  test('an endless loop fails its check; the others run in another process', async () => {
    const report = await gradeOnNode(right.replace('state() {', 'state() { for (;;);'));
    expect(states(report)).toEqual(['passed', 'passed', 'failed', 'passed', 'passed', 'failed']);
    expect(find(report, 'remembers')).toMatchObject({
      title: 'A counter has a history',
      lesson: 'fake-lesson#counting',
      actual: 'did not finish within 1.5 s: the code blocks the process (an endless loop?)',
    });
    expect(report.done).toBe(true);
  });

  test('a promise that never settles fails its check and no other', async () => {
    const report = await gradeOnNode(
      right.replace('async settled() {', 'async settled() { await new Promise(() => {});'),
    );
    expect(states(report)).toEqual(['passed', 'passed', 'passed', 'passed', 'failed', 'passed']);
    expect(find(report, 'waits').actual).toContain('did not finish within 1 s');
  });

  test('process.exit is told, and does not end the run', async () => {
    const report = await gradeOnNode(right.replace('state() {', 'state() { process.exit(0);'), {
      only: ['counts', 'remembers', 'waits'],
    });
    expect(states(report)).toEqual(['passed', 'failed', 'passed']);
    expect(find(report, 'remembers').actual).toContain('the code called process.exit(0)');
  });

  test('errors that reach nobody fail the check during which they come', async () => {
    const thrown = `state() { setTimeout(() => { throw new TypeError('late'); }, 0);`;
    const rejected = `add(step = 1) { void Promise.reject(new TypeError('lost'));`;
    const one = await gradeOnNode(right.replace('add(step = 1) {', rejected), {
      only: ['starts-at-zero', 'counts'],
    });
    expect(states(one)).toEqual(['passed', 'failed']);
    expect(find(one, 'counts').actual).toBe('Rejection that nothing handles: TypeError: lost');
    const other = await gradeOnNode(
      right
        .replace('async settled() {', 'async settled() { this.state(); await new Promise(() => {});')
        .replace('state() {', thrown),
      { only: ['waits'] },
    );
    expect(find(other, 'waits').actual).toBe('Uncaught error: TypeError: late');
  });

  test('a run that takes too long in all leaves the rest without a verdict', async () => {
    const limits = { totalMs: 1_200, idleMs: 60_000, checkMs: 60_000 };
    const report = await gradeOnNode(right.replace('state() {', 'state() { for (;;);'), { limits });
    expect(report.done).toBe(false);
    expect(verdict(report)).toBe('unknown');
  });

  test('an aborted run rejects, and its machine is gone', async () => {
    const abort = new AbortController();
    let disposed = false;
    const run = gradeOnNode(right, {
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('enough')),
      engine: {
        async machine() {
          const machine = await NodeMachine.open();
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
    const report = await gradeOnNode(right.replace('count = 0;', `count = crash();`), only);
    const { actual, expected, state } = find(report, 'serves');
    expect(state).toBe('failed');
    expect(expected).toBe('the service counter starts');
    expect(actual).toContain('ended with exit code 1 before it listened');
  });

  test('a service that never listens does not hold up the run', async () => {
    const limits = { serviceMs: 800 };
    const report = await gradeOnNode(
      `setInterval(() => {}, 1_000);\nawait new Promise(() => {});\n${right}`,
      {
        ...only,
        limits,
      },
    );
    expect(find(report, 'serves').actual).toContain('did not listen on its port within 0.8 s');
  });
});

test('grade does not start when it is already aborted', async () => {
  const signal = AbortSignal.abort(new Error('too late'));
  const engine = { machine: () => Promise.reject(new Error('no machine is needed')) };
  // Only the signal is looked at.
  const options = { engine, signal } as unknown as Parameters<typeof grade>[0];
  await expect(grade(options)).rejects.toThrow('too late');
});
