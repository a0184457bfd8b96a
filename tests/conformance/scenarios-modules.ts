/** How modules are found, linked and run, and what is said when they cannot be. */
import type { ScenarioPlan } from './scenarios.ts';

function runs(name: string, says: readonly string[], files: Record<string, string>): ScenarioPlan {
  return {
    name,
    files,
    steps: [
      { do: 'start', name: 'main', file: 'main.js' },
      { do: 'exit', name: 'main' },
    ],
    says,
  };
}

export const moduleScenarios: readonly ScenarioPlan[] = [
  runs('module bindings', ['live 2', 'default name default'], {
    'main.js': `import def, { count, increase, Class as Renamed, default as again, "a string" as text } from './lib.js';
import * as everything from './lib.js'
import { passed, inner } from './pass.js'
import anonymous from './anonymous.js';
const semi = 1
increase()
console.log('live', count)
console.log('default', def === again, def(), text)
console.log('default name', anonymous.name, (await import('./anonymous-class.js')).default.name, (await import('./arrow.js')).default.name);
console.log('namespace', Object.keys(everything).join(), everything[Symbol.toStringTag], everything.count)
console.log('passed on', passed, inner.count === count)
console.log('class', new Renamed().method(), { count }.count, { passed: count }.passed)
function shadow(count) { { let increase = 'inner'; return count + increase; } }
console.log('shadowed', shadow('x'))
for (const count of [7]) console.log('loop', count)
try { throw 1 } catch (increase) { console.log('caught', increase) }
console.log('callee this', (() => { return whoAmI() })())
import { whoAmI } from './lib.js'
console.log('hoisted import', typeof whoAmI, \`\${count}\`, tag\`x\`)
import { tag } from './lib.js'
label: for (;;) { break label }
console.log(typeof increase, [count, ...[count]], (count, 5), count ? 'yes' : 'no', class { count = count; static [count] = 1 }.name)
try { count = 5 } catch (error) { console.log('constant', error.name) }
try { everything.count = 5 } catch (error) { console.log('read-only', error.name) }
try { everything.added = 5 } catch (error) { console.log('closed', error.name) }
const { count: destructured = count } = {}
console.log(destructured)
`,
    'lib.js': `export let count = 1
export function increase() { count++ }
export class Class { method() { return 'method' } }
export default function named() { return 'named' }
export function whoAmI() { return this === undefined }
export const tag = (strings) => strings[0]
const a = 'text'
export { a as "a string" }
export var later
later = 'late'
`,
    'pass.js': `export { count as passed } from './lib.js'; export * as inner from './lib.js'; export * from './empty.js'`,
    'empty.js': '',
    'anonymous.js': 'export default function () {}',
    'anonymous-class.js': 'export default class {}',
    'arrow.js': 'export default () => {}',
  }),
  runs('module order', ['main', 'cycle ok'], {
    'main.js': `import './one.js';
export * from './two.js';
import { early } from './cycle-a.js';
console.log('main');
console.log('cycle', early());
console.log(import.meta.url.endsWith('/main.js'), import.meta.dirname.length > 0, import.meta.filename.endsWith('main.js'), import.meta.resolve('./two.js').endsWith('/two.js'), import.meta.main);
const [first, second] = await Promise.all([import('./one.js'), import('./one.js')]);
console.log(first === second);
const fresh = await import('./one.js?again');
console.log(fresh === first, fresh.state === first.state);
try { await import('./throws.js') } catch (error) { console.log('threw', error.message) }
try { await import('./throws.js') } catch (error) { console.log('threw again', error.message) }
try { await import('./uses-throws.js') } catch (error) { console.log('threw through', error.message) }
`,
    'one.js': `console.log('one'); export const state = {};`,
    'two.js': `import './slow.js'; console.log('two'); export const two = 2;`,
    'slow.js': `console.log('slow begins'); await new Promise((resolve) => setTimeout(resolve, 10)); console.log('slow ends');`,
    'cycle-a.js': `import { b } from './cycle-b.js'; console.log('a runs'); export function early() { return b() } export const late = 'late';`,
    'cycle-b.js': `import { early, late } from './cycle-a.js';
console.log('b runs', typeof early);
try { late } catch (error) { console.log(error.name, error.message) }
export function b() { return 'ok ' + late }`,
    'throws.js': `console.log('runs once'); throw new Error('at the top');`,
    'uses-throws.js': `import './throws.js'; console.log('never');`,
  }),
  runs('module resolution', ['kit ok', 'ERR_MODULE_NOT_FOUND'], {
    'package.json': JSON.stringify({
      type: 'module',
      imports: { '#kit/*': './kit/*', '#one': './kit/one.js' },
    }),
    'main.js': `import { kit } from '#kit/index.js';
import { one } from '#one';
import { join } from 'node:path';
import data from './data.json' with { type: 'json' };
import pkg from 'pack';
import { part } from 'pack/part';
import fs, { existsSync } from 'fs';
console.log(kit, one, join('a', 'b'), data.a, pkg, part, typeof existsSync, fs.existsSync === existsSync);
console.log((await import(new URL('./kit/one.js', import.meta.url))).one, (await import('/' + 'nope.js').catch((e) => e.code)));
for (const specifier of ['./missing.js', 'missing-package', 'node:nope', './kit', '#nope', './data.json', '#kit/nope.js', 'https://example.com/x.js', './missing-export.js', './bad-syntax.js']) {
  try { await import(specifier); console.log('loaded', specifier) } catch (error) {
    console.log(specifier, error.name, error.code, error.message.replaceAll(import.meta.dirname === '/' ? 'no such' : import.meta.dirname, '').split('\\n')[0]);
  }
}
`,
    'kit/index.js': `import { one } from './one.js'; export const kit = 'kit ok';`,
    'kit/one.js': `export const one = 1;`,
    'data.json': '{"a": "json"}',
    'missing-export.js': `import { one, nothing } from './kit/one.js';`,
    'bad-syntax.js': `export const a = ;`,
    'node_modules/pack/package.json': JSON.stringify({
      name: 'pack',
      type: 'module',
      exports: { '.': { import: './index.js' }, './part': './lib/part.js' },
    }),
    'node_modules/pack/index.js': `export default 'pack';`,
    'node_modules/pack/lib/part.js': `export const part = 'part';`,
  }),
  runs('module that is not there', ['ERR_MODULE_NOT_FOUND'], {
    'main.js': `process.on('exit', (code) => console.log('exit', code));
process.on('uncaughtException', (error) => { console.log(error.code) });
await import('./gone.js');`,
  }),
];
