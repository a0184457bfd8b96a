import http from 'node:http';
import { pipeline } from 'node:stream/promises';
import { Readable, Transform } from 'node:stream';
import { createHash } from 'node:crypto';
import { say, serve } from './say.js';

const port = Number(process.env.PORT_46101);
const megabytes = 8;
let produced = 0;

const server = http.createServer(async (req, res) => {
  if (req.url === '/echo') return req.pipe(res);
  if (req.url === '/upper') {
    const upper = new Transform({
      transform: (chunk, _encoding, done) => done(null, String(chunk).toUpperCase()),
    });
    return pipeline(req, upper, res);
  }
  if (req.url === '/hash') {
    const hash = createHash('sha256');
    for await (const chunk of req) hash.update(chunk);
    return res.end(hash.digest('hex'));
  }
  if (req.url === '/ticks') {
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    let count = 0;
    const timer = setInterval(() => {
      res.write(`data: ${++count}\n\n`);
      if (count === 3) {
        clearInterval(timer);
        res.end();
      }
    }, 15);
    return undefined;
  }
  // As much as the reader takes.
  res.writeHead(200);
  const block = Buffer.alloc(64 * 1024, 7);
  for (; produced < megabytes * 16; produced++) {
    if (!res.write(block)) await new Promise((resolve) => res.once('drain', resolve));
  }
  res.end();
  return undefined;
});
const base = await serve(server, port);

say('echo', await (await fetch(`${base}/echo`, { method: 'POST', body: 'there and back' })).text());
say('upper', await (await fetch(`${base}/upper`, { method: 'POST', body: 'whisper' })).text());

const ticks = await fetch(`${base}/ticks`);
const decoder = new TextDecoder();
const seen = [];
for await (const chunk of ticks.body) seen.push(decoder.decode(chunk).trim());
say('ticks came one by one', [seen.length > 1, seen.join('').match(/data: \d/g)]);

const big = Buffer.alloc(5 * 1024 * 1024, 'abc');
say('big upload', await (await fetch(`${base}/hash`, { method: 'POST', body: big })).text());
say('own hash', createHash('sha256').update(big).digest('hex'));

const parts = ['first,', 'second,', 'third'];
const streamed = await fetch(`${base}/echo`, {
  method: 'POST',
  body: Readable.toWeb(Readable.from(parts.map((part) => Buffer.from(part)))),
  duplex: 'half',
});
say('streamed upload', await streamed.text());

const req = http.request({ host: '127.0.0.1', port, path: '/echo', method: 'POST' });
const answered = new Promise((resolve) => req.on('response', resolve));
req.write('live 1,');
const res = await answered;
res.setEncoding('utf8');
const pieces = res[Symbol.asyncIterator]();
say('answer before the request ends', (await pieces.next()).value);
req.end('live 2');
say('and the rest', (await pieces.next()).value);
for (let piece = await pieces.next(); !piece.done; piece = await pieces.next());

const slow = await fetch(`${base}/flood`);
const reader = slow.body.getReader();
await reader.read();
await new Promise((resolve) => setTimeout(resolve, 150));
say('the writer waits for the reader', produced < megabytes * 16);
let size = 64 * 1024;
for (let part = await reader.read(); !part.done; part = await reader.read()) size += part.value.length;
say('all of it came', size >= megabytes * 1024 * 1024 && produced === megabytes * 16);

server.close();
