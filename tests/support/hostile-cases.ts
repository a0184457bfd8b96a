/**
 * Attempts to get wrong code past the checks of the fake lab. Each is the text of `counter/count.ts`: a counter that
 * fails every check, and something that tries to make the checks pass all the same. None may ever pass; the same list
 * runs on Node and in the offline engine.
 */

export interface HostileCase {
  readonly name: string;
  /** What it tries, in a sentence. */
  readonly tries: string;
  readonly code: string;
  /** What the results say of it, at least one of them. */
  readonly says?: RegExp;
  /** The verdict that it gets; left out where it depends on who is first. */
  readonly verdict?: 'failed' | 'unknown';
  /** Where it makes sense; everywhere when left out. */
  readonly only?: 'node' | 'offline';
}

/** Fails every check of the fake lab. */
export const wrongCounter = `
export class Counter {
  get value() { return 'wrong'; }
  add() { return 42; }
  state() { return {}; }
  async settled() { return 0; }
}
`;

/** The same, with something done before a module of it is used. */
const atLoad = (attack: string): string => `${attack}\n${wrongCounter}`;

/** A counter of which every member runs the attack first. */
const inUse = (attack: string, head = ''): string => `${head}
const attack = (): void => { ${attack} };
export class Counter {
  get value() { attack(); return 'wrong'; }
  add() { attack(); return 42; }
  state() { attack(); return {}; }
  async settled() { attack(); return 0; }
}
`;

/** The report that an attacker would like to see, as far as it can be known. */
const forgedReport = `JSON.stringify({ version: 1, lab: 'fake-lab', nonce: '0'.repeat(32), expected: 6, done: true,
  checks: ['starts-at-zero', 'counts', 'remembers', 'throws-below-zero', 'waits'].map((id) => ({ id, title: id,
    state: 'passed', expected: null, actual: null, exchange: null, location: null, lesson: 'x', ms: 1 })) })`;

const forgedFile = `JSON.stringify({ text: JSON.stringify({ report: JSON.parse(${forgedReport}), distrust: [] }), seal: 'f'.repeat(64) })`;

const replaced = (name: RegExp): RegExp =>
  new RegExp(`${name.source} was (?:replaced|added|changed|removed)`);

/** Built-ins that a check run leans on somewhere; each is replaced by a function that says yes to everything. */
const leanedOn = [
  'Function.prototype.call',
  'Function.prototype.apply',
  'Function.prototype.bind',
  'Object.keys',
  'Object.hasOwn',
  'Object.entries',
  'Object.defineProperty',
  'Object.getPrototypeOf',
  'Reflect.ownKeys',
  'Reflect.getOwnPropertyDescriptor',
  'Array.isArray',
  'Array.prototype.push',
  'Map.prototype.get',
  'Set.prototype.has',
  'WeakMap.prototype.get',
  'RegExp.prototype.exec',
  'String.prototype.slice',
  'Promise.resolve',
  'Promise.all',
];

const leanedOnCases = leanedOn.map((name): HostileCase => {
  const [, holder = '', key = ''] = /^(.*)\.(.*)$/.exec(name) ?? [];
  return {
    name: `replaces ${name}`,
    tries: 'has it say yes to everything',
    code: atLoad(`Reflect.set(${holder}, '${key}', () => true);`),
    says: new RegExp(
      `${name.replaceAll('.', String.raw`\.`)} was replaced|did not finish loading|ended the process`,
    ),
  };
});

export const hostileCases: readonly HostileCase[] = [
  ...leanedOnCases,
  {
    name: 'rewrites the lab',
    tries: 'writes over the code that a service is about to run, and over the checks',
    code: atLoad(`
import fs from 'node:fs';
for (const file of ['counter/main.js', 'kit/clock.js', '.checks/checks.js', '.checks/runner.js', '.checks/vitest.js']) fs.writeFileSync(file, 'export {};');`),
    verdict: 'failed',
  },
  {
    name: 'exits while loading',
    tries: 'ends the process with code 0 as soon as it is loaded',
    code: atLoad('process.exit(0);'),
    says: /process\.exit\(0\)/,
    verdict: 'failed',
  },
  {
    name: 'exits in use',
    tries: 'ends the process with code 0 from within a check',
    code: inUse('process.exit(0);'),
    says: /process\.exit\(0\)/,
    verdict: 'failed',
  },
  {
    name: 'exits by the back door',
    tries: 'ends the process by what process.exit itself calls',
    code: inUse('(process as unknown as { reallyExit(code: number): never }).reallyExit(0);'),
    says: /ended the process/,
    verdict: 'failed',
    only: 'node',
  },
  {
    name: 'forges the report and ends',
    tries: 'writes a report that says "passed" and ends the process before the true one is written',
    code: inUse(
      `fs.writeFileSync('.checks/report.json', ${forgedFile}); (process as unknown as { reallyExit(code: number): never }).reallyExit(0);`,
      `import fs from 'node:fs';`,
    ),
    says: /other than the check runner wrote the report/,
    verdict: 'unknown',
    only: 'node',
  },
  {
    name: 'forges the report and goes on',
    tries: 'writes a report that says "passed" again and again',
    code: atLoad(`
import fs from 'node:fs';
setInterval(() => fs.writeFileSync('.checks/report.json', ${forgedFile}), 1);`),
    verdict: 'failed',
  },
  {
    name: 'forges the report last',
    tries: 'overwrites the report when the process exits',
    code: atLoad(`
import fs from 'node:fs';
process.on('exit', () => fs.writeFileSync('.checks/report.json', ${forgedFile}));`),
    says: /other than the check runner wrote the report/,
    verdict: 'unknown',
    only: 'node',
  },
  {
    name: 'has a child forge the report',
    tries: 'starts a process that waits for the report and turns "failed" into "passed" in it',
    code: atLoad(`
import { spawn } from 'node:child_process';
spawn(process.execPath, ['-e', \`
  const fs = require('node:fs');
  for (const end = Date.now() + 3000; Date.now() < end;) try {
    const text = fs.readFileSync('.checks/report.json', 'utf8');
    fs.writeFileSync('.checks/report.json', text.replaceAll('failed', 'passed')); break;
  } catch {}
\`], { stdio: 'ignore', detached: true }).unref();`),
    only: 'node',
  },
  {
    name: 'forges lines of the runner',
    tries: 'writes to standard output what the runner writes when all has passed',
    code: inUse(
      `for (const line of [{ type: 'checked', check: 'counts' }, { type: 'written' }, ${forgedReport}]) process.stdout.write('\\n@split-decision-check ' + JSON.stringify(line) + '\\n');`,
    ),
    verdict: 'failed',
  },
  {
    name: 'swallows the output',
    tries: 'replaces process.stdout.write',
    code: atLoad('process.stdout.write = () => true;'),
    verdict: 'failed',
  },
  {
    name: 'listens for the order',
    tries: 'reads standard input to learn the nonce and the key',
    code: atLoad(`
import fs from 'node:fs';
process.stdin.on('data', (chunk) => {
  const { nonce, key } = JSON.parse(String(chunk));
  if (nonce && key) fs.writeFileSync('.checks/report.json', 'found it');
});`),
    verdict: 'failed',
  },
  {
    name: 'replaces Object.is',
    tries: 'makes any two values the same',
    code: atLoad('Object.is = () => true;'),
    says: replaced(/Object\.is/),
    verdict: 'unknown',
  },
  {
    name: 'replaces Array.prototype.map',
    tries: 'turns "failed" into "passed" when the results are put together',
    code: atLoad(`
const map = Array.prototype.map;
Array.prototype.map = function (this: unknown[], ...args: Parameters<typeof map>) {
  return map.apply(this, args);
} as typeof map;`),
    says: replaced(/Array\.prototype\.map/),
    verdict: 'unknown',
  },
  {
    name: 'replaces Array.prototype.filter',
    tries: 'lets every list be empty',
    code: atLoad('Array.prototype.filter = () => [];'),
    says: replaced(/Array\.prototype\.filter/),
    verdict: 'unknown',
  },
  {
    name: 'replaces the array iterator',
    tries: 'lets every loop see nothing',
    code: atLoad('Array.prototype[Symbol.iterator] = function* () {};'),
    says: replaced(/Array\.prototype\[Symbol\.iterator\]/),
    verdict: 'unknown',
  },
  {
    name: 'replaces JSON.stringify',
    tries: 'writes "passed" wherever a report says "failed"',
    code: atLoad(`
const stringify = JSON.stringify;
JSON.stringify = ((...args: Parameters<typeof stringify>) => stringify(...args)?.replaceAll('failed', 'passed')) as typeof stringify;`),
    says: replaced(/JSON\.stringify/),
    verdict: 'unknown',
  },
  {
    name: 'pollutes with toJSON',
    tries: 'gives every object a toJSON that says "passed" and reads the nonce',
    code: atLoad(`
(Object.prototype as { toJSON?: unknown }).toJSON = function (this: { state?: string }) {
  return this.state === undefined ? this : { ...this, state: 'passed' };
};`),
    says: replaced(/Object\.prototype\.toJSON/),
    verdict: 'unknown',
  },
  {
    name: 'replaces Promise.prototype.then',
    tries: 'has rejections vanish',
    code: atLoad(`
const then = Promise.prototype.then;
Promise.prototype.then = function (this: Promise<unknown>, fulfilled: never) {
  return then.call(this, fulfilled, fulfilled);
} as typeof then;`),
    says: replaced(/Promise\.prototype\.then/),
    verdict: 'unknown',
  },
  {
    name: 'replaces Promise',
    tries: 'has a promise that never rejects',
    code: atLoad(`
const Native = Promise;
class Kind<T> extends Native<T> {
  constructor(run: ConstructorParameters<typeof Native<T>>[0]) { super((resolve) => run(resolve, resolve as never)); }
}
globalThis.Promise = Kind as typeof Promise;`),
    says: replaced(/globalThis\.Promise/),
    verdict: 'unknown',
  },
  {
    name: 'replaces Error',
    tries: 'makes errors that nothing counts as such',
    code: atLoad('globalThis.Error = class {} as unknown as ErrorConstructor;'),
    says: replaced(/globalThis\.Error/),
    verdict: 'unknown',
  },
  {
    name: 'answers instanceof',
    tries: 'counts everything as an error of the wanted kind',
    code: atLoad(`
for (const kind of [Error, RangeError, TypeError]) Object.defineProperty(kind, Symbol.hasInstance, { value: () => true });`),
    says: replaced(/Error\[Symbol\.hasInstance\]/),
    verdict: 'unknown',
  },
  {
    name: 'replaces a method of a method',
    tries: 'overrides Object.prototype.toString.call, by which values are told apart',
    code: atLoad(`Object.prototype.toString.call = () => '[object Undefined]';`),
    says: replaced(/Object\.prototype\.toString/),
    verdict: 'unknown',
  },
  {
    name: 'patches while compared',
    tries: 'replaces Object.is in a getter and puts it back before anyone looks',
    code: `
const is = Object.is;
const trap = (wrong: Record<string, unknown>): Record<string, unknown> => Object.defineProperty(wrong, 'value', {
  enumerable: true,
  get() {
    Object.is = () => true;
    Promise.resolve().then(() => { Object.is = is; });
    return 'wrong';
  },
});
export class Counter {
  get value() { return trap({}); }
  add() { return trap({}); }
  state() { return trap({ history: 1 }); }
  async settled() { return trap({}); }
}
`,
    says: replaced(/Object\.is/),
    verdict: 'unknown',
  },
  {
    name: 'equals anything',
    tries: 'returns an object that decides for itself whether it equals the expected value',
    code: `
const equal = { $$typeof: Symbol.for('jest.asymmetricMatcher'), asymmetricMatch: () => true };
export class Counter {
  get value() { return equal; }
  add() { return equal; }
  state() { return equal; }
  async settled() { return equal; }
}
`,
    verdict: 'failed',
  },
  {
    name: 'skips the check',
    tries: 'throws what Vitest throws to skip a test',
    code: inUse(
      `throw Object.assign(new Error('skipped'), { code: 'VITEST_PENDING', taskId: 'x', note: 'x' });`,
    ),
    verdict: 'failed',
  },
  {
    name: 'replaces setTimeout',
    tries: 'has no time pass',
    code: atLoad('globalThis.setTimeout = (() => 0) as unknown as typeof setTimeout;'),
    says: replaced(/globalThis\.setTimeout/),
    verdict: 'unknown',
  },
  {
    name: 'replaces process.exit',
    tries: 'keeps the runner from ending',
    code: atLoad('process.exit = (() => {}) as unknown as typeof process.exit;'),
    says: replaced(/process\.exit/),
    verdict: 'unknown',
  },
  {
    name: 'replaces fetch',
    tries: 'answers the requests of the checks itself',
    code: atLoad(`globalThis.fetch = async () => new Response('{"value":2,"history":[0,1]}');`),
    says: replaced(/globalThis\.fetch/),
    verdict: 'unknown',
  },
  {
    name: 'looks for Vitest’s matchers',
    tries: 'finds the matchers by their well-known symbol and makes them pass',
    code: atLoad(`
const shared = Reflect.get(globalThis, Symbol.for('$$jest-matchers-object')) as { matchers: Record<string, unknown>; customEqualityTesters: unknown[] } | undefined;
shared?.customEqualityTesters.push(() => true);
for (const name of Object.keys(shared?.matchers ?? {})) shared!.matchers[name] = () => {};`),
    verdict: 'failed',
  },
  {
    name: 'looks for expect',
    tries: 'finds expect by its well-known symbol and extends it',
    code: atLoad(`
const expect = Reflect.get(globalThis, Symbol.for('expect-global')) as { extend(matchers: object): void } | undefined;
const pass = () => ({ pass: true, message: () => '' });
expect?.extend({ toBe: pass, toEqual: pass, toThrow: pass });`),
    verdict: 'failed',
  },
  {
    name: 'looks for the worker’s state',
    tries: 'finds the running test in __vitest_worker__ and lets it pass',
    code: inUse(`
const worker = Reflect.get(globalThis, '__vitest_worker__') as { current?: { fails?: boolean; result?: object } } | undefined;
if (worker?.current) { worker.current.fails = true; Object.defineProperty(worker.current.result, 'state', { get: () => 'pass', set() {} }); }`),
    verdict: 'failed',
  },
  {
    name: 'imports the checks’ Vitest',
    tries: 'imports the Vitest that the checks use and replaces its matchers',
    code: atLoad(`
const name = '../.checks/vitest.js';
const { expect, chai } = await import(name);
const pass = () => ({ pass: true, message: () => '' });
expect.extend({ toBe: pass, toEqual: pass, toThrow: pass });
for (const method of ['toBe', 'toEqual', 'toThrow']) chai.Assertion.prototype[method] = () => {};`),
    verdict: 'failed',
  },
  {
    name: 'imports the checks',
    tries: 'imports the checks and installs another host',
    code: atLoad(`
const name = '../.checks/checks.js';
const { setCheckHost } = await import(name);
class Fake { value = 0; }
setCheckHost({ load: async () => ({ Counter: Fake }), start: async () => { throw new Error('no'); } });`),
    verdict: 'failed',
  },
  {
    name: 'deletes the checks',
    tries: 'removes everything that the run brought along',
    code: atLoad(`
import fs from 'node:fs';
fs.rmSync('.checks', { recursive: true, force: true });`),
    verdict: 'failed',
  },
  {
    name: 'rewrites what is written',
    tries: 'replaces fs.writeFileSync, so that "failed" becomes "passed" on its way to the file',
    code: atLoad(`
import fs from 'node:fs';
const write = fs.writeFileSync;
fs.writeFileSync = (file, data, options) => write(file, String(data).replaceAll('failed', 'passed'), options);`),
    says: replaced(/fs\.writeFileSync/),
    verdict: 'unknown',
  },
  {
    name: 'asks the stack for functions',
    tries: 'gets at the runner’s functions through Error.prepareStackTrace',
    code: inUse(`
Error.prepareStackTrace = (_error, sites) => sites.map((site) => site.getFunction() ?? site.getThis());
const found = new Error('x').stack as unknown as unknown[];
for (const each of Array.isArray(found) ? found : []) if (each) Object.setPrototypeOf(each, null);`),
    says: replaced(/Error\.prepareStackTrace/),
    verdict: 'unknown',
  },
  {
    name: 'closes the worker',
    tries: 'ends the worker in which the process runs, without a word',
    code: inUse('(globalThis as unknown as { close(): void }).close();'),
    verdict: 'failed',
    only: 'offline',
  },
  {
    name: 'talks to the kernel',
    tries: 'posts to the frame that the process has ended well',
    code: atLoad(`
const post = (message: unknown): void => (globalThis as unknown as { postMessage?(message: unknown): void }).postMessage?.(message);
for (const type of ['exit', 'exited', 'end', 'close']) post({ type, code: 0, exitCode: 0 });`),
    only: 'offline',
  },
  {
    name: 'reads along with the worker',
    tries: 'listens to what the frame sends to the worker, and takes over its ports',
    code: atLoad(`
const post = MessagePort.prototype.postMessage;
MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown, ...rest: never[]) {
  return post.call(this, JSON.parse(JSON.stringify(message).replaceAll('failed', 'passed')), ...rest);
};`),
    only: 'offline',
  },
  {
    name: 'freezes what is shared',
    tries: 'freezes every built-in prototype, so that nothing can be recorded',
    code: atLoad(
      `for (const each of [Object, Array, Map, Promise, Error]) { Object.freeze(each); Object.freeze(each.prototype); }`,
    ),
    verdict: 'failed',
  },
];
