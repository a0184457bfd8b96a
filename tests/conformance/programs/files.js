import fs from 'node:fs';
import {
  appendFile,
  mkdir,
  open,
  readFile,
  readdir,
  rename,
  rm,
  stat,
  unlink,
  writeFile,
  access,
  copyFile,
  mkdtemp,
} from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { say, outcome } from './say.js';

await mkdir('data/deep/er', { recursive: true });
await writeFile('data/a.txt', 'é one\n');
await appendFile('data/a.txt', 'two\n');
say('read', await readFile('data/a.txt', 'utf8'));
say('bytes', [...(await readFile('data/a.txt'))].slice(0, 3));
say('url', (await readFile(new URL('./data/a.txt', import.meta.url), { encoding: 'utf8' })).length);
const info = await stat('data/a.txt');
say('stat', [info.isFile(), info.isDirectory(), info.size, info.mtime instanceof Date, typeof info.mtimeMs]);
await writeFile('data/deep/b.bin', new Uint8Array([0, 255, 128]));
say('binary', [...fs.readFileSync('data/deep/b.bin')]);
say('base64', fs.readFileSync('data/deep/b.bin', 'base64'));
say('list', await readdir('data'));
say(
  'typed',
  (await readdir('data', { withFileTypes: true })).map((entry) => [entry.name, entry.isDirectory()]),
);
say('recursive', (await readdir('data', { recursive: true })).toSorted());
await rename('data/a.txt', 'data/c.txt');
say('renamed', [fs.existsSync('data/a.txt'), fs.existsSync('data/c.txt')]);
await rename('data/deep', 'data/moved');
say('folder renamed', await readdir('data/moved'));
await copyFile('data/c.txt', 'data/d.txt');
say('missing', await outcome(readFile('nope.txt')));
say('missing folder', await outcome(writeFile('no/such/folder.txt', 'x')));
say('is a folder', await outcome(readFile('data')));
say('exists', await outcome(mkdir('data')));
say('exclusive', await outcome(writeFile('data/c.txt', 'x', { flag: 'wx' })));
say('not a folder', (await outcome(readdir('data/c.txt'))).error.code);
say('not empty', (await outcome(fs.promises.rmdir('data'))).error.code);
say('access', [(await outcome(access('data/c.txt'))).error, (await outcome(access('zzz'))).error.code]);
say('unlink', [
  (await outcome(unlink('data/d.txt'))).error,
  (await outcome(unlink('data/d.txt'))).error.message,
]);
say('rm', (await outcome(rm('gone'))).error.code);
say('rm force', (await outcome(rm('gone', { force: true }))).error);
say('rm folder', (await outcome(rm('data'))).error.code);
const handle = await open('data/log', 'a');
await handle.appendFile('first\n');
await handle.write('second\n');
await handle.sync();
await handle.close();
say('handle', fs.readFileSync('data/log', 'utf8'));
const fd = fs.openSync('data/log', 'r');
const buffer = Buffer.alloc(5);
say('read some', [fs.readSync(fd, buffer, 0, 5), buffer.toString()]);
fs.closeSync(fd);
// Waited for: which of two that go side by side ends first, nobody promises.
await new Promise((resolve) => {
  fs.readFile('data/log', 'utf8', (error, text) => resolve(say('callback', [error, text.length])));
});
await pipeline(fs.createReadStream('data/log'), fs.createWriteStream('data/copy'));
say('streams', fs.readFileSync('data/copy', 'utf8'));
say('temporary', path.basename(await mkdtemp('data/tmp-')).length);
await rm('data', { recursive: true });
say('removed', fs.existsSync('data'));
try {
  fs.readFileSync('gone/too');
} catch (error) {
  say('sync error', [error.code, error.errno, error.syscall, error.path, error.message]);
}
fs.writeFileSync('kept.json', JSON.stringify({ kept: true }));
