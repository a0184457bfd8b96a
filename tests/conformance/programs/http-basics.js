import http from 'node:http';
import { once } from 'node:events';
import { say, serve } from './say.js';

const port = Number(process.env.PORT_46101);
const server = http.createServer((req, res) => {
  const chunks = [];
  req.on('data', (chunk) => chunks.push(chunk));
  req.on('end', () => {
    const body = Buffer.concat(chunks).toString();
    say('server saw', {
      method: req.method,
      url: req.url,
      version: req.httpVersion,
      complete: req.complete,
      body,
    });
    say(
      'request headers',
      Object.fromEntries(
        Object.entries(req.headers)
          .filter(([name]) => name !== 'host')
          .sort(),
      ),
    );
    if (req.url === '/cookies') {
      res.setHeader('Set-Cookie', ['a=1; Path=/', 'b=2']);
      res.setHeader('X-Many', ['one', 'two']);
      res.writeHead(201, 'Made', { 'Content-Type': 'text/plain' });
      res.end('cookies');
    } else if (req.url === '/empty') {
      res.writeHead(204).end();
    } else if (req.url === '/not-modified') {
      res.statusCode = 304;
      res.end('must not arrive');
    } else if (req.url === '/chunks') {
      res.write('one,');
      res.write('two,');
      res.end('three');
    } else {
      res.end(`echo:${body}`);
    }
  });
});
server.on('listening', () => say('listening', typeof server.address().port));
await serve(server, port);
say('address', { ...server.address(), port: 'the port' });

function call(options, body) {
  return new Promise((resolve, reject) => {
    const req = http.request({ host: '127.0.0.1', port, ...options }, (res) => {
      let text = '';
      res.setEncoding('utf8');
      res.on('data', (chunk) => (text += chunk));
      res.on('end', () => {
        const raw = [];
        for (let at = 0; at < res.rawHeaders.length; at += 2) {
          const name = res.rawHeaders[at];
          raw.push(name === 'Date' ? 'Date' : `${name}: ${res.rawHeaders[at + 1]}`);
        }
        resolve({
          status: res.statusCode,
          message: res.statusMessage,
          raw,
          text,
          complete: res.complete,
          cookies: res.headers['set-cookie'],
          distinct: Object.keys(res.headersDistinct).length,
        });
      });
    });
    req.on('error', reject);
    req.end(body);
  });
}

say('get', await call({ path: '/plain?x=1&y=%20' }));
say(
  'post',
  await call(
    { path: '/post', method: 'POST', headers: { 'Content-Type': 'text/plain', 'X-Trace': 'abc' } },
    'payload é',
  ),
);
say('delete', await call({ path: '/gone', method: 'DELETE' }));
say('put without body', await call({ path: '/put', method: 'PUT' }));
say('cookies', await call({ path: '/cookies' }));
say('head', await call({ path: '/plain', method: 'HEAD' }));
say('204', await call({ path: '/empty' }));
say('304', await call({ path: '/not-modified' }));
say('chunks', await call({ path: '/chunks' }));
say('auth', await call({ path: '/auth', auth: 'user:pass' }));
say('array headers', await call({ path: '/h', headers: { cookie: ['a=1', 'b=2'], 'x-list': ['1', '2'] } }));
say('close', await call({ path: '/close', headers: { connection: 'close' } }));
say(
  'by url',
  await new Promise((resolve) => {
    http.get(`http://127.0.0.1:${port}/by-url`, { headers: { 'x-a': 'b' } }, (res) => {
      res.resume();
      res.on('end', () => resolve(res.statusCode));
    });
  }),
);
say('status codes', [http.STATUS_CODES[418], http.STATUS_CODES[503], http.METHODS.length]);
server.close();
await once(server, 'close');
say('closed', server.listening);
