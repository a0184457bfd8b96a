/** Attempts through the built-ins that assertions and the runner use. */
import { atLoad, replaced, type HostileCase } from './hostile-case.ts';

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

export const throughBuiltIns: readonly HostileCase[] = [
  ...leanedOnCases,
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
    name: 'freezes what is shared',
    tries: 'freezes every built-in prototype, so that nothing can be recorded',
    code: atLoad(
      `for (const each of [Object, Array, Map, Promise, Error]) { Object.freeze(each); Object.freeze(each.prototype); }`,
    ),
    verdict: 'failed',
  },
];
