import { EventEmitter, on, once } from 'node:events';
import { Duplex, PassThrough, Readable, Transform, Writable, finished } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text, json } from 'node:stream/consumers';
import { StringDecoder } from 'node:string_decoder';
import { say, outcome } from './say.js';

say('collect', await text(Readable.from(['a', 'b', 'c'])));
say('json', await json(Readable.from(['{"a":', '1}'])));
const upper = new Transform({
  transform: (chunk, _encoding, done) => done(null, chunk.toString().toUpperCase()),
});
const sink = [];
await pipeline(
  Readable.from(['x', 'y']),
  upper,
  new Writable({
    write: (chunk, _encoding, done) => {
      sink.push(String(chunk));
      done();
    },
  }),
);
say('pipeline', sink);
say(
  'generators',
  await (async () => {
    const out = [];
    await pipeline(
      Readable.from([1, 2, 3]),
      async function* (source) {
        for await (const n of source) yield n * 2;
      },
      async (source) => {
        for await (const n of source) out.push(n);
      },
    );
    return out;
  })(),
);
say(
  'failing pipeline',
  await outcome(
    pipeline(
      Readable.from(['a']),
      new Transform({ transform: (_c, _e, done) => done(new Error('bad')) }),
      new PassThrough(),
    ),
  ),
);
const slow = new Writable({ highWaterMark: 3, write: (_chunk, _encoding, done) => setImmediate(done) });
say('back-pressure', [slow.write('ab'), slow.write('cd')]);
await once(slow, 'drain');
say('drained', slow.writableLength);
const readable = new Readable({ read() {} });
readable.push('one');
readable.push(null);
readable.setEncoding('utf8');
say(
  'events',
  await new Promise((resolve) => {
    const seen = [];
    readable
      .on('data', (chunk) => seen.push(chunk))
      .on('end', () => seen.push('end'))
      .on('close', () => resolve([...seen, 'close']));
  }),
);
const broken = new Readable({
  read() {
    this.destroy(new Error('broken'));
  },
});
say(
  'iterate',
  await outcome(
    (async () => {
      for await (const _ of broken);
    })(),
  ),
);
await new Promise((resolve) =>
  finished(Readable.from([]).resume(), (error) => resolve(say('finished', error ?? null))),
);
const duplex = new Duplex({
  read() {
    this.push('r');
    this.push(null);
  },
  write(_c, _e, done) {
    done();
  },
});
say('duplex', await text(duplex));
say('web', await new Response(Readable.toWeb(Readable.from([Buffer.from('web')]))).text());
say('from web', await text(Readable.fromWeb(new Blob(['blob']).stream())));
say(
  'take',
  await Readable.from([1, 2, 3, 4])
    .filter((n) => n % 2 === 0)
    .map((n) => n * 10)
    .toArray(),
);

const emitter = new EventEmitter();
const calls = [];
emitter.once('a', (value) => calls.push(['once', value]));
emitter.on('a', (value) => calls.push(['on', value]));
emitter.prependListener('a', (value) => calls.push(['first', value]));
emitter.emit('a', 1);
emitter.emit('a', 2);
say('emitter', [calls, emitter.listenerCount('a'), emitter.eventNames(), emitter.emit('nobody')]);
say('error without listener', await outcome((async () => emitter.emit('error', new Error('unheard')))()));
setImmediate(() => emitter.emit('b', 'x', 'y'));
say('once', await once(emitter, 'b'));
const stop = new AbortController();
const never = outcome(once(emitter, 'never', { signal: stop.signal }));
stop.abort();
say('once aborted', (await never).error.name);
setImmediate(() => {
  emitter.emit('c', 1);
  emitter.emit('c', 2);
});
const got = [];
for await (const [value] of on(emitter, 'c')) if (got.push(value) === 2) break;
say('on', got);
const decoder = new StringDecoder('utf8');
const euro = Buffer.from('€');
say('decoder', [decoder.write(euro.subarray(0, 2)), decoder.end(euro.subarray(2))]);
