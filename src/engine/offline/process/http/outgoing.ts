/** `http.OutgoingMessage`: header fields and a body to be sent, whoever sends them. */
import { Writable } from '@jspm/core/nodelibs/stream';
import { Buffer } from '../builtins/buffer.ts';
import { nodeError } from '../node-errors.ts';
import { HeaderStore, type HeaderValue } from './headers.ts';
import type { Socket } from './socket.ts';
import type { Frame } from './wire.ts';

const encoder = new TextEncoder();
type Done = (error?: Error | null) => void;

/** How the body will travel, which the receiver reads from the header fields. */
export type Framing = { length: number } | 'chunked' | 'none';

export abstract class OutgoingMessage extends Writable {
  readonly #fields = new HeaderStore();
  #head: Frame | undefined;
  #headSent = false;
  /** Chunks held back because the end is known already: they leave with it as one message. */
  #held: Uint8Array[] = [];
  #ending = false;
  #knownLength: number | undefined;
  /** The connection, once it stands. */
  #transport: Socket | undefined;
  #onTransport: ((socket: Socket) => void)[] = [];
  abstract socket: Socket | null;

  constructor(options: { autoDestroy: boolean }) {
    super({ highWaterMark: 64 * 1024, decodeStrings: false, ...options });
  }

  /** The head as it goes out; called once, when it is fixed. */
  protected abstract makeHead(fields: HeaderStore, framing: Framing): Frame;
  /** False for what has no body whatever is written: an answer to HEAD, 204, 304. */
  protected abstract get hasBody(): boolean;
  /** True if a missing length means that chunks follow; false if it means that there is no body. */
  protected abstract get chunkedByDefault(): boolean;

  get headersSent(): boolean {
    return this.#head !== undefined;
  }

  get finished(): boolean {
    return this.writableEnded;
  }

  get connection(): Socket | null {
    return this.socket;
  }

  setHeader(name: string, value: HeaderValue): this {
    this.assertHeadOpen('set');
    this.#fields.set(name, value);
    return this;
  }

  setHeaders(headers: Headers | Map<string, HeaderValue>): this {
    this.assertHeadOpen('set');
    for (const [name, value] of headers) {
      if (headers instanceof Map || name !== 'set-cookie') this.#fields.set(name, value);
      else this.#fields.append(name, value as string); // of `Headers`, which holds texts
    }
    return this;
  }

  appendHeader(name: string, value: HeaderValue): this {
    this.assertHeadOpen('append');
    this.#fields.append(name, value);
    return this;
  }

  removeHeader(name: string): void {
    this.assertHeadOpen('remove');
    this.#fields.remove(name);
  }

  getHeader(name: string): HeaderValue | undefined {
    return this.#fields.get(name);
  }

  hasHeader(name: string): boolean {
    return this.#fields.has(name);
  }

  getHeaderNames(): string[] {
    return this.#fields.names();
  }

  getRawHeaderNames(): string[] {
    return this.#fields.rawNames();
  }

  getHeaders(): Record<string, HeaderValue> {
    return this.#fields.all();
  }

  addTrailers(): void {}

  setTimeout(ms: number, callback?: () => void): this {
    if (callback) this.once('timeout', callback);
    this.withSocket((socket) => socket.setTimeout(ms, () => this.emit('timeout')));
    return this;
  }

  flushHeaders(): void {
    this.fixHead();
    this.withSocket(() => this.#sendHead([]));
  }

  /** Fixes the head: from here on it is as good as sent. */
  protected fixHead(): void {
    this.#head ??= this.makeHead(this.#fields, this.#framing());
  }

  protected assertHeadOpen(verb: 'set' | 'append' | 'remove' | 'write'): void {
    if (!this.headersSent) return;
    const what =
      verb === 'remove'
        ? 'Cannot remove headers after they are sent to the client'
        : `Cannot ${verb} headers after they are sent to the client`;
    throw nodeError(Error, 'ERR_HTTP_HEADERS_SENT', what);
  }

  /** Calls back with the connection, now or when it stands. */
  protected withSocket(use: (socket: Socket) => void): void {
    if (this.#transport) use(this.#transport);
    else this.#onTransport.push(use);
  }

  /** The connection stands: what waited goes out. */
  protected connected(socket: Socket): void {
    this.#transport = socket;
    for (const use of this.#onTransport.splice(0)) use(socket);
  }

  override end(chunk?: unknown, encoding?: unknown, callback?: unknown): this {
    if (this.writableEnded) return super.end(chunk as never, encoding as never, callback as never);
    const body = typeof chunk === 'function' ? undefined : chunk;
    if (!this.headersSent) {
      this.#knownLength = lengthOf(body, encoding);
      this.#ending = true;
      this.fixHead();
    }
    this.#ending = true;
    return super.end(chunk as never, encoding as never, callback as never); // every form of the arguments goes through
  }

  override _write(chunk: string | Uint8Array, encoding: BufferEncoding, done: Done): void {
    this.fixHead();
    if (!this.hasBody) return done();
    const bytes = toBytes(chunk, encoding);
    if (this.#ending) {
      this.#held.push(bytes);
      return done();
    }
    this.withSocket((socket) => {
      this.#sendHead([{ type: 'data', bytes }]);
      socket.wire.whenRoom(() => done());
    });
  }

  override _final(done: Done): void {
    this.fixHead();
    this.withSocket(() => {
      const body = this.#held.map((bytes) => ({ type: 'data', bytes }) as const);
      this.#held = [];
      this.#sendHead([...body, { type: 'end' }]);
      done();
    });
  }

  #sendHead(frames: Frame[]): void {
    const head = this.#headSent ? undefined : this.#head;
    this.#headSent = true;
    if (head) frames.unshift(head);
    if (frames.length > 0) this.#transport?.send(frames);
  }

  #framing(): Framing {
    if (this.#fields.has('content-length') || this.#fields.has('transfer-encoding')) return 'none';
    if (!this.hasBody) return 'none';
    if (this.#ending)
      return this.#knownLength === 0 && !this.chunkedByDefault ? 'none' : { length: this.#knownLength ?? 0 };
    return this.chunkedByDefault ? 'chunked' : 'none';
  }
}

function lengthOf(body: unknown, encoding: unknown): number {
  if (typeof body === 'string') {
    return Buffer.byteLength(body, typeof encoding === 'string' ? (encoding as BufferEncoding) : undefined);
  }
  return body instanceof Uint8Array ? body.byteLength : 0;
}

/** Bytes of their own, for they move away or are copied later than the caller may reuse its buffer. */
function toBytes(chunk: string | Uint8Array, encoding: BufferEncoding): Uint8Array {
  if (typeof chunk !== 'string') return new Uint8Array(chunk);
  return encoding === 'utf8' || !encoding
    ? encoder.encode(chunk)
    : new Uint8Array(Buffer.from(chunk, encoding));
}
