import http from 'node:http';
import { say, serve, describe } from './say.js';

const port = Number(process.env.PORT_46101);
const closed = Number(process.env.PORT_46102);

const server = http.createServer((req, res) => {
  if (req.url === '/destroy') req.socket.destroy();
  else if (req.url === '/half') {
    res.writeHead(200);
    res.write('half');
    setTimeout(() => res.destroy(), 30);
  } else if (req.url === '/hang')
    res.on('close', () => say('server saw the client go', res.writableFinished));
  else if (req.url === '/late') setTimeout(() => res.end('late'), 150);
  else res.end('ok');
});
await serve(server, port);

function attempt(label, options, act = () => {}) {
  return new Promise((resolve) => {
    const events = [];
    const req = http.request({ host: '127.0.0.1', port, ...options });
    for (const name of ['timeout', 'abort', 'finish']) req.on(name, () => events.push(name));
    req.on('response', (res) => {
      events.push(`response ${res.statusCode}`);
      res.on('data', (chunk) => events.push(`data ${chunk}`));
      res.on('aborted', () => events.push('res aborted'));
      res.on('error', (error) => events.push(`res error ${error.code} ${error.message}`));
      res.on('end', () => events.push('res end'));
      res.on('close', () => events.push('res close'));
    });
    req.on('error', (error) => events.push(['error', describe(error)]));
    req.on('close', () => {
      events.push('close');
      setTimeout(() => {
        say(label, { events, destroyed: req.destroyed });
        resolve();
      }, 20);
    });
    req.end();
    act(req);
  });
}

/** Acts once the server has the request. */
const whenServed = (act) => server.once('request', () => setImmediate(act));

await attempt('refused', { port: closed });
await attempt('server destroys', { path: '/destroy' });
await attempt('cut in the middle', { path: '/half' });
await attempt('client destroys', { path: '/hang' }, (req) => whenServed(() => req.destroy()));
await attempt('client destroys with error', { path: '/hang' }, (req) =>
  whenServed(() => req.destroy(new Error('mine'))),
);
await attempt('destroyed at once', { path: '/x' }, (req) => req.destroy());
await attempt('timeout', { path: '/hang', timeout: 40 }, (req) => req.on('timeout', () => req.destroy()));
await attempt('timeout that is only told', { path: '/late', timeout: 40 });
const controller = new AbortController();
await attempt('signal', { path: '/hang', signal: controller.signal }, () =>
  whenServed(() => controller.abort()),
);
await attempt('signal aborted before', { path: '/hang', signal: AbortSignal.abort() });
await attempt('fine', { path: '/ok' });

for (const [label, act] of [
  [
    'set after send',
    (res) => {
      res.end('x');
      res.setHeader('a', 'b');
    },
  ],
  ['bad name', (res) => res.setHeader('a b', 'c')],
  ['bad value', (res) => res.setHeader('a', 'c\n')],
  ['no value', (res) => res.setHeader('a', undefined)],
  ['bad status', (res) => res.writeHead(42)],
]) {
  await new Promise((resolve) => {
    server.removeAllListeners('request');
    server.once('request', (_req, res) => {
      try {
        act(res);
      } catch (error) {
        say(label, describe(error));
      }
      if (!res.writableEnded) res.end();
      resolve();
    });
    http.get({ host: '127.0.0.1', port }, (res) => res.resume());
  });
}
server.close();
server.closeAllConnections();
