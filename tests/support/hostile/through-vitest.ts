/** Attempts through Vitest, which runs in the same realm. */
import { atLoad, inUse, replaced, type HostileCase } from './hostile-case.ts';

export const throughVitest: readonly HostileCase[] = [
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
    name: 'asks the stack for functions',
    tries: 'gets at the runner’s functions through Error.prepareStackTrace',
    code: inUse(`
Error.prepareStackTrace = (_error, sites) => sites.map((site) => site.getFunction() ?? site.getThis());
const found = new Error('x').stack as unknown as unknown[];
for (const each of Array.isArray(found) ? found : []) if (each) Object.setPrototypeOf(each, null);`),
    says: replaced(/Error\.prepareStackTrace/),
    verdict: 'unknown',
  },
];
