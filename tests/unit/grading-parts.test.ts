import { describe, expect, test } from 'vitest';
import { locate } from '../../src/grading/location.ts';
import { linePrefix } from '../../src/grading/protocol.ts';
import type { CheckResult, Report } from '../../src/grading/report.ts';
import { Results, withSourceNames } from '../../src/grading/results.ts';
import { firstChange, snapshot } from '../../src/grading/runner/integrity.ts';
import { readRunnerLine, readSealed } from '../../src/grading/runner-output.ts';
import { seal } from '../../src/grading/seal.ts';
import { serviceEnvironment } from '../../src/engine/environment.ts';
import { verdict } from '../../src/grading/verdict.ts';

const result = (id: string, state: CheckResult['state']): CheckResult => ({
  id,
  title: id,
  state,
  expected: null,
  actual: null,
  exchange: null,
  location: null,
  lesson: 'lesson#anchor',
  hint: 2,
  ms: 1,
});
const report = (...states: CheckResult['state'][]): Report => ({
  version: 1,
  lab: 'lab',
  nonce: 'n',
  expected: states.length,
  done: !states.includes('unknown'),
  checks: states.map((state, index) => result(`check-${index}`, state)),
});

describe('verdict', () => {
  test('passes only when everything that was expected has passed', () => {
    expect(verdict(report('passed', 'passed'))).toBe('passed');
    expect(verdict(report('passed', 'failed', 'unknown'))).toBe('failed');
    expect(verdict(report('passed', 'unknown'))).toBe('unknown');
  });

  test.for<[string, Partial<Report>]>([
    ['is not done', { done: false }],
    ['has fewer checks than expected', { expected: 3 }],
    ['expected nothing', { expected: 0, checks: [] }],
    ['has one check twice', { checks: [result('a', 'passed'), result('a', 'passed')] }],
  ])('is unknown for a report that %s', ([, change]) => {
    expect(verdict({ ...report('passed', 'passed'), ...change })).toBe('unknown');
  });
});

describe('the sealed report', () => {
  const key = 'ab'.repeat(32);
  const text = JSON.stringify(report('passed'));
  const file = (change: object = {}): string => JSON.stringify({ text, seal: seal(key, text), ...change });

  test('is read with the key that sealed it', () => {
    expect(readSealed(file(), key)).toEqual(report('passed'));
  });
  test('is refused when sealed with another key, changed, or not whole', () => {
    expect(readSealed(file(), 'cd'.repeat(32))).toBeNull();
    expect(readSealed(file({ text: text.replace('passed', 'failed') }), key)).toBeNull();
    expect(readSealed(file().slice(0, -5), key)).toBeNull();
    const other = JSON.stringify({ version: 1 });
    expect(readSealed(JSON.stringify({ text: other, seal: seal(key, other) }), key)).toBeNull();
  });
});

describe('lines of the runner', () => {
  test('are found behind other output', () => {
    expect(readRunnerLine(`hello${linePrefix}{"type":"alive"}`)).toEqual({ type: 'alive' });
  });
  test.for(['hello', `${linePrefix}{"type":"al`, `${linePrefix}{"type":"shutdown"}`, `${linePrefix}null`])(
    'are nothing else: %s',
    (line) => {
      expect(readRunnerLine(line)).toBeNull();
    },
  );
});

describe('locations', () => {
  const roots = ['file:///tmp/m%20x/', '/tmp/m x/'];
  const v8 = `Error: no
    at check (file:///tmp/m%20x/.checks/checks.js:10:3)
    at send (file:///tmp/m%20x/kit/http.js:4:1)
    at fetchAll (file:///tmp/m%20x/orders/app.js:20:5)
    at async call (file:///tmp/m%20x/orders/breaker.js:7:11)`;

  test('the first line in an editable file is found', () => {
    expect(locate(v8, roots, ['orders/breaker.js'])).toEqual({ file: 'orders/breaker.js', line: 7 });
  });
  test('else the first line of the lab, but never the kit or the checks', () => {
    expect(locate(v8, roots, [])).toEqual({ file: 'orders/app.js', line: 20 });
    expect(locate(v8.split('\n').slice(0, 3).join('\n'), roots, [])).toBeNull();
  });
  test('Firefox and WebKit write frames in another way', () => {
    expect(locate('call@file:///tmp/m%20x/orders/app.js:3:9\n', roots, [])).toEqual({
      file: 'orders/app.js',
      line: 3,
    });
  });
});

describe('results of several processes', () => {
  test('come together in the order of teaching', () => {
    const results = new Results(['a', 'b', 'c'], 'lesson');
    results.describe([{ id: 'b', title: 'B is right', lesson: 'lesson#b', hint: 3 }]);
    expect(results.fail('b', 'it hung')).toBe(true);
    expect(results.missing).toEqual(['a', 'c']);
    results.addAll([result('c', 'passed'), result('a', 'passed')]);
    const whole = results.report('lab', 'n');
    expect(whole.checks.map(({ id, state }) => [id, state])).toEqual([
      ['a', 'passed'],
      ['b', 'failed'],
      ['c', 'passed'],
    ]);
    expect(whole.checks[1]).toMatchObject({
      title: 'B is right',
      lesson: 'lesson#b',
      hint: 3,
      expected: 'B is right',
    });
    expect(whole.done).toBe(true);
  });

  test('nothing has passed once the run is given up', () => {
    const results = new Results(['a', 'b'], 'lesson');
    results.addAll([result('a', 'passed')]);
    results.giveUp('it was tampered with');
    const whole = results.report('lab', 'n');
    expect(whole.checks.map(({ state, actual }) => [state, actual])).toEqual([
      ['unknown', 'it was tampered with'],
      ['unknown', 'it was tampered with'],
    ]);
    expect(whole.done).toBe(false);
  });

  test('a check that has a result, or that nobody asked for, cannot be failed', () => {
    const results = new Results(['a'], 'lesson');
    expect(results.fail('x', 'no')).toBe(false);
    expect(results.fail('a', 'it hung')).toBe(true);
    expect(results.fail('a', 'again')).toBe(false);
  });

  test('files get the names of their sources', () => {
    const failed = {
      ...result('a', 'failed'),
      actual: 'see orders/app.js and my-orders/app.js',
      location: { file: 'orders/app.js', line: 2 },
    };
    const [check] = withSourceNames({ ...report(), checks: [failed] }, ['orders/app.js']).checks;
    expect(check).toMatchObject({
      actual: 'see orders/app.ts and my-orders/app.js',
      location: { file: 'orders/app.ts', line: 2 },
    });
  });
});

const make = (): { run(): number; size: number } => ({ run: () => 1, size: NaN });

describe('integrity', () => {
  test('an untouched object has not changed', () => {
    expect(firstChange([snapshot(make(), 'it')], true)).toBeNull();
  });
  test.for<[string, (it: ReturnType<typeof make>) => unknown, string]>([
    ['replaced', (it) => (it.run = () => 2), 'it.run was replaced'],
    ['a getter', (it) => Object.defineProperty(it, 'run', { get: () => 1 }), 'it.run was replaced'],
    ['removed', (it) => Reflect.deleteProperty(it, 'size'), 'it.size was removed'],
    ['added', (it) => Object.assign(it, { toJSON: 1 }), 'it.toJSON was added'],
    ['added by symbol', (it) => Object.assign(it, { [Symbol.iterator]: 1 }), 'it[Symbol.iterator] was added'],
    ['its own call', (it) => Object.assign(it.run, { call: 1 }), 'it.run was changed'],
    ['prototype', (it) => Object.setPrototypeOf(it, null), 'the prototype of it was replaced'],
  ])('a change is named: %s', ([, change, words]) => {
    const it = make();
    const snapshots = [snapshot(it, 'it')];
    change(it);
    expect(firstChange(snapshots, true)).toBe(words);
  });
  test('of an object that is watched in part, other changes do not count', () => {
    const it = make();
    const snapshots = [snapshot(it, 'it', ['run'])];
    Object.assign(it, { size: 2, more: 3 });
    expect(firstChange(snapshots, true)).toBeNull();
  });
});

test('a service is told its port and where its callees are', () => {
  const services = [
    { name: 'gateway', port: 8080, env: { MODE: 'edge' } },
    { name: 'orders', port: 3003, env: {} },
  ].map((each) => ({ ...each, kind: 'service' as const, summary: 's', entry: 'x/main.ts', replicas: 1 }));
  const links = [{ from: 'gateway', to: 'orders', env: 'ORDERS_URL' }];
  expect(serviceEnvironment({ services, links }, services[0]!, (port) => port + 10_000)).toEqual({
    MODE: 'edge',
    PORT: '18080',
    ORDERS_URL: 'http://127.0.0.1:13003',
  });
});
