import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import os from 'node:os';
import path, { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import querystring from 'node:querystring';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import util, { format, inspect, parseArgs, promisify, types, isDeepStrictEqual } from 'node:util';
import * as ns from 'node:path';
import { say, outcome } from './say.js';

say('buffer', [
  Buffer.from('hi?>é').toString('base64'),
  Buffer.from('hi?>é').toString('base64url'),
  Buffer.from('aGk_PsOp', 'base64url').toString(),
  Buffer.from('ff00', 'hex').length,
  Buffer.byteLength('é€'),
  Buffer.concat([Buffer.from('a'), Buffer.from('b')]).toString(),
  Buffer.isEncoding('base64url'),
  Buffer.from([1, 2, 3]).subarray(1) instanceof Buffer,
  Buffer.from('abc').equals(Buffer.from('abc')),
  Buffer.alloc(3, 'ab').toString(),
  Buffer.from('abc').toString('utf8', 1, 2),
  JSON.stringify(Buffer.from('a')),
  Buffer.from('abc').indexOf('c'),
  Buffer.from('€').toString('latin1').length,
]);
say(
  'inspect',
  inspect({
    a: [1, { b: new Map([[1, { c: new Set(['x']) }]]) }],
    d: new Date(0),
    s: Symbol('q'),
    f() {},
    n: null,
    u: undefined,
    big: 10n,
    buffer: Buffer.from('hi'),
  }),
);
say('format', [
  format('%s is %d and %j %o %%', 'x', 42, { a: 1 }, [1]),
  format('a', 'b', { c: 1 }),
  format('%s', null),
  format(1, 2),
]);
class Shop {
  name = 'n';
}
say('class', [
  inspect(new Shop()),
  inspect(Object.create(null)),
  inspect(class A extends Shop {}),
  inspect(new Error('e')).split('\n')[0],
]);
say('util', [
  util.types.isPromise(Promise.resolve()),
  types.isDate(new Date()),
  isDeepStrictEqual({ a: [1] }, { a: [1] }),
  util.stripVTControlCharacters('\u001b[31mred\u001b[0m'),
  util.styleText('red', 'x'),
]);
say('promisify', await promisify((value, done) => done(null, value + 1))(1));
say(
  'parseArgs',
  parseArgs({
    args: ['--port', '1', '-v', 'x'],
    options: { port: { type: 'string' }, verbose: { type: 'boolean', short: 'v' } },
    allowPositionals: true,
  }),
);
say(
  'unknown option',
  (await outcome((async () => parseArgs({ args: ['--zzz'], options: {} }))())).error.code,
);
say('path', [
  join('a', '..', 'b', './c'),
  path.resolve('/x', 'y'),
  path.basename('/a/b.txt', '.txt'),
  path.extname('x.tar.gz'),
  path.relative('/a/b', '/a/c'),
  path.posix === path,
  ns.sep,
  path.parse('/a/b.c').name,
]);
say('url', [
  fileURLToPath('file:///a%20b/c.js'),
  pathToFileURL('/a b').href,
  new URL('../x?y=1#z', 'http://h:1/a/b/').href,
]);
say('querystring', [querystring.parse('a=1&b=2&a=3'), querystring.stringify({ a: [1, 2], b: 'x y' })]);
say('assert', (await outcome((async () => assert.deepEqual({ a: 1 }, { a: 2 }))())).error.code);
say(
  'assert throws',
  (
    await outcome(
      (async () =>
        assert.throws(() => {
          throw new TypeError('x');
        }, TypeError))(),
    )
  ).error ?? null,
);
say('equal', (await outcome((async () => assert.equal(1, 2, 'said so'))())).error.message.split('\n')[0]);
say('performance', [
  typeof performance.now(),
  performance === globalThis.performance,
  typeof performance.timeOrigin,
]);
say('os', [os.EOL, os.platform(), typeof os.cpus().length, typeof os.hostname()]);
const lines = [];
for await (const line of createInterface({ input: Readable.from(['a\nb', 'c\n', 'last']) })) lines.push(line);
say('readline', lines);
say('structured clone', structuredClone({ a: new Date(0), m: new Map([[1, 2]]) }).m.get(1));
say('base64', [btoa('a'), atob('YQ==')]);
const target = new EventTarget();
target.addEventListener('x', (event) => say('event', event.detail));
target.dispatchEvent(new CustomEvent('x', { detail: 'd' }));
say(
  'globals',
  [
    'process',
    'Buffer',
    'global',
    'setImmediate',
    'fetch',
    'Headers',
    'FormData',
    'WebAssembly',
    'performance',
    'URL',
    'structuredClone',
    'AbortController',
  ].map((name) => typeof globalThis[name]),
);
say(
  'not there',
  [
    'window',
    'document',
    'self',
    'importScripts',
    'postMessage',
    'localStorage_',
    'XMLHttpRequest',
    'indexedDB',
    'caches',
    'Worker',
    'close',
    'location',
    'onmessage',
    'addEventListener',
  ].map((name) => typeof globalThis[name]),
);
say('tag', Object.prototype.toString.call(globalThis));
say('process', [
  typeof process.pid,
  process.platform,
  process.argv.length,
  process.argv[2],
  process.version.startsWith('v'),
  process.uptime() > 0,
  typeof process.hrtime.bigint(),
  process.hrtime().length,
  process.cwd() === fileURLToPath(new URL('.', import.meta.url)).replace(/(?<=.)\/$/, ''),
]);
say('env', [process.env.GIVEN, process.env.MISSING, 'GIVEN' in process.env]);
console.table([{ a: 1, b: 'x' }, { a: 2 }]);
console.group('group');
console.log('inside\ntwo lines');
console.groupEnd();
console.dir({ deep: { deeper: { deepest: { hidden: 1 } } } }, { depth: 0 });
console.log('%c styled', 'color: red');
console.log(new Map([['k', { v: 1 }]]), [undefined, null], -0, 'text', ['text']);
console.count();
console.count();
console.assert(1 === 1, 'fine');
