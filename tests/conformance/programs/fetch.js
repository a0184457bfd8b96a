import http from 'node:http';
import { say, serve, outcome } from './say.js';

const port = Number(process.env.PORT_46101);
const closed = Number(process.env.PORT_46102);
const server = http.createServer(async (req, res) => {
  const url = new URL(req.url, 'http://x');
  if (url.pathname === '/json') {
    res.setHeader('content-type', 'application/json; charset=utf-8');
    return res.end(JSON.stringify({ a: 1 }));
  }
  if (url.pathname === '/headers') {
    const { host, 'user-agent': _agent, 'accept-encoding': _encoding, ...headers } = req.headers;
    const sorted = Object.fromEntries(Object.entries(headers).sort());
    return res.end(JSON.stringify({ ...sorted, host: host === `127.0.0.1:${port}` }));
  }
  if (url.pathname === '/cookies') {
    res.setHeader('set-cookie', ['a=1', 'b=2; Path=/']);
    return res.end();
  }
  if (url.pathname === '/echo') {
    res.setHeader('x-type', req.headers['content-type'] ?? 'none');
    res.setHeader('x-length', req.headers['content-length'] ?? 'none');
    res.setHeader('x-method', req.method);
    return req.pipe(res);
  }
  if (url.pathname === '/redirect') {
    res.writeHead(Number(url.searchParams.get('status')), { location: '/echo' });
    return res.end();
  }
  if (url.pathname === '/loop') return res.writeHead(302, { location: '/loop' }).end();
  if (url.pathname === '/cut') return req.socket.destroy();
  if (url.pathname === '/half') {
    res.writeHead(200, { 'content-length': '100' });
    res.write('half');
    return setTimeout(() => res.destroy(), 20);
  }
  if (url.pathname === '/hang') return undefined;
  res.statusCode = Number(url.searchParams.get('status') ?? 200);
  return res.end('text');
});
const base = await serve(server, port);

const response = await fetch(`${base}/json`);
say('response', [
  response.status,
  response.statusText,
  response.ok,
  response.type,
  response.redirected,
  response.url === `${base}/json`,
]);
say('content type', response.headers.get('content-type'));
say('body', await response.json());
say('used', response.bodyUsed);
say('twice', (await outcome(response.text())).error.name);
say(
  'sent headers',
  await (
    await fetch(`${base}/headers`, { headers: { cookie: 'c=1', 'X-A': 'b', Accept: 'application/json' } })
  ).json(),
);
const cookies = await fetch(`${base}/cookies`);
say('cookies', [
  cookies.headers.getSetCookie(),
  cookies.headers.get('set-cookie'),
  [...cookies.headers.keys()].filter((name) => name === 'set-cookie').length,
]);
say('clone', (await cookies.clone()).headers.getSetCookie());

async function echo(init) {
  const answer = await fetch(`${base}/echo`, init);
  const { headers } = answer;
  return {
    type: headers.get('x-type'),
    length: headers.get('x-length'),
    method: headers.get('x-method'),
    body: await answer.text(),
  };
}
say('text', await echo({ method: 'POST', body: 'hé' }));
say('bytes', await echo({ method: 'PUT', body: new Uint8Array([104, 105]) }));
say('form', await echo({ method: 'POST', body: new URLSearchParams({ a: '1', b: 'x y' }) }));
say('blob', await echo({ method: 'POST', body: new Blob(['blob'], { type: 'text/plain' }) }));
say(
  'typed by hand',
  await echo({ method: 'PATCH', body: '{}', headers: { 'content-type': 'application/json' } }),
);
say('post without body', await echo({ method: 'POST' }));
say('delete', await echo({ method: 'DELETE' }));
const request = new Request(`${base}/echo`, {
  method: 'POST',
  body: 'from request',
  headers: { cookie: 'x=1', 'content-type': 'text/x' },
});
say('request', [request.headers.get('cookie'), await (await fetch(request)).text()]);
const form = new FormData();
form.set('field', 'value');
const multipart = await echo({ method: 'POST', body: form });
say('multipart', [
  multipart.type.startsWith('multipart/form-data; boundary='),
  multipart.body.includes('name="field"'),
]);

for (const status of [301, 302, 303, 307, 308]) {
  const answer = await fetch(`${base}/redirect?status=${status}`, { method: 'POST', body: 'again' });
  say(`redirect ${status}`, [answer.headers.get('x-method'), await answer.text(), answer.redirected]);
}
say('manual', (await fetch(`${base}/redirect?status=302`, { redirect: 'manual' })).status);
say('redirect error', await outcome(fetch(`${base}/redirect?status=302`, { redirect: 'error' })));
say('loop', (await outcome(fetch(`${base}/loop`))).error.cause);
say('503', [(await fetch(`${base}/?status=503`)).ok, (await fetch(`${base}/?status=503`)).statusText]);

say('refused', await outcome(fetch(`http://127.0.0.1:${closed}/`)));
const both = await outcome(fetch(`http://localhost:${closed}/`));
say('refused by name', [both.error.message, both.error.cause.code]);
say('unknown host', (await outcome(fetch('http://no-such-host.invalid/'))).error.cause.code);
say('cut', await outcome(fetch(`${base}/cut`)));
const half = await fetch(`${base}/half`);
say('half', await outcome(half.text()));
say('bad url', await outcome(fetch('not a url')));
say('bad scheme', (await outcome(fetch('ftp://127.0.0.1/'))).error.message);

const controller = new AbortController();
const hanging = outcome(fetch(`${base}/hang`, { signal: controller.signal }));
setTimeout(() => controller.abort(), 20);
say('aborted', await hanging);
say('aborted before', await outcome(fetch(`${base}/hang`, { signal: AbortSignal.abort() })));
say('own reason', await outcome(fetch(`${base}/hang`, { signal: AbortSignal.abort(new Error('mine')) })));
say('timeout', (await outcome(fetch(`${base}/hang`, { signal: AbortSignal.timeout(30) }))).error.name);
const later = new AbortController();
const begun = await fetch(`${base}/half`, { signal: later.signal });
later.abort();
say('aborted while reading', (await outcome(begun.text())).error.name);
say('aborted body is not read', (await outcome(fetch(`${base}/?status=204`))).value !== undefined);
say(
  'static json',
  await Response.json({ made: true }, { status: 201, headers: { 'set-cookie': 'z=1' } }).json(),
);
say('static cookie', Response.json({}, { headers: { 'set-cookie': 'z=1' } }).headers.getSetCookie());
server.close();
server.closeAllConnections();
