import http from 'node:http';
import { say, serve, describe } from './say.js';

const port = Number(process.env.PORT_46101);
const order = [];
const server = http.createServer((req, res) => {
  for (const name of ['finish', 'close']) res.on(name, () => order.push(`res ${name}`));
  for (const name of ['end', 'close']) req.on(name, () => order.push(`req ${name}`));
  req.resume();
  setTimeout(() => res.end('done'), 60);
});
const base = await serve(server, port);

const second = http.createServer();
second.on('error', (error) => say('in use', describe(error)));
await new Promise((resolve) => {
  second.once('error', resolve);
  second.listen(port, '127.0.0.1');
});
second.listen(0, '127.0.0.1');
await new Promise((resolve) => second.once('listening', resolve));
say('a free port', second.address().port > 1024);
second.close();

try {
  server.listen(port);
} catch (error) {
  say('listening twice', error.code);
}
try {
  http.createServer().listen(70_000);
} catch (error) {
  say('bad port', error.code);
}

const inFlight = fetch(base).then((response) => response.text());
await new Promise((resolve) => server.once('request', resolve));
const closed = new Promise((resolve) => server.close(resolve));
say('still serving what began', server.listening);
say(
  'a new call',
  await fetch(base).then(
    (response) => response.status,
    (error) => error.cause.code,
  ),
);
say('in flight', await inFlight);
await closed;
say('events', order.toSorted());
server.close((error) => say('closing twice', error?.code));
server.on('request', () => say('never'));
await serve(server, port);
server.removeAllListeners('request');
server.on('request', (_req, res) => res.end('again'));
say('listens again', await (await fetch(base)).text());
server.close();
server.closeIdleConnections();
