/**
 * Mistakes that learners make, and what they are told about them. Each is the text of the fake lab's
 * `counter/count.ts`; the same list runs on Node and in the offline engine.
 */
import type { CheckResult } from '../../src/grading/report.ts';

export interface LearnerCase {
  readonly name: string;
  readonly code: string;
  readonly only: readonly string[];
  /** State of each check in `only`. */
  readonly states: readonly CheckResult['state'][];
  /** What the results say, by check. */
  readonly says: Readonly<
    Record<string, { readonly actual: RegExp } & Partial<Pick<CheckResult, 'expected' | 'location'>>>
  >;
}

const counter = (members: string): string => `export class Counter {\n  count = 0;\n  ${members}\n}\n`;

/** A right counter, one member a line, so that a case can spoil one of them. */
export const rightCounter = counter(`get value() { return this.count; }
  add(step = 1) { if (this.count + step < 0) throw new RangeError('below zero'); return (this.count += step); }
  state() { return { value: this.count, history: [...Array(this.count).keys()] }; }
  async settled() { return this.count; }`);

const spoilt = (
  member: 'get value()' | 'add(step = 1)' | 'state()' | 'async settled()',
  by: string,
): string => rightCounter.replace(`${member} {`, `${member} { ${by}`);

const reallyExit = '(process as unknown as { reallyExit(code: number): never }).reallyExit(3);';
const two = ['starts-at-zero', 'counts'];
const three = ['counts', 'remembers', 'waits'];
const file = 'counter/count.ts';

export const learnerCases: readonly LearnerCase[] = [
  {
    name: 'a wrong value',
    code: rightCounter.replace('count = 0', 'count = 1'),
    only: ['starts-at-zero'],
    states: ['failed'],
    says: { 'starts-at-zero': { expected: 'value at first: 0', actual: /^1$/ } },
  },
  {
    name: 'an error of the code',
    code: spoilt('get value()', '\n    return missing.thing;'),
    only: ['starts-at-zero'],
    states: ['failed'],
    says: { 'starts-at-zero': { actual: /missing/, location: { file, line: 4 } } },
  },
  {
    name: 'a missing export',
    code: 'export class Kounter {}\nexport const step = 1;\n',
    only: two,
    states: ['failed', 'failed'],
    says: { counts: { expected: `${file} exports Counter`, actual: /^it exports Kounter, step$/ } },
  },
  {
    name: 'a syntax error',
    code: 'export class Counter {\n  add( { return 1; }\n}\n',
    only: two,
    states: ['failed', 'failed'],
    says: { counts: { actual: /counter\/count\.ts:2/, location: { file, line: 2 } } },
  },
  {
    name: 'an import of a file that is not there',
    code: `import './nowhere.ts';\n${rightCounter}`,
    only: two,
    states: ['failed', 'failed'],
    says: { counts: { actual: /^(?!.*machine-).*nowhere/ } },
  },
  {
    name: 'an error while loading',
    code: `throw new Error('not yet');\n`,
    only: two,
    states: ['failed', 'failed'],
    says: { counts: { actual: /not yet/, location: { file, line: 1 } } },
  },
  {
    name: 'a module that awaits for ever',
    code: `await new Promise(() => {});\n${rightCounter}`,
    only: two,
    states: ['failed', 'failed'],
    says: { counts: { actual: /counter\/count\.ts did not finish loading within 0\.8 s/ } },
  },
  {
    name: 'a module that loops for ever',
    code: `for (;;);\n${rightCounter}`,
    only: three,
    states: ['failed', 'failed', 'failed'],
    says: {
      waits: {
        actual: /counter\/count\.ts did not finish loading .*blocks the process \(an endless loop\?\)/,
      },
    },
  },
  {
    name: 'a method that loops for ever',
    code: spoilt('state()', 'for (;;);'),
    only: three,
    states: ['passed', 'failed', 'passed'],
    says: {
      remembers: {
        expected: 'A counter has a history',
        actual: /^did not finish within 1\.5 s: the code blocks the process \(an endless loop\?\)$/,
      },
    },
  },
  {
    name: 'a loop that awaits what is there already',
    code: spoilt('state()', 'void (async () => { for (;;) await null; })();'),
    only: three,
    states: ['passed', 'failed', 'passed'],
    says: { remembers: { actual: /blocks the process \(an endless loop\?\)$/ } },
  },
  {
    name: 'an export called "then"',
    code: `export function then(): void {}\n${rightCounter}`,
    only: two,
    states: ['failed', 'failed'],
    says: { counts: { actual: /did not finish loading/ } },
  },
  {
    name: 'a promise that never settles',
    code: spoilt('async settled()', 'await new Promise(() => {});'),
    only: three,
    states: ['passed', 'passed', 'failed'],
    says: { waits: { actual: /did not finish within 1 s/ } },
  },
  {
    name: 'process.exit',
    code: spoilt('state()', 'process.exit(0);'),
    only: three,
    states: ['passed', 'failed', 'passed'],
    says: { remembers: { actual: /the code called process\.exit\(0\)/ } },
  },
  {
    name: 'a rejection that nothing handles',
    code: spoilt('add(step = 1)', `void Promise.reject(new TypeError('lost'));`),
    only: two,
    states: ['passed', 'failed'],
    says: { counts: { actual: /^Rejection that nothing handles: TypeError: lost$/ } },
  },
  {
    name: 'an error that nothing catches',
    code: spoilt(
      'async settled()',
      `setTimeout(() => { throw new TypeError('late'); }, 0); await new Promise(() => {});`,
    ),
    only: ['counts', 'waits'],
    states: ['passed', 'failed'],
    says: { waits: { actual: /^Uncaught error: TypeError: late$/ } },
  },
];

/** What only real Node can do. */
export const nodeCases: readonly LearnerCase[] = [
  {
    name: 'a module that ends the process',
    code: `${reallyExit}\n${rightCounter}`,
    only: two,
    states: ['failed', 'failed'],
    says: { counts: { actual: /counter\/count\.ts ended the process/ } },
  },
];
