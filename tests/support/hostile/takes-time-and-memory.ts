/**
 * Attempts by using up what all of a page's code shares: the processor, and memory. A heap that is filled to the brim
 * takes the engine's whole process with it; `tests/e2e/hostile-lab.test.ts` has that one.
 */
import type { DenialCase } from './denial-case.ts';

export const takesTimeAndMemory: readonly DenialCase[] = [
  {
    name: 'endless loop',
    tries: 'never gives the processor back',
    code: `console.log('under way'); for (;;);`,
  },
  {
    name: 'endless microtasks',
    tries: 'has one promise follow another, so that no task of the worker ever comes',
    code: `console.log('under way'); const again = () => Promise.resolve().then(again); again();`,
  },
  {
    name: 'endless ticks',
    tries: 'has one process.nextTick follow another',
    code: `console.log('under way'); const again = () => process.nextTick(again); again();`,
  },
  {
    name: 'an exit that does not end',
    tries: 'loops in a listener of the end of the process',
    code: `process.on('exit', () => { console.log('under way'); for (;;); });`,
  },
  {
    name: 'waits for what never comes',
    tries: 'blocks its thread with Atomics.wait on memory of a WebAssembly',
    code: `
const { buffer } = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
console.log('under way');
Atomics.wait(new Int32Array(buffer), 0, 0);`,
  },
  {
    name: 'an expression that backtracks',
    tries: 'spends ages within one regular expression',
    code: `console.log('under way'); /^(a+)+$/.test('a'.repeat(60) + 'b');`,
  },
  {
    name: 'a search that nothing interrupts',
    tries: 'spends ages within one built-in of the browser',
    code: `console.log('under way'); for (;;) Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);`,
  },
  {
    name: 'deep recursion',
    tries: 'calls itself until the stack is full',
    code: `const deep = () => deep() + 1; deep();`,
    says: /RangeError: Maximum call stack size exceeded/,
    ends: 1,
  },
  {
    name: 'deep recursion without end',
    tries: 'fills the stack, catches the error, and does it again',
    code: `
const deep = () => { try { return deep() + 1; } finally { deep(); } };
console.log('under way');
for (;;) try { deep(); } catch {}`,
  },
  {
    name: 'a structure without a floor',
    tries: 'has the console print an object whose every property is a new object',
    code: `
const endless = () => new Proxy({}, { get: (_target, key) => (typeof key === 'symbol' ? undefined : endless()), ownKeys: () => ['a', 'b'], getOwnPropertyDescriptor: () => ({ value: endless(), enumerable: true, configurable: true }) });
console.log(endless());
let chain = {}; for (let depth = 0; depth < 100_000; depth++) chain = { chain };
console.log(chain);
try { JSON.stringify(chain); } catch (error) { console.log('got', error.name); }
try { structuredClone(chain); } catch (error) { console.log('got', error.name); }`,
    says: /got RangeError/,
    ends: 0,
  },
  {
    name: 'buffers without end',
    tries: 'asks for a gigabyte again and again',
    code: `
const all = [];
try { for (let n = 0; n < 1000; n++) all.push(new ArrayBuffer(2 ** 30)); } catch (error) { console.log('got', error.name, all.length > 0); }
setInterval(() => {}, 1000); console.log('under way');`,
  },
  {
    name: 'memories of WebAssembly',
    tries: 'reserves four gigabytes again and again',
    code: `
const all = [];
try { for (let n = 0; n < 1000; n++) all.push(new WebAssembly.Memory({ initial: 65_536, maximum: 65_536 })); } catch (error) { console.log('got', error.name); }
setInterval(() => {}, 1000); console.log('under way');`,
  },
  {
    name: 'texts without end',
    tries: 'doubles a text until it is as long as none can be',
    code: `
let text = 'x';
try { for (;;) text += text; } catch (error) { console.log('got', error.name, error.message); }`,
    says: /got RangeError Invalid string length/,
    ends: 0,
  },
];
