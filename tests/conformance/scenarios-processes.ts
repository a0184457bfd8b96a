/** How processes live, fail and end, alone and beside each other. */
import type { ScenarioPlan } from './scenarios.ts';

function ends(
  name: string,
  says: readonly string[],
  text: string,
  env?: Record<string, string>,
): ScenarioPlan {
  return {
    name,
    files: { 'main.js': text },
    steps: [
      { do: 'start', name: 'main', file: 'main.js', ...(env ? { env } : {}) },
      { do: 'exit', name: 'main' },
    ],
    says,
  };
}

const server = `import http from 'node:http';
const port = Number(process.env.PORT_46101);
http.createServer((req, res) => {
  if (req.url === '/loop') { console.log('loops'); for (;;); }
  if (req.url === '/hang') { console.log('hangs'); return; }
  if (req.url === '/half') { res.writeHead(200); res.write('half'); return; }
  if (req.url === '/crash') throw new Error('crash');
  if (req.url === '/last-words') { res.end('last words'); process.exit(4); }
  res.end('hello from ' + process.env.WHO);
}).listen(port, '127.0.0.1', () => console.log('listening'));
`;

/** A client that does as its input says, line by line. */
const client = `import { createInterface } from 'node:readline';
const port = process.env.PORT_46101;
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'end') break;
  if (line.startsWith('background ')) {
    call(line.slice(11)).then((seen) => console.log('background', seen));
    console.log('called');
    continue;
  }
  console.log(line, await call(line));
}
async function call(path) {
  try {
    const response = await fetch('http://127.0.0.1:' + port + path);
    return [response.status, await response.text()].join(' ');
  } catch (error) {
    return [error.message, error.cause?.code === 'ECONNRESET' ? 'UND_ERR_SOCKET' : error.cause?.code].join(' ');
  }
}
process.exit(0);
`;

export const processScenarios: readonly ScenarioPlan[] = [
  ends(
    'ends by itself',
    ['3'],
    `setTimeout(() => console.log(3), 20); console.log(1); queueMicrotask(() => console.log(2));`,
  ),
  ends(
    'exit code',
    ['exit 3'],
    `process.on('exit', (code) => console.log('exit', code)); process.exitCode = 3;`,
  ),
  ends(
    'exit at once',
    ['before'],
    `process.on('exit', (code) => { console.log('exit', code); setTimeout(() => console.log('never')); });
console.log('before'); try { process.exit(7) } finally { console.log('never') }`,
  ),
  ends(
    'before exit',
    ['beforeExit'],
    `let more = 2; process.on('beforeExit', () => { console.log('beforeExit', more); if (more-- > 0) setTimeout(() => console.log('more'), 5); });`,
  ),
  ends(
    'uncaught error',
    ['boom'],
    `function inner() {
  throw new RangeError('boom');
}
const outer = () => inner();

setTimeout(function later() { outer(); }, 1);`,
  ),
  {
    name: 'crashes',
    files: {
      'sync.js': `function f() {\n  throw new TypeError('sync crash');\n}\n\nf();`,
      'async.js': `async function g() {\n  await null;\n  throw new Error('async crash', { cause: new Error('why') });\n}\ng();`,
      'value.js': `throw 'a text';`,
      'rejected-value.js': `Promise.reject({ a: 1 });`,
      'emitter.js': `import { EventEmitter } from 'node:events'; new EventEmitter().emit('error', new Error('unheard'));`,
      'unsettled.js': `await new Promise(() => {});`,
      'client.js': `import http from 'node:http'; http.get({ port: 1, host: '127.0.0.1' });`,
    },
    steps: ['sync', 'async', 'value', 'rejected-value', 'emitter', 'unsettled', 'client'].flatMap((name) => [
      { do: 'start', name, file: `${name}.js` } as const,
      { do: 'exit', name } as const,
    ]),
    says: ['sync crash', 'async crash', 'unheard'],
  },
  ends(
    'caught at the end',
    ['still alive'],
    `process.on('uncaughtException', (error, origin) => console.log('caught', error.message, origin));
process.on('unhandledRejection', (reason) => console.log('rejected', reason.message));
Promise.reject(new Error('one'));
setTimeout(() => { throw new Error('two'); }, 50);
process.nextTick(() => { throw new Error('three'); });
setTimeout(() => console.log('still alive'), 80);
const late = Promise.reject(new Error('handled in time')); setImmediate; late.catch(() => console.log('handled'));`,
  ),
  {
    name: 'standard input',
    files: {
      'main.js': `process.stdin.setEncoding('utf8');
console.log('ready');
let text = '';
process.stdin.on('data', (chunk) => {
  text += chunk;
  if (text.includes('\\n')) { console.log('got', JSON.stringify(text)); text = ''; }
  if (chunk.includes('stop')) { process.stdin.unref?.(); process.stdin.destroy(); console.log('closed'); }
});`,
      'ignores.js': `console.log('does not read');`,
      'iterates.js': `console.log('ready'); let n = 0; for await (const chunk of process.stdin) { console.log(String(chunk).trim()); if (++n === 2) break; } console.log('done');`,
    },
    steps: [
      { do: 'start', name: 'main', file: 'main.js' },
      { do: 'until', name: 'main', text: 'ready' },
      { do: 'write', name: 'main', text: 'hé' },
      { do: 'write', name: 'main', text: 'llo\n' },
      { do: 'until', name: 'main', text: 'got' },
      { do: 'write', name: 'main', text: 'stop\n' },
      { do: 'exit', name: 'main' },
      { do: 'write', name: 'main', text: 'nobody reads this\n' },
      { do: 'start', name: 'ignores', file: 'ignores.js' },
      { do: 'write', name: 'ignores', text: 'unread\n' },
      { do: 'exit', name: 'ignores' },
      { do: 'start', name: 'iterates', file: 'iterates.js' },
      { do: 'until', name: 'iterates', text: 'ready' },
      { do: 'write', name: 'iterates', text: 'first\n' },
      { do: 'until', name: 'iterates', text: 'first' },
      { do: 'write', name: 'iterates', text: 'second\n' },
      { do: 'exit', name: 'iterates' },
    ],
    says: ['got "héllo\\n"', 'does not read', 'done'],
  },
  {
    name: 'kill and come back',
    files: { 'server.js': server, 'client.js': client },
    steps: [
      { do: 'start', name: 'client', file: 'client.js' },
      { do: 'write', name: 'client', text: '/before\n' },
      { do: 'until', name: 'client', text: '/before' },
      { do: 'start', name: 'first', file: 'server.js', env: { WHO: 'first' } },
      { do: 'port', port: 46_101, state: 'open' },
      { do: 'write', name: 'client', text: '/one\n' },
      { do: 'until', name: 'client', text: '/one 200' },
      { do: 'write', name: 'client', text: 'background /hang\n' },
      { do: 'write', name: 'client', text: '/two\n' },
      { do: 'until', name: 'client', text: '/two 200' },
      { do: 'until', name: 'first', text: 'hangs' },
      { do: 'kill', name: 'first' },
      { do: 'port', port: 46_101, state: 'close' },
      { do: 'until', name: 'client', text: 'background fetch failed' },
      { do: 'write', name: 'client', text: '/three\n' },
      { do: 'until', name: 'client', text: '/three fetch failed' },
      { do: 'start', name: 'second', file: 'server.js', env: { WHO: 'second' } },
      { do: 'port', port: 46_101, state: 'open' },
      { do: 'write', name: 'client', text: '/four\n' },
      { do: 'until', name: 'client', text: '/four 200' },
      { do: 'write', name: 'client', text: 'end\n' },
      { do: 'exit', name: 'client' },
    ],
    says: ['ECONNREFUSED', 'hello from second'],
  },
  {
    name: 'kill while answering',
    files: {
      'server.js': `import http from 'node:http';
http.createServer((req, res) => { res.writeHead(200); res.write('half'); }).listen(Number(process.env.PORT_46101), '127.0.0.1');`,
      'client.js': `import http from 'node:http';
const base = 'http://127.0.0.1:' + process.env.PORT_46101;
const response = await fetch(base);
const reader = response.body.getReader();
console.log('fetch got', new TextDecoder().decode((await reader.read()).value));
http.get(base, (res) => {
  res.on('data', (chunk) => console.log('http got', String(chunk)));
  res.on('error', async (error) => {
    console.log('http', error.code, error.message);
    console.log('fetch', await rest);
  });
  res.on('aborted', () => console.log('aborted', res.complete));
});
const rest = reader.read().catch((error) => [error.message, error.cause.code].join(' '));`,
    },
    steps: [
      { do: 'start', name: 'server', file: 'server.js' },
      { do: 'port', port: 46_101, state: 'open' },
      { do: 'start', name: 'client', file: 'client.js' },
      { do: 'until', name: 'client', text: 'http got half' },
      { do: 'kill', name: 'server' },
      { do: 'exit', name: 'client' },
    ],
    says: ['terminated UND_ERR_SOCKET', 'http ECONNRESET aborted'],
  },
  {
    name: 'endless loop',
    files: { 'server.js': server, 'client.js': client, 'alone.js': `console.log('looping'); for (;;);` },
    steps: [
      { do: 'start', name: 'alone', file: 'alone.js' },
      { do: 'until', name: 'alone', text: 'looping' },
      { do: 'start', name: 'server', file: 'server.js', env: { WHO: 'server' } },
      { do: 'port', port: 46_101, state: 'open' },
      { do: 'kill', name: 'alone' },
      { do: 'start', name: 'client', file: 'client.js' },
      { do: 'write', name: 'client', text: '/fine\nbackground /loop\n' },
      { do: 'until', name: 'server', text: 'loops' },
      { do: 'kill', name: 'server' },
      { do: 'until', name: 'client', text: 'background' },
      { do: 'write', name: 'client', text: 'end\n' },
      { do: 'exit', name: 'client' },
    ],
    says: ['looping', 'hello from server'],
  },
  {
    name: 'crash in a request',
    files: { 'server.js': server, 'client.js': client },
    steps: [
      { do: 'start', name: 'server', file: 'server.js', env: { WHO: 'server' } },
      { do: 'port', port: 46_101, state: 'open' },
      { do: 'start', name: 'client', file: 'client.js' },
      { do: 'write', name: 'client', text: '/crash\n' },
      { do: 'until', name: 'client', text: '/crash' },
      { do: 'exit', name: 'server' },
      { do: 'port', port: 46_101, state: 'close' },
      { do: 'start', name: 'again', file: 'server.js', env: { WHO: 'again' } },
      { do: 'port', port: 46_101, state: 'open' },
      { do: 'write', name: 'client', text: '/last-words\n' },
      { do: 'until', name: 'client', text: '/last-words' },
      { do: 'exit', name: 'again' },
      { do: 'kill', name: 'client' },
    ],
    says: ['last words'],
  },
  {
    name: 'files between processes',
    files: {
      'writer.js': `import { appendFile, writeFile } from 'node:fs/promises';
await writeFile('log.txt', 'begin\\n');
for (let n = 0; n < 50; n++) await appendFile('log.txt', n + '\\n');
console.log('written');
process.stdin.on('data', () => {});`,
      'reader.js': `import fs from 'node:fs'; console.log(fs.readFileSync('log.txt', 'utf8').split('\\n').length, fs.readFileSync('given.txt', 'utf8'));`,
    },
    steps: [
      { do: 'start', name: 'writer', file: 'writer.js' },
      { do: 'until', name: 'writer', text: 'written' },
      { do: 'kill', name: 'writer' },
      { do: 'writeFile', path: 'given.txt', text: 'from outside' },
      { do: 'start', name: 'reader', file: 'reader.js' },
      { do: 'exit', name: 'reader' },
      { do: 'readFile', path: 'given.txt' },
      { do: 'remove', path: 'given.txt' },
      { do: 'remove', path: 'given.txt' },
      { do: 'readFile', path: 'given.txt' },
    ],
    says: ['52 from outside', 'not-found'],
  },
  {
    name: 'many processes',
    files: {
      'main.js': `import http from 'node:http';
const [own, next] = [Number(process.env.PORT_46101) + Number(process.argv[2]), Number(process.argv[2])];
console.log('worker', process.argv[2]);
process.stdin.once('data', () => process.exit(next));`,
    },
    steps: [
      ...Array.from(
        { length: 12 },
        (_, n) => ({ do: 'start', name: `p${n}`, file: 'main.js', args: [String(n)] }) as const,
      ),
      ...Array.from({ length: 12 }, (_, n) => ({ do: 'until', name: `p${n}`, text: `worker ${n}` }) as const),
      ...Array.from({ length: 12 }, (_, n) => ({ do: 'write', name: `p${n}`, text: 'go\n' }) as const),
      ...Array.from({ length: 12 }, (_, n) => ({ do: 'exit', name: `p${n}` }) as const),
    ],
    says: ['worker 11'],
  },
];
