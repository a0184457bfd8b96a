/** Attempts by flooding what the engine serves: output, files, modules, keys, timers. */
import type { DenialCase } from './denial-case.ts';

export const floodsTheEngine: readonly DenialCase[] = [
  {
    name: 'lines without end',
    tries: 'writes lines as fast as it can',
    code: `for (let n = 0; ; n++) { console.log('line', n); if (n === 20_000) console.log('under way'); }`,
  },
  {
    name: 'a line without end',
    tries: 'writes one line that never ends',
    code: `console.log('under way'); for (;;) process.stdout.write('x'.repeat(10_000));`,
  },
  {
    name: 'one giant line',
    tries: 'writes a hundred million characters at once',
    code: `process.stdout.write('x'.repeat(100_000_000));`,
    says: /left out/,
    ends: 0,
  },
  {
    name: 'timers without end',
    tries: 'sets two hundred thousand timers, and each sets another',
    code: `
const again = () => setTimeout(again, 1);
for (let n = 0; n < 200_000; n++) again();
console.log('under way');`,
  },
  {
    name: 'immediates without end',
    tries: 'doubles its immediates at each turn',
    code: `
let turns = 0;
const again = () => { if (++turns === 5000) console.log('under way'); setImmediate(again); if (turns < 100_000) setImmediate(again); };
again();`,
  },
  {
    name: 'rejections without end',
    tries: 'has promises rejected that nobody handles, and listens for them itself',
    code: `
let seen = 0;
process.on('unhandledRejection', () => { if (++seen === 1000) console.log('under way'); });
setInterval(() => { for (let n = 0; n < 1000; n++) Promise.reject(new Error('no')); }, 1);`,
  },
  {
    name: 'a giant file',
    tries: 'writes files until the disk is full, and then some',
    code: `
import fs from 'node:fs';
const piece = 'x'.repeat(8 * 1024 * 1024);
try { for (let n = 0; ; n++) fs.appendFileSync('/big.txt', piece); } catch (error) { console.log('got', error.code); }
await fs.promises.writeFile('/bigger.txt', piece.repeat(10)).catch((error) => console.log('got', error.code));
fs.rmSync('/big.txt');`,
    says: /got ENOSPC\ngot ENOSPC/,
    ends: 0,
  },
  {
    name: 'thousands of files',
    tries: 'makes files and folders until there are too many',
    code: `
import fs from 'node:fs';
try { for (let n = 0; ; n++) fs.mkdirSync('/' + n); } catch (error) { console.log('got', error.code); }`,
    says: /got ENOSPC/,
    ends: 0,
  },
  {
    name: 'one file again and again',
    tries: 'writes a file without ever waiting, so that the kernel falls behind',
    code: `
import fs from 'node:fs';
for (let n = 0; ; n++) { fs.writeFileSync('/again.txt', String(n)); if (n === 5000) console.log('under way'); }`,
  },
  {
    name: 'one large file again and again',
    tries: 'has a megabyte copied to every process, without ever waiting',
    code: `
import fs from 'node:fs';
const data = new Uint8Array(1024 * 1024);
for (let n = 0; ; n++) { fs.writeFileSync('/again.bin', data); if (n === 50) console.log('under way'); }`,
  },
  {
    name: 'files without waiting',
    tries: 'starts five thousand writes of node:fs/promises at once',
    code: `
import fs from 'node:fs/promises';
const all = [];
for (let n = 0; n < 5000; n++) all.push(fs.writeFile('/again.txt', String(n)));
console.log('under way');
await Promise.all(all);
console.log('got through'); setInterval(() => {}, 1000);`,
  },
  {
    name: 'modules without end',
    tries: 'writes module after module, each of hundreds of kilobytes, to keep the compiler busy',
    code: `
import fs from 'node:fs';
const filler = 'export const a = [' + '1,'.repeat(200_000) + '];';
for (let n = 0; ; n++) { fs.writeFileSync('/m' + (n % 20) + '.js', filler + n); if (n === 40) console.log('under way'); }`,
  },
  {
    name: 'imports without end',
    tries: 'imports one module under ever new names, and ever new modules',
    code: `
import fs from 'node:fs';
for (let n = 0; ; n++) {
  fs.writeFileSync('/made.js', 'export default ' + n);
  await import('./made.js?' + n);
  if (n === 200) console.log('under way');
}`,
  },
  {
    name: 'a module that cannot be parsed',
    tries: 'has the compiler read a hundred thousand nested brackets',
    code: `
import fs from 'node:fs';
fs.writeFileSync('/deep.js', 'export default ' + '['.repeat(100_000) + ']'.repeat(100_000));
await import('./deep.js').then(() => console.log('got it'), (error) => console.log('got', error.name));`,
    says: /got (it|RangeError|SyntaxError|Error)/,
    ends: 0,
  },
  {
    name: 'a module that takes long',
    tries: 'has the compiler read thirty megabytes',
    code: `
import fs from 'node:fs';
fs.writeFileSync('/long.js', 'export const a = [' + '1,'.repeat(15_000_000) + '];');
await import('./long.js').then(() => console.log('got it'), (error) => console.log('got', error.message));`,
    says: /got This module is longer than 4 million characters/,
    ends: 0,
  },
  {
    name: 'a key that takes long',
    tries: 'derives keys with four thousand million rounds each, which nothing can stop',
    code: `
import { webcrypto } from 'node:crypto';
const key = await webcrypto.subtle.importKey('raw', new Uint8Array(8), 'PBKDF2', false, ['deriveBits']);
const derive = () => webcrypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-512', salt: new Uint8Array(8), iterations: 2 ** 32 - 1 }, key, 512);
console.log('got', ...new Set(await Promise.all(Array.from({ length: 20 }, () => derive().then(() => 'it', (error) => error.name)))));`,
    says: /got OperationError\n/,
    ends: 0,
  },
  {
    name: 'keys without end',
    tries: 'makes keys until there are too many',
    code: `
import { webcrypto } from 'node:crypto';
const all = [];
try { for (;;) all.push(...await Promise.all(Array.from({ length: 256 }, () => webcrypto.subtle.importKey('raw', new Uint8Array(32), 'HKDF', false, ['deriveBits'])))); }
catch (error) { console.log('got', error.name, all.length); }`,
    says: /got QuotaExceededError 4096/,
    ends: 0,
  },
  {
    name: 'blobs without end',
    tries: 'makes addresses for blobs and never gives them back',
    code: `
const data = new Uint8Array(1024);
for (let n = 0; ; n++) { URL.createObjectURL(new Blob([data])); if (n === 500) console.log('under way'); }`,
  },
];
