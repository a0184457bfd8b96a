/** Attempts by flooding other processes: connections, servers, bodies, heads, messages, more processes. */
import { neighbourPort, type DenialCase } from './denial-case.ts';

export const floodsOthers: readonly DenialCase[] = [
  {
    name: 'processes without end',
    tries: 'starts processes and threads of its own',
    code: `
import { fork, spawn } from 'node:child_process';
import { Worker as Thread } from 'node:worker_threads';
import cluster from 'node:cluster';
const tries = {
  spawn: () => spawn('node', ['attack.js']), fork: () => fork('attack.js'), thread: () => new Thread('attack.js'),
  cluster: () => cluster.fork(), worker: () => new Worker('attack.js'),
  'worker by eval': () => (0, eval)("new Worker(URL.createObjectURL(new Blob(['for (;;);'])))"),
  'worker by Function': () => new Function("return new self.Worker(URL.createObjectURL(new Blob(['for (;;);'])))")(),
  'shared worker': () => new SharedWorker(URL.createObjectURL(new Blob(['']))),
};
for (const [name, attempt] of Object.entries(tries)) try { attempt(); console.log('got', name); } catch (error) { console.log('failed', name); }`,
    says: /^(failed [\w ]+\n)+$/,
    ends: 0,
  },
  {
    name: 'kills others',
    tries: 'sends signals to every process there might be',
    code: `
let killed = 0;
for (let pid = 0; pid < 10_000; pid++) if (pid !== process.pid) try { process.kill(pid, 'SIGKILL'); killed++; } catch {}
console.log('got', killed);`,
    says: /got 0\n/,
    ends: 0,
  },
  {
    name: 'connections without end',
    tries: 'opens connections to a neighbour and keeps them all',
    code: `
import http from 'node:http';
let refused = 0;
for (let n = 0; n < 4200; n++) {
  const request = http.request({ port: ${neighbourPort}, path: '/wait', agent: new http.Agent({ keepAlive: true }) });
  request.on('error', (error) => { if (++refused === 1) console.log('got', error.code + '\\nunder way'); });
  request.flushHeaders();
}`,
    says: /got EMFILE/,
  },
  {
    name: 'connections that come and go',
    tries: 'opens and closes connections to a neighbour as fast as it can',
    code: `
import http from 'node:http';
let done = 0;
const once = () => http.get({ port: ${neighbourPort}, agent: false }, (res) => { res.destroy(); next(); }).on('error', next);
const next = () => { if (++done === 1000) console.log('under way'); setImmediate(once); };
for (let n = 0; n < 50; n++) once();`,
  },
  {
    name: 'requests without end',
    tries: 'asks a neighbour as fast as it can',
    code: `
let done = 0;
const again = async () => { for (;;) { await fetch('http://127.0.0.1:${neighbourPort}/').then((res) => res.text(), () => {}); if (++done === 1000) console.log('under way'); } };
for (let n = 0; n < 100; n++) void again();`,
  },
  {
    name: 'thousands of servers',
    tries: 'listens on every port there is',
    code: `
import http from 'node:http';
let up = 0; let failed = 0;
const codes = new Set();
const settle = () => { if (up + failed < 5000) return; console.log('got', up, [...codes].join()); console.log('under way'); };
for (let port = 1000; port < 6000; port++) http.createServer().on('error', (error) => { codes.add(error.code); failed++; settle(); }).listen(port, () => { up++; settle(); });`,
    says: /got 64 EMFILE/,
  },
  {
    name: 'takes a port over',
    tries: 'listens where a neighbour does',
    code: `
import http from 'node:http';
http.createServer((req, res) => res.end('forged')).on('error', (error) => { console.log('got', error.code); process.exit(0); }).listen(${neighbourPort});`,
    says: /got EADDRINUSE/,
    ends: 0,
  },
  {
    name: 'a giant request',
    tries: 'sends a neighbour a body without end that it does not read',
    code: `
import http from 'node:http';
const piece = Buffer.alloc(64 * 1024);
const request = http.request({ port: ${neighbourPort}, method: 'POST', path: '/wait' });
request.on('error', () => {});
let sent = 0;
const more = () => { while (request.write(piece)) sent++; console.log('under way'); request.once('drain', more); };
more();`,
  },
  {
    name: 'a giant request at once',
    tries: 'sends neighbours a hundred megabytes without waiting',
    code: `
const body = new Uint8Array(30_000_000);
for (let n = 0; n < 3; n++) fetch('http://127.0.0.1:${neighbourPort}/wait', { method: 'POST', body }).then(() => {}, () => {});
setInterval(() => {}, 1000); setTimeout(() => console.log('under way'), 0);`,
  },
  {
    name: 'a giant answer',
    tries: 'answers a neighbour with a body without end, and never waits',
    code: `
import http from 'node:http';
http.createServer((req, res) => {
  const piece = Buffer.alloc(64 * 1024);
  for (let n = 0; n < 5000; n++) res.write(piece);
  console.log('under way');
}).listen(8081, () => fetch('http://127.0.0.1:${neighbourPort}/ask?port=8081').then(() => {}, () => {}));`,
  },
  {
    name: 'heads that break things',
    tries: 'sends heads of many megabytes, line ends in headers, and names that belong to every object',
    code: `
import http from 'node:http';
const ask = (headers) => new Promise((resolve) => {
  try { http.get({ port: ${neighbourPort}, headers }, (res) => { res.resume(); resolve('answered'); }).on('error', (error) => resolve(error.code)); }
  catch (error) { resolve(error.code); }
});
console.log('got', await ask({ long: 'x'.repeat(50_000_000) }));
console.log('got', await ask(Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => ['x-' + n, 'y']))));
console.log('got', await ask({ 'x-split': 'a\\r\\nforged: 1' }));
console.log('got', await ask({ 'bad name\\n': 'a' }));
console.log('got', await ask(JSON.parse('{"__proto__":"x","constructor":"y","toString":"z"}')));
console.log('got', await ask({ 'content-length': '99999999999999' }));`,
    ends: 0,
  },
  {
    name: 'messages without end',
    tries: 'posts messages over channels of its own, whose other ends nobody reads',
    code: `
const channels = Array.from({ length: 200 }, () => new MessageChannel());
for (const { port1 } of channels) for (let n = 0; n < 100; n++) port1.postMessage('x'.repeat(1000));
const { port1, port2 } = new MessageChannel();
let seen = 0;
port2.onmessage = () => { if (++seen === 5000) console.log('under way'); port1.postMessage(0); };
for (let n = 0; n < 100; n++) port1.postMessage(0);
setInterval(() => {}, 1000);`,
  },
  {
    name: 'forged messages',
    tries:
      'posts what the kernel and the page say to each other over every port, parent and worker it can find',
    code: `
const sent = [];
const forged = [{ type: 'exit', code: 0 }, { type: 'output', text: 'FORGED' }, { type: 'ready' }, { type: 'answer', id: 1, value: 1 },
  { type: 'request', id: 1, method: 'machine.dispose', params: { machine: 1 } }, { type: 'split-decision:boot' },
  { type: 'file', id: 1, operation: { op: 'remove', path: '/server.js', at: 0 } }, { type: 'unlisten', port: ${neighbourPort} }];
const raw = (name) => { try { return new Function('return ' + name)(); } catch { return undefined; } };
const targets = ['self', 'globalThis', 'parent', 'top', 'opener', 'this', 'self.parent', 'postMessage.call'].map(raw);
for (const target of targets) for (const message of forged) for (const more of [[], ['*'], [{ targetOrigin: '*' }]]) try { target.postMessage(message, ...more); sent.push(1); } catch {}
for (const message of forged) for (const type of ['message', 'messageerror']) try { EventTarget.prototype.dispatchEvent.call(globalThis, new MessageEvent(type, { data: message })); } catch {}
const bus = raw("new BroadcastChannel('split-decision')");
console.log('got', sent.length, bus === undefined);
setInterval(() => {}, 1000); console.log('under way');`,
    says: /got 0 true/,
  },
  {
    name: 'pollutes every prototype',
    tries: 'gives all objects, lists and functions new properties, and files and headers their names',
    code: `
import fs from 'node:fs';
for (const each of [Object, Array, Function, String, Promise, Map, Uint8Array]) each.prototype.polluted = 'polluted';
fs.writeFileSync('/__proto__', 'polluted'); fs.writeFileSync('/constructor', 'polluted');
await fetch('http://127.0.0.1:${neighbourPort}/', { headers: { x: 'y' } }).then((res) => res.text()).catch(() => {});
setInterval(() => {}, 1000); console.log('under way');`,
  },
  {
    name: 'patches every global',
    tries: 'replaces every function there is by one that does nothing, and goes on living',
    code: `
const write = process.stdout.write.bind(process.stdout);
setInterval(() => {}, 1000);
const nothing = function () {};
for (const name of Object.getOwnPropertyNames(globalThis)) {
  if (['globalThis', 'process', 'undefined', 'NaN', 'Infinity'].includes(name)) continue;
  for (const owner of [globalThis[name], globalThis[name]?.prototype]) {
    if (owner === null || owner === undefined || (typeof owner !== 'object' && typeof owner !== 'function') || owner === globalThis) continue;
    for (const key of ['then', 'call', 'apply', 'push', 'shift', 'get', 'set', 'postMessage', 'close', 'start', 'addEventListener', 'now', 'isInteger'])
      try { if (typeof owner[key] === 'function') owner[key] = nothing; } catch {}
  }
}
write('under way\\n');`,
  },
];
