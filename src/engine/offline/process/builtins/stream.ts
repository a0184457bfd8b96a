/** `node:stream`: the polyfill's, with the bridges to web streams that it lacks. */
import stream, {
  Duplex,
  PassThrough,
  Readable,
  Stream,
  Transform,
  Writable,
  promises,
} from '@jspm/core/nodelibs/stream';
import { loop } from '../event-loop.ts';
import { Buffer, viewAsBuffer } from './buffer.ts';

/** A Node stream of what a web stream gives; it asks for more only when read. */
function fromWeb(web: ReadableStream<unknown>, options?: object): Readable {
  const reader = web.getReader();
  return new Readable({
    ...options,
    read() {
      // The browser's own streams (of a Blob, for one) would not keep the process alive meanwhile.
      const release = loop.hold();
      void reader
        .read()
        .then(
          ({ done, value }) =>
            this.push(done ? null : value instanceof Uint8Array ? viewAsBuffer(value) : value),
          (error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))),
        )
        .finally(release);
    },
    destroy(error, callback) {
      void reader.cancel(error ?? undefined);
      callback(error);
    },
  });
}

function toWeb(readable: Readable): ReadableStream<unknown> {
  return new ReadableStream<unknown>(
    {
      start(controller) {
        readable.on('data', (chunk: unknown) => {
          controller.enqueue(Buffer.isBuffer(chunk) ? new Uint8Array(chunk) : chunk);
          if ((controller.desiredSize ?? 0) <= 0) readable.pause();
        });
        readable.once('end', () => controller.close());
        readable.once('error', (error) => controller.error(error));
        readable.pause();
      },
      pull: () => void readable.resume(),
      cancel: (reason) => void readable.destroy(reason instanceof Error ? reason : undefined),
    },
    {
      highWaterMark: readable.readableHighWaterMark,
      size: (chunk) => (chunk instanceof Uint8Array ? chunk.length : 1),
    },
  );
}

function writableToWeb(writable: Writable): WritableStream<unknown> {
  return new WritableStream<unknown>({
    write: (chunk) =>
      new Promise<void>((resolve, reject) => {
        writable.write(chunk, (error) => (error ? reject(error) : resolve()));
      }),
    close: () => new Promise<void>((resolve) => writable.end(resolve)),
    abort: (reason) => void writable.destroy(reason instanceof Error ? reason : undefined),
  });
}

Object.assign(Readable, { fromWeb, toWeb });
Object.assign(Writable, { toWeb: writableToWeb });

const consumers = {
  async buffer(source: AsyncIterable<Uint8Array | string>): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of source)
      chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : viewAsBuffer(chunk));
    return Buffer.concat(chunks);
  },
  async text(source: AsyncIterable<Uint8Array | string>): Promise<string> {
    return (await consumers.buffer(source)).toString();
  },
  async json(source: AsyncIterable<Uint8Array | string>): Promise<unknown> {
    return JSON.parse(await consumers.text(source));
  },
  async arrayBuffer(source: AsyncIterable<Uint8Array | string>): Promise<ArrayBuffer> {
    return new Uint8Array(await consumers.buffer(source)).buffer;
  },
};

export const streamModules = {
  stream: Object.assign({}, stream, {
    Stream,
    Readable,
    Writable,
    Duplex,
    Transform,
    PassThrough,
    default: Stream,
  }),
  'stream/promises': promises,
  'stream/consumers': consumers,
};
