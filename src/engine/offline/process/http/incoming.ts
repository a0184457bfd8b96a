/** `http.IncomingMessage`: a request as the server sees it, a response as the client does. */
import { Readable } from '@jspm/core/nodelibs/stream';
import { viewAsBuffer } from '../builtins/buffer.ts';
import { loop } from '../event-loop.ts';
import { readDistinct, readHeaders, type IncomingHeaders } from './headers.ts';
import type { Socket } from './socket.ts';

export class IncomingMessage extends Readable {
  readonly httpVersion = '1.1';
  readonly httpVersionMajor = 1;
  readonly httpVersionMinor = 1;
  readonly trailers = {};
  readonly rawTrailers: string[] = [];
  readonly rawHeaders: string[];
  socket: Socket;
  /** All of it has arrived. */
  complete = false;
  aborted = false;
  method: string | undefined;
  url = '';
  statusCode: number | undefined;
  statusMessage: string | undefined;
  #headers: IncomingHeaders | undefined;
  /** Bytes that were received and not yet read. */
  #owed = 0;
  #dumped = false;

  constructor(socket: Socket, rawHeaders: string[] = []) {
    super({ highWaterMark: 64 * 1024 });
    this.socket = socket;
    this.rawHeaders = rawHeaders;
  }

  get connection(): Socket {
    return this.socket;
  }

  get headers(): IncomingHeaders {
    return (this.#headers ??= readHeaders(this.rawHeaders));
  }

  set headers(headers: IncomingHeaders) {
    this.#headers = headers;
  }

  get headersDistinct(): Record<string, string[]> {
    return readDistinct(this.rawHeaders);
  }

  setTimeout(ms: number, callback?: () => void): this {
    this.socket.setTimeout(ms, callback);
    return this;
  }

  receive(bytes: Uint8Array): void {
    if (this.#dumped || this.destroyed) {
      this.socket.wire.credit(bytes.byteLength);
      return;
    }
    this.#owed += bytes.byteLength;
    if (this.push(viewAsBuffer(bytes))) this.#giveCredit();
  }

  finish(): void {
    this.complete = true;
    if (!this.destroyed) this.push(null);
  }

  /** Nobody wants the rest: lets it flow past. */
  dump(): void {
    if (this.#dumped) return;
    this.#dumped = true;
    this.removeAllListeners('data');
    this.resume();
  }

  override _read(): void {
    this.#giveCredit();
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    if (!this.readableEnded || !this.complete) {
      this.aborted = true;
      this.emit('aborted');
    }
    this.#giveCredit();
    if (this.aborted && !this.complete && !this.socket.destroyed) this.socket.destroy(error ?? undefined);
    // An error that nobody listens for is none here: whoever cares about aborts listens.
    loop.nextTick(() => callback(this.listenerCount('error') > 0 ? error : null));
  }

  #giveCredit(): void {
    const owed = this.#owed;
    this.#owed = 0;
    this.socket.wire.credit(owed);
  }
}
