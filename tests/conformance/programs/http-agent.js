import http from 'node:http';
import { say, serve } from './say.js';

const port = Number(process.env.PORT_46101);
let connections = 0;
let active = 0;
let most = 0;
const server = http.createServer((req, res) => {
  active++;
  most = Math.max(most, active);
  setTimeout(() => {
    active--;
    res.end(req.url);
  }, 10);
});
server.on('connection', () => connections++);
await serve(server, port);

function get(path, agent) {
  return new Promise((resolve, reject) => {
    const req = http.get({ host: '127.0.0.1', port, path, agent }, (res) => {
      let text = '';
      res.on('data', (chunk) => (text += chunk));
      res.on('end', () => resolve({ text, reused: req.reusedSocket, connection: res.headers.connection }));
    });
    req.on('error', reject);
  });
}

const keepAlive = new http.Agent({ keepAlive: true });
say('first', await get('/1', keepAlive));
await new Promise((resolve) => setImmediate(resolve));
say('second', await get('/2', keepAlive));
say('one connection', connections);
say('free', Object.values(keepAlive.freeSockets).flat().length);
keepAlive.destroy();

connections = 0;
const plain = new http.Agent();
await get('/1', plain);
say('without keep-alive', await get('/2', plain));
say('two connections', connections);

most = 0;
const limited = new http.Agent({ keepAlive: true, maxSockets: 2 });
const all = Promise.all(['/a', '/b', '/c', '/d', '/e'].map((path) => get(path, limited)));
await new Promise((resolve) => setImmediate(resolve));
say('waiting', Object.values(limited.requests).flat().length);
say(
  'answers',
  (await all).map(({ text }) => text),
);
say('at most two at once', most);
limited.destroy();

connections = 0;
for (let call = 0; call < 3; call++) await (await fetch(`http://127.0.0.1:${port}/${call}`)).text();
// Node itself may open a second one before it knows that the first is free.
say('fetch reuses its connections', connections < 3);
say('agent: false', await get('/f', false));
say('global agent', [http.globalAgent.keepAlive, http.globalAgent.maxSockets]);
server.close(() => say('closed'));
